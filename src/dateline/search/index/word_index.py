"""The index of words behind one interface; the database says which of the two there is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from dateline.search.index.expressions import Expression
from dateline.search.index.numbers import LARGEST
from dateline.search.index.postgres_index import PostgresIndex
from dateline.search.index.sqlite_index import SqliteIndex


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from ``first`` up to, and without, ``end``."""

    first: int = 0
    end: int = LARGEST


class WordIndex(Protocol):
    """Numbers of stories by their lexemes. Writes belong to the transaction around them."""

    def add(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add stories with their lexemes; none of the numbers may be there."""

    def remove(self, number: int, lexemes: Sequence[str]) -> None:
        """Remove a story; ``lexemes`` are those it was added with."""

    def find(
        self, expression: Expression, *, limit: int, span: Span, oldest_first: bool, likely: int | None
    ) -> list[int]:
        """Return the newest stories, or the oldest, for which a condition holds, reading little more.

        ``likely`` says how many there are at most, if that is known.
        """

    def time_limit(self, seconds: float) -> AbstractContextManager[None]:
        """Stop what is asked inside after so long. Raises SearchTimeoutError."""

    def wipe(self) -> None:
        """Forget every story."""

    def tidy(self) -> bool:
        """Let go of some of what removed stories left in the files; say whether nothing is left."""


def word_index() -> WordIndex:
    """Return the index of the paper's database."""
    return PostgresIndex() if connection.vendor == "postgresql" else SqliteIndex()
