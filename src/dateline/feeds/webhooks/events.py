"""What happened to stories, from entries of the publish log, in the words of the contract with partners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dateline.feeds.choices import Event
from dateline.publishing.choices import Kind
from dateline.publishing.models import Publication
from dateline.publishlog.models import LogEntry

GONE = frozenset({"story.unpublished", "story.removed", "story.deleted"})
KEPT = frozenset({"story.published", "story.restored", "story.withheld"})


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to one story."""

    number: int
    """Of the entry of the log."""
    uuid: UUID
    event: str
    kind: str
    version: int
    at: datetime
    """When readers saw it, as the action says."""


def happened_in(entries: list[LogEntry]) -> Iterator[Happened]:
    """Yield what these entries say of stories, in their order."""
    pages = {pk for entry in entries for pk in _pages_of(entry)}
    rows = Publication.objects.filter(content_type="story", page_id__in=pages)
    known = {row.page_id: row for row in rows.only("uuid", "page_id", "latest_number")}
    for entry in entries:
        yield from _happened(entry, known)


def event_of(kind: str) -> str:
    """Return how partners are told of a version of this kind."""
    if kind == Kind.NEW:
        return Event.PUBLISHED
    # What says that we were wrong, and what readers must know beside the story.
    return Event.CORRECTED if Kind(kind).carries_notice else Event.UPDATED


def _happened(entry: LogEntry, known: Mapping[int, Publication]) -> Iterator[Happened]:
    for pk in _pages_of(entry):
        publication = known.get(pk)
        if publication is None:
            continue
        if entry.event in GONE:
            event, kind, version = Event.REMOVED.value, "", publication.latest_number
        else:
            event, kind, version = _told(entry, pk, publication)
        yield Happened(
            number=entry.number,
            uuid=publication.pk,
            event=event,
            kind=kind,
            version=version,
            at=entry.at,
        )


def _told(entry: LogEntry, pk: int, publication: Publication) -> tuple[str, str, int]:
    if entry.event == "story.restored":
        return Event.PUBLISHED, Kind.NEW.value, publication.latest_number
    if entry.event == "story.withheld":
        # Less is told of an earlier change: whoever shows its notices has to fetch them anew.
        return Event.CORRECTED, Kind.NOTE.value, publication.latest_number
    kind = entry.data.get("kind") or Kind.UPDATE
    return event_of(kind), kind, entry.data.get("number", publication.latest_number)


def _pages_of(entry: LogEntry) -> list[int]:
    """Return the stories that an entry is about.

    Of an archive that came in nobody is told story by story: the order of changes has them all.
    """
    if entry.event not in GONE and entry.event not in KEPT:
        return []
    if together := entry.data.get("together"):
        return [row[0] for row in together] if entry.event in GONE else []
    _, _, pk = entry.subject.partition("/")
    return [int(pk)] if pk.isdecimal() else []
