"""How passing feeds on goes: who is subscribed to the paper's own hub, what a hub elsewhere was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from wagtail.models import ModelLogEntry

from dateline.feeds.choices import HubKind
from dateline.feeds.hubs import chosen_hub, own_hub_address
from dateline.feeds.models import Hub, HubRequest, HubSubscription, PingedTopic
from dateline.feeds.websub.actions import HUB_CHOSEN

SHOWN = 50


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host with subscriptions. More is not told: the rest of an address may be a reader's own."""

    host: str
    subscriptions: int
    failing: int
    delivered_at: datetime | None
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen once."""

    at: datetime
    words: str
    by: Any


@dataclass(frozen=True, slots=True)
class HubState:
    """What the screen shows beside the choice."""

    kind: str
    own_address: str
    subscriptions: int
    waiting: int
    """Subscriptions that have yet to be sent what changed."""
    failing: int
    unconfirmed: int
    hosts: tuple[HostRow, ...]
    """Those with most subscriptions."""
    more_hosts: int
    feeds_told: int
    times_told: int
    choices: tuple[Choice, ...]
    """The newest first."""


def hub_state() -> HubState:
    """Return how the hub is now."""
    hub = chosen_hub()
    counts = HubSubscription.objects.aggregate(
        all=Count("pk"),
        waiting=Count("due_at"),
        failing=Count("failing_since"),
        hosts=Count("host", distinct=True),
    )
    told = PingedTopic.objects.filter(count__gt=0).aggregate(feeds=Count("pk"), times=Sum("count", default=0))
    hosts = _hosts()
    return HubState(
        kind=hub.kind,
        own_address=own_hub_address(),
        subscriptions=counts["all"],
        waiting=counts["waiting"],
        failing=counts["failing"],
        unconfirmed=HubRequest.objects.count(),
        hosts=hosts,
        more_hosts=counts["hosts"] - len(hosts),
        feeds_told=told["feeds"],
        times_told=told["times"],
        choices=_choices(hub),
    )


def _hosts() -> tuple[HostRow, ...]:
    rows = (
        HubSubscription.objects.order_by()
        .values("host")
        .annotate(
            count=Count("pk"),
            failing=Count("pk", filter=Q(failing_since__isnull=False)),
            last=Max("delivered_at"),
            since=Min("failing_since"),
        )
        .order_by("-count", "host")[:SHOWN]
    )
    return tuple(
        HostRow(
            host=row["host"],
            subscriptions=row["count"],
            failing=row["failing"],
            delivered_at=row["last"],
            failing_since=row["since"],
        )
        for row in rows
    )


def _choices(hub: Hub) -> tuple[Choice, ...]:
    if hub._state.adding:
        return ()
    acts = ModelLogEntry.objects.for_instance(hub).select_related("user").order_by("-timestamp", "-pk")
    return tuple(
        Choice(
            at=act.timestamp, words=act.data.get("url") or str(HubKind(act.data["kind"]).label), by=act.user
        )
        for act in acts.filter(action=HUB_CHOSEN)[:SHOWN]
    )
