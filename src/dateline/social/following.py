"""The follower of the publish log that marks which stories channels have to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from dateline.publishing.models import Publication
from dateline.publishing.withholding import WithheldWords
from dateline.publishlog.followers import Follower
from dateline.publishlog.models import LogEntry
from dateline.social.models import Channel, ChannelWords
from dateline.social.post_actions import mark_posts

# Whoever sees a post follows its link at once; by then every node serves what it tells of.
SETTLED = timedelta(seconds=2)
COMING = frozenset({"story.published", "story.restored"})
CARD = "card/"


def channel_follower() -> Follower:
    """Return the follower. It only marks: sending waits for services, and has its own patience for each."""
    return Follower(name="channels", handle=follow, from_start=False, delay=SETTLED)


def follow(entries: Sequence[LogEntry]) -> None:
    """Mark the posts of stories whose headline, address, section or picture these entries may have changed.

    Stories that came in together, as an archive does, are new to nobody.
    """
    if not Channel.objects.filter(ended_at=None).exists():
        return
    touched = {entry.number: _touched(entry) for entry in entries}
    pages = set().union(*touched.values()) if touched else set()
    rows = Publication.objects.filter(content_type="story", page_id__in=pages)
    known = {row.page_id: row for row in rows}
    for entry in entries:
        found = [known[pk] for pk in sorted(touched[entry.number]) if pk in known]
        if not found:
            continue
        is_new = entry.event in COMING and not entry.data.get("together")
        own = _own_page(entry)
        mark_posts(
            publications=[one for one in found if is_new and one.page_id == own],
            number=entry.number,
            is_new=is_new,
            at=timezone.now(),
        )
        mark_posts(
            publications=found,
            number=entry.number,
            is_new=False,
            must_replace=entry.event == "story.withheld",
            at=timezone.now(),
        )


def forget_words(words: WithheldWords) -> None:
    """Let go what was written by hand for a story whose words must go; posts keep no words."""
    ChannelWords.objects.filter(story_uuid=words.publication.pk).delete()


def _own_page(entry: LogEntry) -> int | None:
    kind, _, pk = entry.subject.partition("/")
    return int(pk) if kind == "story" and pk.isdecimal() else None


def _touched(entry: LogEntry) -> set[int]:
    """Return the pages of the stories that an entry is about, or whose card it touches."""
    found = {
        int(number)
        for key in entry.keys
        if key.startswith(CARD) and (number := key.removeprefix(CARD)).isdecimal()
    }
    own = _own_page(entry)
    together = {row[0] for row in entry.data.get("together") or ()}
    return found | together | ({own} if own is not None else set())
