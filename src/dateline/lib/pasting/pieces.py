"""What pasted content is made of: lines of text, tables, pictures and frames, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

TEXT, ITEM, HEADING, QUOTE, SOURCE = "text", "item", "heading", "quote", "source"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph, an item of a list, a heading, a part of a quotation or the source of one."""

    runs: list[Run]
    kind: str = TEXT
    depth: int = 0
    is_ordered: bool = False
    group: int = 0
    """Lines of one quotation have the same number."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Table:
    """A table of plain cells."""

    rows: list[list[str]]
    caption: str = ""
    has_header: bool = False


@dataclass(slots=True)
class Picture:
    """Where a picture stood. The picture itself is never taken over."""

    caption: str = ""


@dataclass(slots=True)
class Frame:
    """Something from elsewhere that was shown in a frame, or an address that stood alone."""

    url: str
    title: str = ""


Piece = Line | Table | Picture | Frame


@dataclass(slots=True)
class Pasted:
    """Everything that was found, and how much was left out."""

    pieces: list[Piece] = field(default_factory=list)
    left_out: int = 0
    """Comments of a word processor and frames of hosts that are no known provider."""


def plain(runs: Iterable[Run]) -> str:
    """Return the words of runs on one line."""
    return " ".join("".join(run.text for run in runs).split())
