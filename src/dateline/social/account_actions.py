"""Set up channels, try them, switch them on and off, end them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from dateline.publishlog.outside.sealing import sealed
from dateline.publishlog.queries import latest_number
from dateline.social.access import PURPOSE, access_of
from dateline.social.models import Channel, ChannelPost, ChannelWords
from dateline.social.services.interface import Checked
from dateline.social.services.registry import service_named

MADE, CHANGED, ENDED = "paper.channel.made", "paper.channel.changed", "paper.channel.ended"
SWITCHED_ON, SWITCHED_OFF = "paper.channel.on", "paper.channel.off"


@transaction.atomic
def make_channel(
    *,
    service: str,
    fields: Mapping[str, Any],
    secret: str,
    by: Any,
    at: datetime,
) -> Channel:
    """Add a channel, which is off. ``fields`` are those of the model that the desk's form has."""
    channel = Channel.objects.create(
        service=service, secret=sealed(secret, purpose=PURPOSE), made_at=at, **fields
    )
    log(channel, MADE, user=by, data={"service": service})
    return channel


@transaction.atomic
def change_channel(
    *,
    channel: Channel,
    fields: Mapping[str, Any],
    secret: str = "",
    by: Any,
) -> None:
    """Change a channel; an empty secret leaves the one it has. Its posts are not touched for that."""
    for name, value in fields.items():
        setattr(channel, name, value)
    if secret:
        channel.secret = sealed(secret, purpose=PURPOSE)
        channel.resting_until = None
    channel.save()
    log(channel, CHANGED, user=by, data={"has_new_secret": bool(secret)})


@transaction.atomic
def switch_channel(*, channel: Channel, is_on: bool, by: Any) -> None:
    """Let what is published from now on go to a channel, or nothing more.

    Off, what is taken out of the paper is still taken out of the channel.
    """
    same = Channel.objects.filter(pk=channel.pk, ended_at=None, is_on=not is_on)
    if same.update(is_on=is_on, after_number=latest_number(), resting_until=None):
        log(channel, SWITCHED_ON if is_on else SWITCHED_OFF, user=by)


@transaction.atomic
def end_channel(*, channel: Channel, by: Any, at: datetime) -> None:
    """Forget how a channel is opened. What stands there stays, and the paper cannot take it out any more."""
    ended = Channel.objects.filter(pk=channel.pk, ended_at=None)
    if ended.update(ended_at=at, is_on=False, secret="", failing_since=None, failures=0, latest_error=""):
        log(channel, ENDED, user=by)


@transaction.atomic
def note_limits(*, channel: Channel, limits: Mapping[str, Any]) -> None:
    """Remember what a service says of its lengths."""
    Channel.objects.filter(pk=channel.pk).update(limits=dict(limits))


@transaction.atomic
def decide_for_story(
    *, channel: Channel, story_uuid: Any, text: str, is_skipped: bool, by: Any, at: datetime
) -> None:
    """Have a story told in these words in a channel, or not there at all; neither leaves it to the template.

    What stands there already follows.
    """
    known = ChannelWords.objects.filter(channel=channel, story_uuid=story_uuid)
    if text.strip() or is_skipped:
        values = {"text": text.strip(), "is_skipped": is_skipped, "user": by, "at": at}
        ChannelWords.objects.update_or_create(channel=channel, story_uuid=story_uuid, defaults=values)
    else:
        known.delete()
    posts = ChannelPost.objects.filter(channel=channel, publication=story_uuid)
    posts.update(settled_number=-1, due_at=at, is_refused=False)


def try_channel(channel: Channel) -> Checked:
    """Ask the service whether it lets us in, and remember what it says of lengths. Posts nothing.

    Raises a ServiceError.
    """
    checked = service_named(channel.service).check(access_of(channel))
    if checked.limits:
        note_limits(channel=channel, limits=checked.limits)
    return checked
