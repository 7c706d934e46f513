"""The index of words in PostgreSQL: one tsvector for each story under a GIN index.

GIN gives every story with some words, and in no order: to find the newest of half a million it would read
them all. So each story also has marks of the spans of days it belongs to, small spans and large ones, and a
question is asked of one span after another until enough is found. GIN reads of two lists little more than the
shorter one, so a common word within a short span costs what the span costs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from dateline.search.errors import SearchTimeoutError
from dateline.search.index.expressions import Expression, Lexemes, all_of, to_tsquery
from dateline.search.index.numbers import DAY_BITS

if TYPE_CHECKING:
    from dateline.search.index.word_index import Span

TABLE = "paper_search_words"
# Spans of 16, 64, 256, 1,024 and 4,096 days.
LEVELS = (4, 6, 8, 10, 12)
# The largest place that a tsvector knows, and as many places of one word as it keeps.
LAST_PLACE, MOST_PLACES = 16_383, 255
# So many are found and sorted at once as fast as span by span.
FEW = 3_000
# PostgreSQL does not know what it costs to look at the words of a row, which lie in a table beside it: it
# would go through rows in the order of their numbers, for half a second where GIN takes ten milliseconds.
# Of a sum there is no index, so that only GIN is left; ``time_limit`` forbids reading the whole table.
_FOUND = f"SELECT number FROM {TABLE} WHERE words @@ %s::tsquery AND number + 0 >= %s AND number + 0 < %s"  # noqa: S608 - a constant


class PostgresIndex:
    """See ``word_index.WordIndex``."""

    def add(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (number, words) VALUES (%s, %s::tsvector)"  # noqa: S608 - a constant
                " ON CONFLICT (number) DO UPDATE SET words = excluded.words",
                [(number, _vector(number, lexemes)) for number, lexemes in entries],
            )

    def remove(self, number: int, lexemes: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE number = %s", [number])  # noqa: S608 - a constant

    def find(
        self, expression: Expression, *, limit: int, span: Span, oldest_first: bool, likely: int | None
    ) -> list[int]:
        first, end = _existing(span)
        if first >= end:
            return []
        if likely is not None and likely <= max(FEW, 2 * limit):
            return _ask(expression, first=first, end=end, limit=limit, oldest_first=oldest_first)
        found: list[int] = []
        for wanted, begin, stop in _pieces(first, end, oldest_first=oldest_first):
            found += _ask(
                all_of(wanted, expression),
                first=begin,
                end=stop,
                limit=limit - len(found),
                oldest_first=oldest_first,
            )
            if len(found) >= limit:
                break
        return found

    @contextmanager
    def time_limit(self, seconds: float) -> Iterator[None]:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    timeout = math.ceil(seconds * 1000)
                    cursor.execute(f"SET LOCAL statement_timeout = {timeout}; SET LOCAL enable_seqscan = off")
                yield
                with connection.cursor() as cursor:
                    # Inside a larger transaction it would otherwise go on to hold.
                    cursor.execute(
                        "SET LOCAL statement_timeout TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT"
                    )
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise SearchTimeoutError from error
            raise

    def wipe(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - a constant

    def tidy(self) -> bool:
        """PostgreSQL's own vacuum does it."""
        return True


def _ask(expression: Expression, *, first: int, end: int, limit: int, oldest_first: bool) -> list[int]:
    with connection.cursor() as cursor:
        order = "ASC" if oldest_first else "DESC"
        cursor.execute(
            f"{_FOUND} ORDER BY number + 0 {order} LIMIT %s", [to_tsquery(expression), first, end, limit]
        )
        return [number for (number,) in cursor.fetchall()]


def _existing(span: Span) -> tuple[int, int]:
    """Return the part of a span in which there are stories at all."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(number), max(number) FROM {TABLE}")  # noqa: S608 - a constant
        lowest, highest = cursor.fetchone()
    if lowest is None:
        return 0, 0
    return max(span.first, lowest), min(span.end, highest + 1)


def _pieces(first: int, end: int, *, oldest_first: bool) -> Iterator[tuple[Lexemes, int, int]]:
    """Yield spans of days from one end to the other, growing, each with its mark."""
    step = 0
    while first < end:
        level = LEVELS[min(step, len(LEVELS) - 1)] + DAY_BITS
        block = (first if oldest_first else end - 1) >> level
        begin, stop = max(first, block << level), min(end, (block + 1) << level)
        yield Lexemes((_span_mark(level - DAY_BITS, block),)), begin, stop
        first, end = (stop, end) if oldest_first else (first, begin)
        step += 1


def _span_mark(level: int, block: int) -> str:
    return f"d{level}·{block}"


def _vector(number: int, lexemes: Sequence[str]) -> str:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, lexeme in enumerate(lexemes, start=1):
        if place <= LAST_PLACE and len(places[lexeme]) < MOST_PLACES:
            places[lexeme].append(place)
        else:
            # Further on in a very long story: found as a word, not as part of a phrase.
            _ = places[lexeme]
    for level in LEVELS:
        _ = places[_span_mark(level, number >> (level + DAY_BITS))]
    return " ".join(
        f"'{lexeme}':{','.join(map(str, at))}" if at and "·" not in lexeme else f"'{lexeme}'"
        for lexeme, at in places.items()
    )
