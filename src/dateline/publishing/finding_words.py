"""Where words stand in the record of everything that was published: asked for when they have to go.

Texts are kept compressed and no index covers old ones, so each is read. That takes seconds for a large
archive, and happens once in years.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from dateline.publishing.models import Publication, PublishedVersion, VersionContent
from dateline.publishing.said_of_changes import said_of, words_in

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Saying:
    """A version that has the words, in its text or in what is said of its change."""

    publication: UUID
    number: int
    is_in_text: bool
    is_in_sentence: bool


def versions_saying(*words: str, publication: Publication | None = None) -> list[Saying]:
    """Return the versions that have any of these words, of one publication or of all.

    Capital letters, and which kind of space stands between words, do not matter. A name is found in all its
    endings by the part that does not change.
    """
    wanted = [each for each in map(simplified, words) if each]
    if not wanted:
        return []
    versions = PublishedVersion.objects.all() if publication is None else publication.versions.all()
    texts = set(_texts_with(wanted, versions))
    sentences = set(_sentences_with(wanted, versions))
    rows = versions.filter(pk__in=texts | sentences).order_by("publication_id", "number")
    found = rows.values_list("pk", "publication_id", "number")
    return [Saying(uuid, number, pk in texts, pk in sentences) for pk, uuid, number in found]


def simplified(text: str) -> str:
    """Return a text as words are looked for in it."""
    return " ".join(text.casefold().split())


def is_said_in(content: object, words: str) -> bool:
    """Say whether a JSON value has these words anywhere."""
    return _as_written(simplified(words)) in simplified(json.dumps(content, ensure_ascii=False))


def _texts_with(wanted: list[str], versions: QuerySet[PublishedVersion]) -> Iterator[int]:
    written = [_as_written(each) for each in wanted]
    rows = VersionContent.objects.filter(version__in=versions).order_by()
    for pk, text in rows.values_list("pk", "canonical_json").iterator(chunk_size=AT_ONCE):
        said = simplified(text)
        if any(each in said for each in written):
            yield pk


def _sentences_with(wanted: list[str], versions: QuerySet[PublishedVersion]) -> Iterator[int]:
    rows: list[PublishedVersion] = []
    for version in versions.order_by("pk").iterator(chunk_size=AT_ONCE):
        rows.append(version)
        if len(rows) == AT_ONCE:
            yield from _said_with(wanted, rows)
            rows = []
    yield from _said_with(wanted, rows)


def _said_with(wanted: list[str], rows: list[PublishedVersion]) -> Iterator[int]:
    for pk, said in said_of(rows).items():
        texts = [simplified(text) for text in words_in(said)]
        if any(each in text for each in wanted for text in texts):
            yield pk


def _as_written(words: str) -> str:
    """Return words as they stand inside a JSON text."""
    return json.dumps(words, ensure_ascii=False)[1:-1]
