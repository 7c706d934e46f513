"""Channels, and a worker that follows the log and sends, by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind
from dateline.publishlog.models import LogEntry
from dateline.social.account_actions import make_channel, switch_channel
from dateline.social.choices import ServiceName
from dateline.social.following import follow
from dateline.social.models import Channel, ChannelPost
from dateline.social.pieces import USUAL_TEMPLATE
from dateline.social.sending import send_due
from dateline.stories.models import StoryPage
from tests.factories.stories import published
from tests.integration.social.telegram_fake import FakeTelegram
from tests.support.watching import fresh


def telegram_channel(fake: FakeTelegram, *, name: str = "Telegram", **fields: Any) -> Channel:
    """Return a channel that is on."""
    values = {"name": name, "server": fake.url, "handle": fake.channel, "template": USUAL_TEMPLATE, **fields}
    return switched_on(ServiceName.TELEGRAM, values, secret=fake.token)


def switched_on(service: str, values: dict[str, Any], *, secret: str) -> Channel:
    made = make_channel(service=service, fields=values, secret=secret, by=None, at=timezone.now())
    switch_channel(channel=made, is_on=True, by=None)
    return Channel.objects.get(pk=made.pk)


def story_now(title: str = "Ferry back", **fields: Any) -> StoryPage:
    """Publish a story at this moment."""
    return published(title, at=timezone.now(), **fields)


def update(story: StoryPage, kind: Kind = Kind.UPDATE, **fields: Any) -> None:
    page = fresh(story)
    for name, value in fields.items():
        setattr(page, name, value)
    publish_page(page=page, by=None, kind=kind, summary="It was so. It is so.")


def work(*channels: Channel, clock: Callable[[], datetime] = timezone.now) -> int:
    """Do what the worker does, until nothing is to be done now."""
    follow(list(LogEntry.objects.all().order_by("number")))
    return sum(send_due(channel, clock) for channel in channels)


def later(**pause: float) -> Callable[[], datetime]:
    return lambda: timezone.now() + timedelta(**pause)


def the_post() -> ChannelPost:
    return ChannelPost.objects.get()
