"""What a channel should show of a story, and what is to be done so that it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dateline.social.choices import Act, State
from dateline.social.models import Channel, ChannelPost, ChannelWords
from dateline.social.pieces import fitted, with_link
from dateline.social.services.interface import Message
from dateline.social.services.registry import service_named
from dateline.social.story_facts import Told, told_of, without_picture

# After that it is no news: a channel that was away for long does not flood its readers.
FRESH = timedelta(hours=12)
NEWS = "news"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do next about one story in one channel."""

    act: Act
    message: Message | None = None
    """What to show; None where nothing is to be shown."""
    template: str = ""
    differs: bool = False
    """It shows something else, and the service cannot change it."""


def plan_for(post: ChannelPost, *, at: datetime) -> Plan:
    """Return what is to be done. Raises TooLongError when what is wanted fits in no way."""
    channel = post.channel
    told = told_of(post.publication)
    words = ChannelWords.objects.filter(channel=channel, story_uuid=post.publication_id).first()
    is_wanted = told is not None and not (words is not None and words.is_skipped)
    if post.state != State.POSTED:
        if told is None or not is_wanted or not _may_begin(post, told, at=at):
            return Plan(Act.NONE)
        template = words.text if words is not None and words.text else channel.template
        return Plan(Act.POST, message_of(channel, told, template=template), channel.template)
    if told is None or not is_wanted:
        return Plan(Act.DELETE)
    template = words.text if words is not None and words.text else post.template
    return _change(post, message_of(channel, told, template=template, keeps_text=not post.picture))


def message_of(channel: Channel, told: Told, *, template: str, keeps_text: bool = False) -> Message:
    """Return the message for a channel. Raises TooLongError.

    ``keeps_text``: what was posted without a picture stays a text.
    """
    service = service_named(channel.service)
    if keeps_text or not (channel.with_picture and service.shows_pictures):
        told = without_picture(told)
    has_picture = bool(told.picture)

    def fits(pieces: Any) -> bool:
        return service.fits(pieces, channel.limits, with_picture=has_picture)

    return Message(
        pieces=fitted(with_link(template), told.facts, fits=fits),
        link=told.facts.link,
        title=told.facts.headline,
        description=told.facts.standfirst,
        language=told.language,
        picture=told.picture,
        picture_digest=told.picture_digest,
    )


def takes(channel: Channel, told: Told) -> bool:
    """Say whether stories of this section and kind go to the channel."""
    if channel.labels and (told.label or NEWS) not in channel.labels:
        return False
    return not channel.section_ids or told.section_id in channel.section_ids


def _may_begin(post: ChannelPost, told: Told, *, at: datetime) -> bool:
    if not post.channel.is_on:
        return False
    if post.is_forced:
        return True
    return takes(post.channel, told) and at - post.publication.published_at <= FRESH


def _change(post: ChannelPost, message: Message) -> Plan:
    if message.digest == post.digest:
        return Plan(Act.NONE, message)
    service = service_named(post.channel.service)
    # A text cannot lose its picture, and what must not be read any more cannot stay.
    is_impossible = not service.can_change or bool(post.picture and not message.picture)
    if is_impossible and (post.must_replace or (post.picture and not message.picture)):
        return Plan(Act.DELETE, message)
    if not service.can_change:
        return Plan(Act.NONE, message, differs=True)
    return Plan(Act.EDIT if post.channel.is_on else Act.NONE, message)
