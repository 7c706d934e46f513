"""Read generated pages with the importer's own readers and compare with what they were made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from dateline.archive.pagedump.reader import read_page_dumps
from dateline.archive.records import Document
from dateline.archive.webpages.reader import read_pages
from tools.extraction.building import page
from tools.extraction.dumping import dump
from tools.extraction.layouts import Layout
from tools.extraction.texts import MOSCOW, Story, story

Reader = Callable[..., Iterator[Document]]


@dataclass(slots=True)
class Score:
    """How one layout was read: token F1 of the text, and how many headlines and times were exact."""

    layout: str
    pages: int = 0
    f1: float = 0.0
    headlines: int = 0
    dates: int = 0
    authors: int = 0
    wrong: list[str] = field(default_factory=list)

    def as_row(self) -> dict[str, object]:
        """Return averages over the pages."""
        return {
            "layout": self.layout,
            "pages": self.pages,
            "f1": round(self.f1 / self.pages, 4),
            "headline": round(self.headlines / self.pages, 4),
            "date": round(self.dates / self.pages, 4),
            "author": round(self.authors / self.pages, 4),
        }


def measure(layout: Layout, *, pages: int, folder: Path, kind: str, together: bool = True) -> Score:
    """Write pages of one layout, read them, and score. ``kind`` is dump or html."""
    stories = [story(layout.language, seed) for seed in range(pages)]
    paths = list(_written(layout, stories, folder=folder, kind=kind))
    reader: Reader = read_page_dumps if kind == "dump" else read_pages
    score = Score(layout.name)
    for path, told, found in zip(
        paths, stories, _read(reader, paths, together=together, zone=MOSCOW), strict=True
    ):
        authors = (told.author,) if _names_author(layout) else ()
        _add(score, path=path, told=told, found=found, authors=authors)
    return score


def _written(layout: Layout, stories: list[Story], *, folder: Path, kind: str) -> Iterator[Path]:
    for number, told in enumerate(stories):
        markup = page(layout, told)
        path = folder / f"{layout.name}-{number:03}.{'txt' if kind == 'dump' else 'html'}"
        path.write_text(dump(markup, layout, told) if kind == "dump" else markup, encoding="utf-8")
        yield path


def _read(reader: Reader, paths: list[Path], *, together: bool, zone: tzinfo) -> Iterator[Document]:
    groups: Iterable[list[Path]] = [paths] if together else [[path] for path in paths]
    for group in groups:
        yield from (document for document in reader(group, zone=zone) if document.id != "lists")


def _names_author(layout: Layout) -> bool:
    named = any("byline" in name for name in (*layout.head, *layout.below))
    return named or "author" in layout.below or "jsonld" in layout.machines


def _add(score: Score, *, path: Path, told: Story, found: Document, authors: tuple[str, ...]) -> None:
    score.pages += 1
    f1 = token_f1("\n".join(found.paragraphs), "\n".join(told.paragraphs))
    score.f1 += f1
    headline, date = found.headline == told.headline, found.published == told.published.replace(second=0)
    score.headlines += headline
    score.dates += date
    score.authors += found.authors == authors
    if f1 < 0.99 or not headline or not date:
        score.wrong.append(
            f"{path.name}: F1 {f1:.3f}, headline {found.headline!r}, published {found.published}"
        )


def token_f1(found: str, told: str) -> float:
    """Return the harmonic mean of precision and recall over words, each counted as often as it occurs."""
    left, right = Counter(re.findall(r"\w+", found.casefold())), Counter(re.findall(r"\w+", told.casefold()))
    shared = sum((left & right).values())
    if not shared:
        return 0.0
    precision, recall = shared / sum(left.values()), shared / sum(right.values())
    return 2 * precision * recall / (precision + recall)
