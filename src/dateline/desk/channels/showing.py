"""What the screens of channels show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from wagtail.models import ModelLogEntry

from dateline.social.choices import State
from dateline.social.models import Channel, ChannelPost, ChannelWords

SHOWN = 20


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel and how it is."""

    channel: Channel
    unknown: int
    """Posts of which nobody knows whether they are there."""
    stuck: int
    """Posts that the service refuses, or that somebody deleted there."""
    waiting: int

    @property
    def needs_somebody(self) -> bool:
        return bool(self.channel.failing_since or self.unknown or self.stuck)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in one channel."""

    channel: Channel
    post: ChannelPost | None
    words: ChannelWords | None
    form: Any


def channel_rows() -> list[ChannelRow]:
    """Return every channel that was not removed, by name."""
    unknown = Q(posts__state=State.UNKNOWN)
    is_behind = Q(posts__number__gt=F("posts__settled_number"))
    stopped = Q(posts__is_refused=True) | Q(posts__is_left=True, posts__latest_error__gt="")
    rows = Channel.objects.filter(ended_at=None).annotate(
        unknown=Count("posts", filter=unknown),
        stuck=Count("posts", filter=stopped & ~unknown & is_behind),
        waiting=Count("posts", filter=is_behind & ~unknown & ~stopped & Q(posts__is_left=False)),
    )
    return [
        ChannelRow(channel=one, unknown=one.unknown, stuck=one.stuck, waiting=one.waiting)
        for one in rows.order_by("name")
    ]


def newest_posts(channel: Channel) -> list[ChannelPost]:
    """Return the newest posts, those that somebody has to look at first."""
    rows = channel.posts.select_related("publication")
    unknown = list(rows.filter(state=State.UNKNOWN).order_by("-number", "-pk")[:SHOWN])
    return unknown + list(rows.exclude(state=State.UNKNOWN).order_by("-number", "-pk")[:SHOWN])


def acts_on(channel: Channel) -> list[Any]:
    """Return what was done with a channel, newest first."""
    acts = ModelLogEntry.objects.for_instance(channel).select_related("user")
    return list(acts.order_by("-timestamp", "-pk")[:SHOWN])


def posts_of(story_uuid: Any) -> dict[int, ChannelPost]:
    """Return the posts of a story by channel."""
    rows = ChannelPost.objects.filter(publication=story_uuid, channel__ended_at=None)
    return {post.channel_id: post for post in rows.select_related("channel")}


def words_of(story_uuid: Any) -> dict[int, ChannelWords]:
    """Return what was decided about a story by channel."""
    rows = ChannelWords.objects.filter(story_uuid=story_uuid, channel__ended_at=None)
    return {words.channel_id: words for words in rows}
