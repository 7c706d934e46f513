"""A dump as a page: the first line's date and section, the lines below it, and the menu they begin with."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dateline.archive.pagedump.dates import read_day, read_moments
from dateline.archive.pagedump.furniture import furniture_kind, ticker_text
from dateline.archive.pagedump.lines import Line, fold, split_lines
from dateline.archive.pagedump.menus import read_menu
from dateline.archive.pagedump.wrapping import unwrapped
from dateline.archive.records import Problem

EXPECTED_FIRST_LINE = "a first line ` date YYYY-MM-DD Section`"

_FIRST = re.compile(r"^date\s+(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})(?:\s+(\S.*))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One document of a dump, ready to be searched for its article."""

    lines: tuple[Line, ...]
    dump_date: date | None = None
    section: str | None = None
    section_why: str = ""
    sections: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    labels: frozenset[str] = frozenset()
    recurring: frozenset[str] = frozenset()

    def is_section(self, line: Line) -> bool:
        """Tell whether a line is one of the paper's sections."""
        return line.key in self.labels


def split_pages(text: str) -> Iterator[Page]:
    """Yield the documents of a dump: one per first line, and one anyway if there is none."""
    lines = split_lines(text)
    starts = [index for index, line in enumerate(lines) if _FIRST.match(line.text)]
    if not starts or starts[0] != 0:
        starts = [0, *starts]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _page(unwrapped(lines[start:end]))


def could_be_dump(text: str) -> float:
    """Say how much a text looks like a page dump: surely with the first line, hardly as markup or data."""
    start = text.lstrip("\ufeff \t\r\n")[:200]
    if _FIRST.match(start.splitlines()[0].strip()) if start else False:
        return 1.0
    return 0.05 if start[:1] in ("<", "{", "[") else 0.4


def _page(lines: tuple[Line, ...]) -> Page:
    match = _FIRST.match(lines[0].text) if lines else None
    problems: tuple[Problem, ...] = ()
    if match is None:
        where = f"line {lines[0].number}" if lines else "file"
        shown = lines[0].text[:80] if lines else "nothing"
        problems = (Problem(where, f"the first line is no dateline: {shown}", EXPECTED_FIRST_LINE),)
        return _with_menu(lines, dump_date=None, rest=None, problems=problems)
    day = read_day(match[1])
    if day is None:
        what = f"the date {match[1]} does not exist"
        problems = (Problem(f"line {lines[0].number}", what, EXPECTED_FIRST_LINE),)
    rest = match[2].strip() if match[2] else None
    body = lines[1:]
    if rest and not _could_be_section(rest):
        body = (Line(lines[0].number, rest, fold(rest), gap=True), *body)
        rest = None
    return _with_menu(body, dump_date=day, rest=rest, problems=problems)


def _with_menu(
    lines: tuple[Line, ...], *, dump_date: date | None, rest: str | None, problems: tuple[Problem, ...]
) -> Page:
    menu = read_menu(lines, first=rest)
    why = "named by the first line and by the menu" if menu.names_first else "named by the first line"
    return Page(
        lines=lines,
        dump_date=dump_date,
        section=rest,
        section_why=why,
        sections=menu.sections,
        problems=problems,
        counts=Counter(line.key for line in lines),
        labels=menu.labels,
    )


def _could_be_section(text: str) -> bool:
    short = len(text) <= 40 and text.count(" ") <= 4
    return short and furniture_kind(text) is None and not read_moments(text) and ticker_text(text) is None
