"""Where the texts of the paper come from: whoever owns them registers a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.copydesk.engine.texts import Story


@dataclass(frozen=True, slots=True)
class Piece:
    """One public text of the paper."""

    subject: str
    """Stable name, such as page/123."""
    title: str
    address: str
    """Where the desk edits it."""
    story: Story


@dataclass(frozen=True, slots=True)
class Source:
    """Public texts, the newest first."""

    count: Callable[[], int]
    pieces: Callable[[], Iterator[Piece]]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source. Called when apps are ready."""
    _sources.append(source)


def count_pieces() -> int:
    """Return how many texts the paper has."""
    return sum(source.count() for source in _sources)


def pieces() -> Iterator[Piece]:
    """Yield every public text."""
    for source in _sources:
        yield from source.pieces()
