"""Where words stand in the record of everything that was published: asked for when they have to go.

Texts are kept compressed and no index covers old ones, so each is read: some 10,000 versions a second. It
happens once in years, and whoever waits is told how far it is. The words are not written anywhere meanwhile.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Collection, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in some of the versions, in the order in which they were published."""

    found: list[Saying]
    reached: int | None
    """Key of the version that was read last; None when there is none after it."""
    percent: int
    """How much of the record was read, from its beginning."""


def versions_saying(*words: str, publication: Publication | None = None) -> list[Saying]:
    """Return the versions that have any of these words, of one publication or of all.

    Capital letters, and which kind of space stands between words, do not matter. A name is found in all its
    endings by the part that does not change.
    """
    versions = PublishedVersion.objects.all() if publication is None else publication.versions.all()
    found = look_through(words, versions=versions).found
    return sorted(found, key=lambda one: (one.publication, one.number))


def look_through(
    words: Collection[str],
    *,
    versions: QuerySet[PublishedVersion] | None = None,
    after: int = 0,
    seconds: float = math.inf,
) -> Look:
    """Look for these words in the versions whose key is larger than ``after``, for so many seconds.

    At least one batch is read. Go on with ``after`` as the key that was ``reached``.
    """
    wanted = [each for each in map(simplified, words) if each]
    every = PublishedVersion.objects.all() if versions is None else versions
    end, found, reached = time.monotonic() + seconds, list[Saying](), after
    while wanted:
        rows = list(every.filter(pk__gt=reached).order_by("pk")[:AT_ONCE])
        if rows:
            found += _saying(wanted, rows)
            reached = rows[-1].pk
        if len(rows) < AT_ONCE:
            break
        if time.monotonic() > end:
            return Look(found, reached, every.filter(pk__lte=reached).count() * 100 // every.count())
    return Look(found, None, 100)


def simplified(text: str) -> str:
    """Return a text as words are looked for in it."""
    return " ".join(text.casefold().split())


def is_said_in(content: object, words: str) -> bool:
    """Say whether a JSON value has these words anywhere."""
    return _as_written(simplified(words)) in simplified(json.dumps(content, ensure_ascii=False))


def _saying(wanted: list[str], rows: Sequence[PublishedVersion]) -> Iterator[Saying]:
    texts, sentences = set(_texts_with(wanted, rows)), set(_sentences_with(wanted, rows))
    for row in rows:
        if row.pk in texts or row.pk in sentences:
            yield Saying(row.publication_id, row.number, row.pk in texts, row.pk in sentences)


def _texts_with(wanted: list[str], rows: Sequence[PublishedVersion]) -> Iterator[int]:
    written = [_as_written(each) for each in wanted]
    # To fold spaces takes most of the time, so it is only done where one word of each stands at all.
    telling = [max(each.split(), key=len) for each in written]
    contents = VersionContent.objects.filter(version__in=rows).order_by()
    for pk, text in contents.values_list("pk", "canonical_json"):
        folded = text.casefold()
        if any(each in folded for each in telling):
            said = simplified(folded)
            if any(each in said for each in written):
                yield pk


def _sentences_with(wanted: list[str], rows: Sequence[PublishedVersion]) -> Iterator[int]:
    for pk, said in said_of(rows).items():
        texts = [simplified(text) for text in words_in(said)]
        if any(each in text for each in wanted for text in texts):
            yield pk


def _as_written(words: str) -> str:
    """Return words as they stand inside a JSON text."""
    return json.dumps(words, ensure_ascii=False)[1:-1]
