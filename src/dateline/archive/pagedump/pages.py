"""A dump as a page: the first line's date and section, the lines below it, and the menu they begin with."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dateline.archive.pagedump.dates import read_day, read_moments
from dateline.archive.pagedump.furniture import furniture_kind, ticker_text
from dateline.archive.pagedump.lines import Line, fold, is_label, is_prose, split_lines
from dateline.archive.pagedump.records import Problem
from dateline.archive.pagedump.wrapping import unwrapped

EXPECTED_FIRST_LINE = "a first line ` date YYYY-MM-DD Section`"

_FIRST = re.compile(r"^date\s+(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})(?:\s+(\S.*))?$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|·•]\s+|\s*\|\s*")


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
    counts = Counter(line.key for line in lines)
    menu = _menu(lines)
    sections = _ordered(menu, first=rest, runs=_label_runs(lines))
    why = "named by the first line"
    if rest is not None and fold(rest) in {fold(label) for label in menu}:
        why = "named by the first line and by the menu"
    return Page(
        lines=lines,
        dump_date=dump_date,
        section=rest,
        section_why=why,
        sections=sections,
        problems=problems,
        counts=counts,
        labels=frozenset(fold(label) for label in sections) | ({fold(rest)} if rest else set()),
    )


def _could_be_section(text: str) -> bool:
    short = len(text) <= 40 and text.count(" ") <= 4
    return short and furniture_kind(text) is None and not read_moments(text) and ticker_text(text) is None


def _menu(lines: tuple[Line, ...]) -> list[str]:
    """Return the labels of the first menu: the first run of short lines, usually at the top of the page."""
    above_times = {line.key for line, below in pairwise(lines) if read_moments(below.text)}
    labels: list[str] = []
    least = 2
    for line in lines[:60]:
        parts = [part for part in _SEPARATOR.split(line.text) if part]
        if len(parts) >= 3 and all(is_label(part) for part in parts):
            labels.extend(part for part in parts if furniture_kind(part) is None)
        elif furniture_kind(line.text) is not None:
            continue
        elif not is_label(line.text) or line.key in above_times or _is_timed(line.text):
            if len(labels) >= least or is_prose(line.text):
                break
            labels.clear()
            least = 3
        elif line.gap and len(labels) >= 3:
            break
        else:
            labels.append(line.text)
    unique = list({fold(label): label for label in reversed(labels)}.values())[::-1]
    return unique if len(unique) >= least else []


def _is_timed(text: str) -> bool:
    return bool(read_moments(text)) or ticker_text(text) is not None


def _label_runs(lines: tuple[Line, ...]) -> list[list[str]]:
    """Return the runs of labels on the page; a menu printed again may give the order of the sections."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if is_label(line.text):
            runs[-1].append(line.key)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= 3]


def _ordered(menu: list[str], *, first: str | None, runs: list[list[str]]) -> tuple[str, ...]:
    """Put the first line's section into a menu that leaves it out, where another menu has it or in front."""
    if first is None or len(menu) < 2 or fold(first) in {fold(label) for label in menu}:
        return tuple(menu)
    keys = [fold(label) for label in menu]
    for run in runs:
        shared = [key for key in run if key in keys]
        if fold(first) in run and len(shared) >= 0.6 * len(keys):
            after = [key for key in run[run.index(fold(first)) + 1 :] if key in keys]
            place = keys.index(after[0]) if after else len(keys)
            return (*menu[:place], first, *menu[place:])
    return (first, *menu)
