"""What the paper has already of the documents of a batch, in a few queries for all of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from dateline.archive.models import OldAddress, digest_of_address
from dateline.archive.pipeline.stories import Known, linked_addresses, wanted_headlines
from dateline.archive.records import Block, Document, OldAuthor, OldList, OldPicture, Related
from dateline.archive.sameness import same_words
from dateline.lib.slugs import slug_from
from dateline.publishing.models import PublicAddress, Publication
from dateline.publishing.paper_time import local_date
from dateline.stories.models import StoryPage

AT_ONCE = 400
LONGEST_NAME = 280
# What we think of a document is no part of it.
_NOT_TOLD = frozenset(
    {"file", "findings", "missing", "dropped", "errors", "paper", "confidence", "encoding", "unmapped"}
)
_READ = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (Block, OldAuthor, OldList, OldPicture, Related)
}
_TOLD = tuple(name for name in (field.name for field in fields(Document)) if name not in _NOT_TOLD)
# As much of a story as is needed to compare and to link it.
_BRIEF = ("title", "slug", "uuid", "published_at", "version_number", "live", "has_unpublished_changes")


def source_name(document: Document, *, format_name: str) -> str:
    """Return the name under which a document is remembered; its folder does not matter."""
    if document.id:
        return f"{format_name}:{document.id}"[-LONGEST_NAME:]
    return f"{document.file.replace(chr(92), '/').rpartition('/')[2]}#{document.document}"[-LONGEST_NAME:]


def digest_of(document: Document, *, rules: str = "") -> str:
    """Return the SHA-256 of what was recognized and of the rules; how sure we were does not count."""
    said = repr((rules, [(name, plain) for name in _TOLD if (plain := _plain(getattr(document, name)))]))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def stories_named(headlines: Iterable[str]) -> dict[str, list[StoryPage]]:
    """Return the public stories with these headlines, newest first, by the headline's ``same_words``.

    Found by the address that the headline gave them, which is indexed; a story that was published under
    another headline, or another address, is not found.
    """
    wanted = {same_words(headline) for headline in headlines}
    slugs = {slug for headline in headlines if (slug := slug_from(headline))}
    slugs |= {f"{slug}-2" for slug in slugs}
    found: dict[str, list[StoryPage]] = defaultdict(list)
    listed = sorted(slugs)
    for start in range(0, len(listed), AT_ONCE):
        stories = StoryPage.objects.filter(slug__in=listed[start : start + AT_ONCE], live=True)
        for story in stories.only(*_BRIEF).order_by("-published_at", "-pk"):
            if same_words(story.title) in wanted:
                found[same_words(story.title)].append(story)
    return found


def known_for(documents: Sequence[Document], twins: dict[str, list[StoryPage]]) -> Known:
    """Return the stories that these documents may point to; ``twins`` are those with the headlines named."""
    addresses = {address for document in documents for address in linked_addresses(document)}
    return Known(
        by_address=stories_at(addresses) if addresses else {},
        by_headline={words: stories[0] for words, stories in twins.items()},
    )


def all_headlines(documents: Iterable[Document]) -> set[str]:
    """Return the headlines of documents and of what they name as related."""
    found: set[str] = set()
    for document in documents:
        found.add((document.headline or "")[:255])
        found.update(related.headline for related in wanted_headlines(document))
    return found


def stories_at(addresses: Iterable[str]) -> dict[str, int]:
    """Return the page of each old address that leads to a publication."""
    digests = {digest_of_address(address): address for address in addresses}
    rows = OldAddress.objects.filter(digest__in=list(digests), story_uuid__isnull=False)
    uuids = dict(rows.values_list("digest", "story_uuid"))
    pages = dict(StoryPage.objects.filter(uuid__in=uuids.values()).values_list("uuid", "pk"))
    return {digests[digest]: pages[uuid] for digest, uuid in uuids.items() if uuid in pages}


def twin_on(stories: Sequence[StoryPage], moment: datetime) -> StoryPage | None:
    """Return that of these stories which was published on the paper's day of a moment."""
    day = local_date(moment)
    return next((story for story in stories if _day_of(story) == day), None)


def brief_stories(uuids: Iterable[Any]) -> dict[Any, StoryPage]:
    """Return stories by their UUID, with as much of them as comparing needs."""
    rows: QuerySet[Any] = QuerySet(StoryPage).filter(uuid__in=list(uuids))
    return {story.uuid: story for story in rows.only(*_BRIEF, "latest_revision")}


class Slugs:
    """Free addresses for new stories of a batch: from the headline, with a number where the day has it."""

    def __init__(self, wanted: Iterable[tuple[str, date]]) -> None:
        self._given: set[tuple[date, str]] = set()
        paths = {_path(slug_from(headline) or "story", day) for headline, day in wanted}
        listed = sorted(paths)
        self._taken: set[str] = set()
        for start in range(0, len(listed), AT_ONCE):
            rows = PublicAddress.objects.filter(path__in=listed[start : start + AT_ONCE])
            self._taken.update(rows.values_list("path", flat=True))

    def free(self, headline: str, day: date, *, own: str = "") -> str:
        """Return a slug that no story of the day has; ``own`` is a path that may be taken all the same."""
        slug = base = slug_from(headline) or "story"
        number = 1
        while self._is_taken(slug, day, own=own, is_numbered=number > 1):
            number += 1
            slug = f"{base}-{number}"
        self._given.add((day, slug))
        return slug

    def _is_taken(self, slug: str, day: date, *, own: str, is_numbered: bool) -> bool:
        path = _path(slug, day)
        if slug.isdigit() or (day, slug) in self._given:
            return True
        if path == own:
            return False
        if path in self._taken:
            return True
        # Numbered ones were not asked for with the rest.
        return is_numbered and PublicAddress.objects.filter(path=path).exists()


def former_address(uuid: Any) -> str:
    """Return the address that a publication had, whether or not it is public; empty when it never was."""
    found = Publication.objects.filter(pk=uuid).values_list("address", flat=True).first()
    return found or ""


def _path(slug: str, day: date) -> str:
    return f"/{day:%Y/%m/%d}/{slug}/"


def _day_of(story: StoryPage) -> date | None:
    moment: Any = story.published_at
    return local_date(moment) if moment is not None else None


def _plain(value: Any) -> Any:
    """Return what a value says without objects, which Python writes out slowly; nothing said is false."""
    kind = type(value)
    if kind is tuple:
        return tuple(map(_plain, value))
    if kind in _READ:
        return tuple([_plain(one) if type(one) is tuple and one else one for one in _READ[kind](value)])
    return value.isoformat() if isinstance(value, date) else value
