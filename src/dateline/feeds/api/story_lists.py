"""Lists of stories: the newest, and what has changed since a position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from dateline.edition.keys import announce
from dateline.feeds.api.asking import KINDS, LABELS, Asked, Position, moment_cursor
from dateline.feeds.api.items import Item, items_by_id, tombstone
from dateline.feeds.edition_keys import CHANGES
from dateline.feeds.models import StoryChange
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication
from dateline.sections.queries import section_by_slug, topic_by_slug
from dateline.stories.models import Byline, StoryPage, StoryTopic
from dateline.stories.queries import contributor_by_slug


class UnknownFilterError(LookupError):
    """Raised when a filter names what is not there."""

    def __init__(self, name: str, slug: str) -> None:
        super().__init__(f"There is no {name} “{slug}”.")


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: stories as JSON text, where the list goes on, and what is said besides."""

    items: Sequence[str]
    following: dict[str, str] | None
    """Parameters of the next answer; None at the end."""
    more: dict[str, Any] = field(default_factory=dict)


Text = Callable[[Item], str]


def stories(wanted: Asked, *, text: Text) -> Page:
    """Return public stories, newest first, or in the order of change where changes are asked for."""
    narrowed = _narrowed(wanted)
    since, until = wanted.place("since"), wanted.place("until")
    if since is None and until is None:
        return _newest(wanted, narrowed, text=text)
    return _changed(wanted, narrowed, since=since, until=until, text=text)


def latest_position() -> Position:
    """Return where the order of changes ends."""
    announce(CHANGES)
    row = StoryChange.objects.order_by("-number", "-pk").values_list("number", "pk").first()
    return Position(*row) if row else Position()


def _narrowed(wanted: Asked) -> Any:
    """Return the stories that the filters leave; announces the list of each, or that of the whole paper."""
    rows = StoryPage.objects.newest()
    section, topic, author = wanted.slug("section"), wanted.slug("topic"), wanted.slug("author")
    label, kind = wanted.one_of("label", list(LABELS)), wanted.one_of("kind", KINDS)
    if section:
        row = _there(section_by_slug(section), "section", section)
        announce(f"section/{row.pk}/list")
        rows = rows.filter(section=row.pk)
    if topic:
        row = _there(topic_by_slug(topic), "topic", topic)
        announce(f"topic/{row.pk}/list")
        rows = rows.filter(pk__in=StoryTopic.objects.filter(topic=row.pk).values("story"))
    if author:
        row = _there(contributor_by_slug(author), "author", author)
        announce(f"contributor/{row.pk}/list")
        rows = rows.filter(pk__in=Byline.objects.filter(contributor=row.pk).values("story"))
    if label:
        announce(f"label/{LABELS[label]}/list" if LABELS[label] else CHANGES)
        rows = rows.filter(label=LABELS[label])
    if kind:
        announce(CHANGES)
        rows = rows.filter(uuid__in=StoryChange.objects.filter(kind=kind).values("publication"))
    if not (section or topic or author or label or kind):
        announce("stories/list")
    return rows


def _there(found: Any, name: str, slug: str) -> Any:
    if found is None:
        raise UnknownFilterError(name, slug)
    return found


def _newest(wanted: Asked, rows: Any, *, text: Text) -> Page:
    place = wanted.after_moment()
    if place is not None:
        moment, row = place
        rows = rows.filter(Q(listed_at__lt=moment) | Q(listed_at=moment, pk__lt=row))
    found = list(rows.values_list("pk", "listed_at")[: wanted.limit + 1])
    shown = found[: wanted.limit]
    items = items_by_id([pk for pk, _listed_at in shown])
    last = shown[-1] if len(found) > len(shown) else None
    return Page(
        items=[text(items[pk]) for pk, _listed_at in shown if pk in items],
        following={"cursor": moment_cursor(last[1], last[0])} if last else None,
    )


def _changed(
    wanted: Asked,
    narrowed: Any,
    *,
    since: Position | datetime | None,
    until: Position | datetime | None,
    text: Text,
) -> Page:
    """Return each story once, at its latest change. What is no more in the paper passes every filter.

    Whoever had it because of a filter must hear of its end, and what it was is not told any more.
    """
    announce(CHANGES)
    rows = StoryChange.objects.order_by("number", "pk").select_related("publication")
    rows = _bounded(rows, since=since, until=until)
    if _has_filter(wanted):
        gone = ~Q(publication__status=Status.PUBLIC)
        rows = rows.filter(gone | Q(publication__in=narrowed.order_by().values("uuid")))
    found = list(rows[: wanted.limit + 1])
    shown = found[: wanted.limit]
    public = [row.publication for row in shown if row.publication.status == Status.PUBLIC]
    items = items_by_id([publication.page_id for publication in public])
    position = Position(shown[-1].number, shown[-1].pk) if shown else _where(since)
    following = {"since": str(position)} if len(found) > len(shown) else None
    return Page(
        items=[_told(row.publication, items, text) for row in shown],
        following=following,
        more={"position": str(position), "more": following is not None},
    )


def _bounded(rows: Any, *, since: Position | datetime | None, until: Position | datetime | None) -> Any:
    if isinstance(since, Position):
        rows = rows.filter(Q(number__gt=since.number) | Q(number=since.number, pk__gt=since.row))
    elif since is not None:
        rows = rows.filter(at__gte=since)
    if isinstance(until, Position):
        rows = rows.filter(Q(number__lt=until.number) | Q(number=until.number, pk__lte=until.row))
    elif until is not None:
        rows = rows.filter(at__lte=until)
    return rows


def _where(since: Position | datetime | None) -> Position:
    """Return where to go on when nothing was found: just before what is not older than a moment."""
    if not isinstance(since, datetime):
        return since or Position()
    rows = StoryChange.objects.filter(at__gte=since).order_by("number", "pk")
    first = rows.values_list("number", "pk").first()
    return Position(first[0], first[1] - 1) if first else latest_position()


def _has_filter(wanted: Asked) -> bool:
    return any(wanted.given.get(name) for name in ("section", "topic", "author", "label", "kind"))


def _told(publication: Publication, items: dict[int, Item], text: Text) -> str:
    item = items.get(publication.page_id) if publication.status == Status.PUBLIC else None
    if item is not None:
        return text(item)
    uuid: UUID = publication.pk
    return tombstone(uuid, status=publication.status, version=publication.latest_number)
