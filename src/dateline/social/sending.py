"""Bring channels in line with the paper: one request at a time to each, in threads that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone, translation

from dateline.edition.purge import purged_up_to
from dateline.publishlog.outside.lanes import Lanes
from dateline.social.choices import State
from dateline.social.models import Channel, ChannelPost
from dateline.social.tending import tend

MOST_IN_A_ROW = 50
Clock = Callable[[], datetime]


def send_due_now() -> None:
    """Begin to send what is due, and return at once; for the worker, every second."""
    now = timezone.now()
    waiting = due_posts().filter(due_at__lte=now).exclude(channel__resting_until__gt=now)
    for channel_id in waiting.order_by().values_list("channel_id", flat=True).distinct():
        lanes.begin(channel_id)


def due_posts() -> QuerySet[ChannelPost]:
    """Return posts about which something may be to be done, whenever."""
    due = ChannelPost.objects.filter(number__gt=F("settled_number"), is_left=False, is_refused=False)
    return due.filter(channel__ended_at=None).exclude(state=State.UNKNOWN)


def send_due(channel: Channel, clock: Clock = timezone.now) -> int:
    """Do what is due in a channel, what happened first first, until the service fails; return how much was.

    Stories do not wait for one another, but for the service.
    """
    served, done = purged_up_to(), 0
    due = due_posts().filter(channel=channel, due_at__lte=clock()).order_by("number", "pk")
    for pk in list(due.values_list("pk", flat=True)[:MOST_IN_A_ROW]):
        if Channel.objects.get(pk=channel.pk).is_resting(at=clock()):
            break
        done += tend(pk, served=served, clock=clock)
    return done


def _send_due_to(channel_id: int) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        send_due(Channel.objects.get(pk=channel_id))


lanes = Lanes("channel", _send_due_to)
