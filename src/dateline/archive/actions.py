"""Bring recognized documents into the paper: one document, one transaction, one story."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from dateline.archive.choices import Outcome
from dateline.archive.matching import (
    find_or_make_contributor,
    find_section,
    free_slug,
    make_section,
    same_words,
    story_with,
)
from dateline.archive.models import ImportedDocument
from dateline.archive.records import Document, Problem
from dateline.archive.story_body import body_from
from dateline.lib.languages import guess_language
from dateline.people.choices import BylineRole
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind
from dateline.publishing.models import Publication
from dateline.publishing.paper_time import local_date
from dateline.stories.actions import resolve_related
from dateline.stories.models import Byline, RelatedStory, StoryPage

UNSORTED = "Archive"
LONGEST_NAME = 280


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document."""

    outcome: Outcome
    address: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def import_document(*, dump: Document, language: str, at: datetime, by: Any = None) -> Imported:
    """Bring one document in, or bring its story up to date; nothing changes when nothing is new.

    A story that the desk has changed since is never overwritten: the outcome is a conflict. ``language`` is
    the paper's. Whatever goes wrong with one document is returned as its problem, and nothing of it is kept.
    """
    if not dump.is_story:
        return Imported(Outcome.FAILED)
    try:
        with transaction.atomic():
            return _import(dump, language=language, at=at, by=by)
    except (ValidationError, DatabaseError) as error:
        told = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return Imported(Outcome.FAILED, problems=(Problem("story", told, "a story that can be published"),))


def preview_document(*, dump: Document, language: str) -> Imported:
    """Say what importing the document would do, and do nothing."""
    if not dump.is_story:
        return Imported(Outcome.FAILED)
    known = known_document(dump)
    if known is not None:
        if known.digest == digest_of(dump):
            return Imported(Outcome.UNCHANGED, address=_address(known))
        conflict = _edited_since(known)
        return Imported(Outcome.CONFLICT if conflict else Outcome.WOULD_UPDATE, address=_address(known))
    twin = _twin_of(dump)
    if twin is not None:
        return Imported(Outcome.DUPLICATE, address=twin.public_path())
    return Imported(Outcome.WOULD_CREATE, notes=tuple(_new_things(dump)))


def source_of(dump: Document) -> str:
    """Return the name under which a document is remembered, or will be; its folder does not matter."""
    name = f"{dump.file.replace(chr(92), '/').rpartition('/')[2]}#{dump.document}"[-LONGEST_NAME:]
    first = ImportedDocument.objects.filter(source=name).first()
    if first is None or _is_same_article(first, dump):
        return name
    # Archives have a folder per day with an index.txt in each: the same name, but not the same article.
    assert dump.published is not None  # noqa: S101 - is_story says so
    return f"{name}@{dump.published.astimezone(UTC):%Y-%m-%dT%H:%M}"


def known_document(dump: Document) -> ImportedDocument | None:
    """Return what is remembered of a document, or None when it never came in."""
    return ImportedDocument.objects.filter(source=source_of(dump)).first()


def digest_of(dump: Document) -> str:
    """Return the SHA-256 of what was recognized; how sure we were does not count."""
    told = asdict(dump)
    for name in ("file", "findings", "missing", "dropped", "errors", "paper", "confidence", "encoding"):
        del told[name]
    told = {name: value for name, value in told.items() if value not in ("", None, ())}
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def _import(dump: Document, *, language: str, at: datetime, by: Any) -> Imported:
    source = source_of(dump)
    known = ImportedDocument.objects.select_for_update().filter(source=source).first()
    if known is not None:
        return _bring_up_to_date(known, dump, language=language, at=at, by=by)
    twin = _twin_of(dump)
    if twin is not None:
        return Imported(Outcome.DUPLICATE, address=twin.public_path())
    notes = tuple(_new_things(dump))
    story = _new_story(dump, source=source, language=language, by=by)
    _publish_first(story, dump, by=by)
    _remember(story, dump, source=source, at=at)
    resolve_related(story=story)
    return Imported(Outcome.CREATED, address=story.public_path(), notes=notes)


def _new_story(dump: Document, *, source: str, language: str, by: Any) -> StoryPage:
    headline, published = _told(dump)
    section = find_section(dump.section or UNSORTED) or make_section(dump.section or UNSORTED, by=by)
    story = StoryPage(live=False, slug=free_slug(headline, on=local_date(published)))
    _fill(story, dump, source=source, language=language)
    section.add_child(instance=story)
    return story


def _publish_first(story: StoryPage, dump: Document, *, by: Any) -> None:
    publish_page(page=story, by=by, at=dump.published)
    if dump.updated is not None:
        # The old system kept no versions: that it was updated is known, what changed is not.
        publish_page(page=story, by=by, kind=Kind.UPDATE, at=dump.updated)


def _fill(story: StoryPage, dump: Document, *, source: str, language: str) -> None:
    words = "\n".join((dump.headline or "", *dump.paragraphs))
    story.title = (dump.headline or "")[:255]
    story.standfirst = dump.standfirst or ""
    story.language = guess_language(words, fallback=language)
    story.published_at = dump.published
    story.lead_credit = dump.credit or ""
    story.lead_caption = dump.caption or ""
    story.body = body_from(dump.blocks, source=source)
    story.source_address = source
    bylines = [
        Byline(contributor=find_or_make_contributor(name), role=BylineRole.WORDS, sort_order=order)
        for order, name in enumerate(dict.fromkeys(dump.authors))
    ]
    story.bylines.set(bylines)
    wanted = dict.fromkeys((*dump.related, *dump.inline_related))
    related_stories = [
        RelatedStory(
            wanted_headline=related.headline[:400],
            wanted_section=(related.section or "")[:120],
            target=story_with(related.headline),
            sort_order=order,
        )
        for order, related in enumerate(wanted)
    ]
    story.chosen_related.set(related_stories)


def _bring_up_to_date(
    known: ImportedDocument, dump: Document, *, language: str, at: datetime, by: Any
) -> Imported:
    if known.digest == digest_of(dump):
        return Imported(Outcome.UNCHANGED, address=_address(known))
    conflict = _edited_since(known)
    if conflict:
        return Imported(Outcome.CONFLICT, address=_address(known), problems=(conflict,))
    story = StoryPage.objects.get(uuid=known.story_uuid)
    _fill(story, dump, source=known.source, language=language)
    publish_page(page=story, by=by, at=max(filter(None, (dump.updated, at if not dump.updated else None))))
    _remember(story, dump, source=known.source, at=at)
    return Imported(Outcome.UPDATED, address=story.public_path())


def _is_same_article(known: ImportedDocument, dump: Document) -> bool:
    """Say whether a document of the same name is this one: its time or its headline has stayed."""
    if known.digest == digest_of(dump):
        return True
    story = StoryPage.objects.filter(uuid=known.story_uuid).first()
    # The article of a deleted story cannot be compared any more; taken for the same, it is a conflict.
    if story is None or story.published_at == dump.published:
        return True
    return same_words(story.title) == same_words((dump.headline or "")[:255])


def _edited_since(known: ImportedDocument) -> Problem | None:
    story = StoryPage.objects.filter(uuid=known.story_uuid).first()
    if story is None or not story.live:
        return Problem("story", "the story was unpublished or deleted on the desk", "a public story")
    if story.version_number != known.version_number or story.has_unpublished_changes:
        return Problem("story", "the desk has edited the story since the import", "an untouched story")
    return None


def _remember(story: StoryPage, dump: Document, *, source: str, at: datetime) -> None:
    ImportedDocument.objects.update_or_create(
        source=source,
        defaults={
            "digest": digest_of(dump),
            "story_uuid": story.uuid,
            "version_number": story.version_number,
            "imported_at": at,
        },
    )


def _twin_of(dump: Document) -> StoryPage | None:
    headline, published = _told(dump)
    return story_with(headline, on=local_date(published))


def _told(dump: Document) -> tuple[str, datetime]:
    """Return headline and time of a document that is a story. Raises ValueError for one that is not."""
    if dump.headline is None or dump.published is None:
        raise ValueError(f"{dump.file} is no story.")
    return dump.headline, dump.published


def _new_things(dump: Document) -> list[str]:
    if find_section(dump.section or UNSORTED) is None:
        return [f"new section: {dump.section or UNSORTED}"]
    return []


def _address(known: ImportedDocument) -> str:
    publication = Publication.objects.filter(pk=known.story_uuid).first()
    return publication.address if publication else ""
