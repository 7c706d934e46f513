"""What the screens of partners show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from dateline.feeds.choices import MessageState
from dateline.feeds.models import KeyUse, Partner, PartnerFeed, TakenStory, Webhook, WebhookMessage
from dateline.feeds.partner_feeds import address_of
from dateline.lib.feed_addresses import Format
from dateline.sections.models import SectionPage, Topic

SHOWN = 20
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner in the list."""

    partner: Partner
    keys: int
    asked: int
    """Requests within thirty days."""
    taken: int
    failing: int
    """Webhooks whose latest message was not confirmed."""


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A webhook and how it is."""

    webhook: Webhook
    waiting: int
    delivered: int
    given_up: int
    messages: tuple[WebhookMessage, ...]
    """The newest."""


def partner_rows(now: datetime) -> list[PartnerRow]:
    """Return every partner, by name."""
    asked = _asked(now)
    keys = _counts(Partner.objects.filter(keys__revoked_at=None), "keys")
    failing = Partner.objects.filter(webhooks__ended_at=None, webhooks__failing_since__isnull=False)
    failed, taken = _counts(failing, "webhooks"), _counts(Partner.objects.all(), "taken")
    return [
        PartnerRow(
            partner=partner,
            keys=keys.get(partner.pk, 0),
            asked=asked.get(partner.pk, 0),
            taken=taken.get(partner.pk, 0),
            failing=failed.get(partner.pk, 0),
        )
        for partner in Partner.objects.all()
    ]


def webhook_rows(partner: Partner) -> list[WebhookRow]:
    """Return the webhooks of a partner with their newest messages, those that work first."""
    counted = partner.webhooks.annotate(
        **{str(state.value): Count("messages", filter=Q(messages__state=state)) for state in MessageState}
    )
    return [
        WebhookRow(
            webhook=webhook,
            waiting=getattr(webhook, MessageState.WAITING.value),
            delivered=getattr(webhook, MessageState.DELIVERED.value),
            given_up=getattr(webhook, MessageState.GIVEN_UP.value),
            messages=tuple(webhook.messages.order_by("-pk")[:SHOWN]),
        )
        for webhook in sorted(counted, key=lambda one: (one.ended_at is not None, one.pk))
    ]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed of a partner, with what it is of in words."""

    feed: PartnerFeed
    of: str


def feed_rows(partner: Partner) -> list[FeedRow]:
    """Return the feeds of a partner, those that work first."""
    feeds = sorted(partner.feeds.all(), key=lambda one: (one.ended_at is not None, one.pk))
    sections = SectionPage.objects.in_bulk({pk for feed in feeds for pk in feed.sections})
    topics = Topic.objects.in_bulk({pk for feed in feeds for pk in feed.topics})
    return [
        FeedRow(feed, ", ".join([*_names(sections, feed.sections), *_names(topics, feed.topics)]))
        for feed in feeds
    ]


def full_address(words: str, *, form: Format) -> str:
    """Return the address of a feed as the partner needs it."""
    return settings.WAGTAILADMIN_BASE_URL + address_of(words, form=form)


def _names(known: dict[int, Any], wanted: list[int]) -> list[str]:
    # What has gone from the paper is told: it is why the feed has nothing of it.
    return [str(known[pk]) if pk in known else str(_("(gone from the paper)")) for pk in wanted]


def acts_on(partner: Partner) -> list[Any]:
    """Return what was done with a partner, newest first."""
    return list(
        ModelLogEntry.objects.for_instance(partner)
        .select_related("user")
        .order_by("-timestamp", "-pk")[:SHOWN]
    )


def taken_by(partner: Partner) -> list[TakenStory]:
    """Return the stories that a partner fetched last to republish them."""
    return list(partner.taken.select_related("publication").order_by("-latest_at", "-pk")[:SHOWN])


def _asked(now: datetime) -> dict[int, int]:
    rows = KeyUse.objects.filter(hour__gte=now - MONTH).order_by().values_list("partner")
    return dict(rows.annotate(asked=Sum("count")))


def _counts(partners: Any, of: str) -> dict[int, int]:
    rows = partners.order_by().values_list("pk")
    return dict(rows.annotate(count=Count(of, distinct=True)))
