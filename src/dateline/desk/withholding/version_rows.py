"""What the screens on withheld words show: the versions of one story, and where words stand elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.models import Page

from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.finding_words import Saying, is_said_in, look_through, versions_saying
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.queries import content_of, latest_with_words
from dateline.publishing.said_of_changes import said_of, words_in

MOST_GONE = 50
# So long somebody waits for a screen; after that the screen says how far it is.
STEP_SECONDS = 1.5
# Whoever finds more has looked for too little.
MOST_STORIES = 200
_KEPT = re.compile(
    r"(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(?P<numbers>[0-9]{1,6}(,[0-9]{1,6})*)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the story that the screen is about."""

    number: int
    kind: str
    at: datetime
    headline: str
    """Empty when its words are withheld."""
    says: str
    """What is said of the change; empty when nothing is, or no more."""
    withheld: str
    """Why its words are withheld; empty when they are not."""
    is_now: bool
    """True for what the story at the desk says now, which cannot be withheld by itself."""
    has_text: bool
    """True when its text can be withheld."""
    is_found: bool = False
    """True when its text has the words that were looked for."""
    is_found_in_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another story whose versions have the words."""

    publication: Publication
    headline: str
    numbers: tuple[int, ...] = field(default=())


def version_rows(publication: Publication, *, words: str = "") -> list[VersionRow]:
    """Return every version of the story, newest first; those that have the words say so."""
    found = {one.number: one for one in versions_saying(words, publication=publication)}
    rows = publication.versions.select_related("content", "withholding", "sentence_withholding")
    listed = list(rows.order_by("-number"))
    said = said_of(listed)
    is_at_desk = Page.objects.filter(pk=publication.page_id).exists()
    now = latest_with_words(publication) if is_at_desk else None
    return [
        _row(version, said.get(version.pk), now=now, found=found.get(version.number)) for version in listed
    ]


def _row(version: PublishedVersion, said: Any, *, now: int | None, found: Saying | None) -> VersionRow:
    content = content_of(version)
    withholding = getattr(version, "withholding", None)
    return VersionRow(
        number=version.number,
        kind=str(Kind(version.kind).label),
        at=version.at,
        headline=headline_in(content),
        says=" · ".join(dict.fromkeys(words_in(_told(said)))),
        withheld=str(RemovalReason(withholding.reason).label) if withholding is not None else "",
        is_now=version.number == now,
        has_text=content is not None and version.number != now,
        is_found=found is not None and found.is_in_text,
        is_found_in_sentence=found is not None and found.is_in_sentence,
    )


def _told(said: Any) -> list[Any]:
    """Return what is words in what is said of a change, and not its times and places."""
    correction = (said or {}).get("correction", {})
    return [(said or {}).get("summary", ""), correction.get("wrong", ""), correction.get("right", "")]


def headline_in(content: dict[str, Any] | None) -> str:
    """Return the headline of a version; pages that are no stories call it their title."""
    fields = (content or {}).get("fields", {})
    return str(fields.get("headline") or fields.get("title") or "")


@dataclass(frozen=True, slots=True)
class Looking:
    """How far the record was looked through for words, and which stories have them."""

    words: tuple[str, ...]
    stories: tuple[Elsewhere, ...]
    reached: int | None
    """Key of the version after which it goes on; None when it has come to the end."""
    percent: int
    is_too_much: bool
    """True when it was broken off because so many stories have the words."""
    besides: UUID | None = None
    """The story whose own versions are not among them."""

    @property
    def kept(self) -> str:
        """What was found, as a form carries it to the next step."""
        rows = (f"{one.publication.pk}:{','.join(map(str, one.numbers))}" for one in self.stories)
        return " ".join(rows)


def look(
    words: Iterable[str],
    *,
    besides: UUID | None = None,
    after: int = 0,
    kept: str = "",
) -> Looking:
    """Look for other stories whose versions have one of the words, for a moment, and say how far it came."""
    wanted = tuple(filter(None, words))
    step = look_through(wanted, after=after, seconds=STEP_SECONDS)
    numbers = _numbers_in(kept)
    for one in step.found:
        numbers[one.publication].add(one.number)
    if besides is not None:
        numbers.pop(besides, None)
    stories = _stories(dict(list(numbers.items())[:MOST_STORIES]))
    is_too_much = len(numbers) > MOST_STORIES
    reached = None if is_too_much else step.reached
    return Looking(wanted, stories, reached, step.percent, is_too_much, besides)


def quoting(publication: Publication) -> Looking:
    """Look for other stories whose versions quote a headline that this one has or had."""
    kept = publication.versions.filter(content__isnull=False).select_related("content")
    headlines = {headline_in(content_of(version)) for version in kept} - {""}
    return look(sorted(headlines), besides=publication.pk)


def _numbers_in(kept: str) -> defaultdict[UUID, set[int]]:
    """Read what a form carried; what cannot be read was not ours and is left out."""
    found: defaultdict[UUID, set[int]] = defaultdict(set)
    for part in kept.split()[:MOST_STORIES]:
        if match := _KEPT.fullmatch(part):
            found[UUID(match["uuid"])].update(map(int, match["numbers"].split(",")))
    return found


def _stories(numbers: Mapping[UUID, set[int]]) -> tuple[Elsewhere, ...]:
    publications = Publication.objects.in_bulk(numbers)
    found = [
        Elsewhere(row, headline_of(row), tuple(sorted(numbers[uuid]))) for uuid, row in publications.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.headline, one.publication.address)))


def headline_of(publication: Publication) -> str:
    """Return the headline of the newest version whose words are kept; the address when there is none."""
    kept = publication.versions.filter(content__isnull=False).select_related("content").order_by("-number")
    newest = kept.first()
    return (headline_in(content_of(newest)) if newest is not None else "") or publication.address


def left_at_the_desk(publication: Publication, words: str) -> list[str]:
    """Return where the story at the desk still has the words, in sentences."""
    page = Page.objects.filter(pk=publication.page_id).first()
    if page is None or not words:
        return []
    having = [
        revision.pk
        for revision in page.revisions.order_by("pk").iterator()
        if is_said_in(revision.content, words)
    ]
    told = []
    if page.live_revision_id in having:
        told.append(_("The story itself has the words as it is now: publish it without them."))
    if page.latest_revision_id in having and page.latest_revision_id != page.live_revision_id:
        told.append(_("The newest draft has the words: take them out there as well."))
    return told


def gone_stories() -> list[Elsewhere]:
    """Return the stories that the desk has no more and whose words are kept in the record, newest first."""
    kept = PublishedVersion.objects.filter(publication=OuterRef("pk"), content__isnull=False)
    pages = Page.objects.filter(pk=OuterRef("page_id"))
    rows = Publication.objects.filter(Exists(kept), ~Exists(pages)).order_by("-changed_at")
    return [Elsewhere(publication, headline_of(publication)) for publication in rows[:MOST_GONE]]
