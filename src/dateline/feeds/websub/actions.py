"""Which hub feeds name is decided; requests to our own are taken, confirmed, refused; sending is noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from wagtail.log_actions import log

from dateline.feeds.choices import HubKind, RequestMode
from dateline.feeds.hubs import PURPOSE, chosen_hub
from dateline.feeds.models import Hub, HubRequest, HubSubscription, PingedTopic
from dateline.feeds.websub.asking import Asked, is_ours, path_of
from dateline.feeds.websub.bounds import MOST_OF_ALL, MOST_OF_HOST, MOST_WAITING
from dateline.feeds.websub.errors import HubRefusedError
from dateline.publishlog.outside.sealing import sealed

HUB_CHOSEN = "paper.hub.chosen"
LEASE = timedelta(minutes=2)
# A subscriber that is restarted gets the confirmation it missed; one that says no is not asked again.
REQUEST_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 600))
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800))
DROPPED_AFTER = timedelta(days=3)
"""So long a subscriber may fail before it is forgotten."""


@transaction.atomic
def choose_hub(*, kind: str, url: str = "", by: Any) -> Hub:
    """Say who passes feeds on; every feed names another hub then. Subscriptions to our own are kept."""
    row = chosen_hub()
    row.kind, row.url = kind, url if kind == HubKind.OUTSIDE else ""
    row.save()
    log(row, HUB_CHOSEN, user=by, data={"kind": str(row.kind), "url": row.url})
    return row


@transaction.atomic
def take_request(*, asked: Asked, at: datetime) -> HubRequest:
    """Remember what somebody asks of the hub until it is confirmed. Raises HubRefusedError beyond its bounds.

    A newer request takes the place of one that waits; what is subscribed stays until that is confirmed.
    """
    known = HubSubscription.objects.filter(path=path_of(asked.topic), callback=asked.callback)
    waiting = HubRequest.objects.filter(topic=asked.topic, callback=asked.callback)
    if not waiting.exists() and HubRequest.objects.count() >= MOST_WAITING:
        raise HubRefusedError(503, "Too many requests wait to be confirmed. Please try again later.")
    if asked.mode == RequestMode.UNSUBSCRIBE:
        if not known.exists() and not waiting.exists():
            raise HubRefusedError(404, "There is no such subscription.")
    elif not known.exists() and not waiting.exists():
        _look_at_bounds(asked.host)
    mode = asked.mode if asked.mode == RequestMode.UNSUBSCRIBE or is_ours(asked.topic) else RequestMode.DENY
    wanted = {
        "mode": mode,
        "host": asked.host,
        "secret": sealed(asked.secret, purpose=PURPOSE) if asked.secret else "",
        "lease_seconds": int(asked.lease.total_seconds()),
        "made_at": at,
        "due_at": at,
        "attempts": 0,
        "leased_until": None,
    }
    row, _made = HubRequest.objects.update_or_create(
        topic=asked.topic, callback=asked.callback, defaults=wanted
    )
    return row


def _look_at_bounds(host: str) -> None:
    subscriptions, requests = HubSubscription.objects.all(), HubRequest.objects.all()
    if subscriptions.filter(host=host).count() + requests.filter(host=host).count() >= MOST_OF_HOST:
        raise HubRefusedError(429, "There are too many subscriptions of this host.")
    if subscriptions.count() + requests.count() >= MOST_OF_ALL:
        raise HubRefusedError(503, "This hub has as many subscribers as it can serve.")


@transaction.atomic
def claim(*, row: HubRequest | HubSubscription, at: datetime) -> bool:
    """Take something that is due; False when another process has it. Given back after two minutes."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    mine = type(row)._base_manager.filter(free, pk=row.pk, due_at__lte=at)
    return mine.update(leased_until=at + LEASE, attempts=F("attempts") + 1) == 1


@transaction.atomic
def note_confirmed(*, request: HubRequest, digest: str, at: datetime) -> None:
    """Carry out what a subscriber has confirmed; ``digest`` is of the feed as it is now.

    A request that came meanwhile, about the same, is left to be confirmed by itself.
    """
    path = path_of(request.topic)
    if not HubRequest.objects.filter(pk=request.pk, made_at=request.made_at).delete()[0]:
        return
    if request.mode == RequestMode.UNSUBSCRIBE:
        HubSubscription.objects.filter(path=path, callback=request.callback).delete()
        return
    HubSubscription.objects.update_or_create(
        path=path,
        callback=request.callback,
        defaults={
            "host": request.host,
            "secret": request.secret,
            "made_at": at,
            "ends_at": at + timedelta(seconds=request.lease_seconds),
        },
        create_defaults={
            "host": request.host,
            "secret": request.secret,
            "made_at": at,
            "ends_at": at + timedelta(seconds=request.lease_seconds),
            # What it says now the subscriber has read itself, to find the hub.
            "digest": digest,
        },
    )


@transaction.atomic
def drop_request(*, request: HubRequest) -> None:
    """Forget a request that was refused, or that nobody confirmed."""
    HubRequest.objects.filter(pk=request.pk, made_at=request.made_at).delete()


@transaction.atomic
def put_off_request(*, request: HubRequest, at: datetime) -> None:
    """Ask for the confirmation later once more, and forget the request after the last time."""
    row = HubRequest.objects.select_for_update().filter(pk=request.pk, made_at=request.made_at).first()
    if row is None:
        return
    if row.attempts > len(REQUEST_PAUSES):
        row.delete()
        return
    row.leased_until, row.due_at = None, at + REQUEST_PAUSES[row.attempts - 1]
    row.save()


@transaction.atomic
def note_changed_feeds(*, paths: Iterable[str], at: datetime) -> int:
    """Have feeds that may have changed sent to those who are subscribed; return to how many."""
    listed = sorted(set(paths))
    count = 0
    for start in range(0, len(listed), 200):
        rows = HubSubscription.objects.filter(path__in=listed[start : start + 200], ends_at__gt=at)
        count += rows.update(due_at=at, attempts=0)
    return count


@transaction.atomic
def note_sent(*, subscription: HubSubscription, digest: str, at: datetime, is_new: bool) -> None:
    """Note that a subscriber has the feed as it is; what has changed meanwhile is due again all the same."""
    row = HubSubscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None:
        return
    row.leased_until, row.digest = None, digest
    if row.due_at == subscription.due_at:
        row.due_at, row.attempts = None, 0
    if is_new:
        row.delivered_at, row.failing_since, row.latest_error = at, None, ""
    row.save()


@transaction.atomic
def note_not_sent(*, subscription: HubSubscription, status: int | None, error: str, at: datetime) -> None:
    """Try again later and later; who has failed for days, or says that it is gone, is forgotten."""
    row = HubSubscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None:
        return
    row.failing_since = row.failing_since or at
    if status == 410 or at - row.failing_since >= DROPPED_AFTER:
        row.delete()
        return
    row.leased_until, row.latest_error = None, error[:300]
    # What changed meanwhile has begun to count anew.
    row.due_at = at + PAUSES[min(max(row.attempts, 1), len(PAUSES)) - 1]
    row.save()
    if status is None:
        # Nobody is there: to try each of its subscriptions would take them all for nothing.
        others = HubSubscription.objects.filter(host=row.host, due_at__lt=row.due_at, leased_until=None)
        others.update(due_at=row.due_at)


@transaction.atomic
def drop_subscription(*, subscription: HubSubscription) -> None:
    """Forget a subscription to a feed that there is no more."""
    HubSubscription.objects.filter(pk=subscription.pk).delete()


@transaction.atomic
def note_pinged(*, path: str, digest: str) -> None:
    """Note what a feed said when the hub elsewhere was told of it."""
    PingedTopic.objects.filter(path=path).update(digest=digest, count=F("count") + 1)


@transaction.atomic
def topic_to_ping(*, path: str) -> PingedTopic:
    """Return what the hub elsewhere was last told of a feed; a row without a digest for a new one."""
    return PingedTopic.objects.get_or_create(path=path)[0]


@transaction.atomic
def end_leases(*, at: datetime) -> int:
    """Forget subscriptions whose lease is over, and return how many."""
    return HubSubscription.objects.filter(ends_at__lte=at).delete()[0]
