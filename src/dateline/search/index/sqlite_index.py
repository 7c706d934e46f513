"""The index of words in SQLite: a contentless FTS5 table whose rows are numbered by date.

FTS5 keeps the rows of each word in the order of their numbers, so the newest with some words are found from
the end and nothing older is read. Words come as lexemes already; its tokenizer only cuts at spaces.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import OperationalError, connection

from dateline.search.errors import SearchTimeoutError
from dateline.search.index.expressions import Expression, to_fts5

if TYPE_CHECKING:
    from dateline.search.index.word_index import Span

TABLE = "paper_search_words"
# The index of what the desk searches: Wagtail fills it with drafts and titles, and never tidies up.
DESK_TABLE = "wagtailsearch_indexentry_fts"
# Steps of SQLite's machine between two looks at the clock: well under a millisecond.
STEPS = 20_000
MERGED_PAGES = 500


class SqliteIndex:
    """See ``word_index.WordIndex``."""

    def add(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s)",  # noqa: S608 - a constant
                [(number, " ".join(lexemes)) for number, lexemes in entries],
            )

    def remove(self, number: int, lexemes: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} ({TABLE}, rowid, words) VALUES ('delete', %s, %s)",  # noqa: S608 - a constant
                [number, " ".join(lexemes)],
            )

    def find(
        self, expression: Expression, *, limit: int, span: Span, oldest_first: bool, likely: int | None
    ) -> list[int]:
        order = "ASC" if oldest_first else "DESC"
        query = (
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid >= %s AND rowid < %s"  # noqa: S608 - constants
            f" ORDER BY rowid {order} LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(query, [to_fts5(expression), span.first, span.end, limit])
            return [number for (number,) in cursor.fetchall()]

    @contextmanager
    def time_limit(self, seconds: float) -> Iterator[None]:
        connection.ensure_connection()
        raw = connection.connection
        end = time.monotonic() + seconds
        raw.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            yield
        except OperationalError as error:
            if "interrupted" in str(error):
                raise SearchTimeoutError from error
            raise
        finally:
            raw.set_progress_handler(None, 0)

    def wipe(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")  # noqa: S608 - a constant

    def tidy(self) -> bool:
        """Merge some pages: what is removed is only marked so until the files it lies in are merged."""
        # One after the other: each step is short.
        return all(_is_merged(table) for table in (TABLE, DESK_TABLE))


def _is_merged(table: str) -> bool:
    """Merge some pages, and say whether there was nothing left to merge."""
    with connection.cursor() as cursor:
        before = _changes()
        # Negative: all that there is belongs to the merge, however little of it.
        cursor.execute(
            f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)",  # noqa: S608 - a constant
            [-MERGED_PAGES],
        )
        # The documentation's own sign that nothing was left to do.
        return _changes() - before < 2


def _changes() -> int:
    return int(connection.connection.total_changes)
