"""The menu of a paper: its sections in order, and every other label that its menus print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.archive.pagedump.dates import read_moments
from dateline.archive.pagedump.furniture import furniture_kind, ticker_text
from dateline.archive.pagedump.lines import Line, fold, is_label, is_prose

_SEPARATOR = re.compile(r"\s+[|·•]\s+|\s*\|\s*")
_TOP = 60
"""Lines of a page within which its first menu stands."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The sections as the paper orders them, and the folded labels of all its menus."""

    sections: tuple[str, ...]
    labels: frozenset[str]
    names_first: bool


def read_menu(lines: tuple[Line, ...], *, first: str | None) -> Menu:
    """Read the menus of a page; `first` is the section that the dump's first line names."""
    tell = _gaps_tell(lines)
    heads = frozenset(_above_times(lines, tell=tell))
    entries = _entries(lines, heads=heads, tell=tell)
    keys = frozenset(fold(entry) for entry in entries)
    runs = [run for run in _runs(lines, heads=heads, tell=tell) if len(run) >= 3]
    sections = _ordered(entries, first=first, runs=runs)
    again = {key for run in runs if len(keys.intersection(run)) >= 0.5 * len(run) for key in run}
    own = {fold(first)} if first is not None else set()
    return Menu(sections, keys | own | again, names_first=bool(own & keys))


def _gaps_tell(lines: tuple[Line, ...]) -> bool:
    """Blank lines tell parts of a page apart unless there are none, or one after every line."""
    gaps = sum(line.gap for line in lines)
    return 2 <= gaps < 0.9 * len(lines)


def _above_times(lines: tuple[Line, ...], *, tell: bool) -> Iterator[str]:
    """Yield lines that stand on the times as a headline does, and not as the last label of a menu."""
    for line, below in pairwise(lines):
        if read_moments(below.text) and (line.gap or not (tell and below.gap)):
            yield line.key


def _entries(lines: tuple[Line, ...], *, heads: frozenset[str], tell: bool) -> list[str]:
    """Return the first run of labels, usually at the top of the page."""
    labels: list[str] = []
    least = 2
    for line in lines[:_TOP]:
        parts = [part for part in _SEPARATOR.split(line.text) if part]
        if len(parts) >= 3 and all(is_label(part) for part in parts):
            labels.extend(part for part in parts if furniture_kind(part) is None)
        elif furniture_kind(line.text) is not None:
            continue
        elif not is_label(line.text) or line.key in heads or _is_timed(line.text):
            if len(labels) >= least or is_prose(line.text):
                break
            labels.clear()
            least = 3
        elif tell and line.gap and len(labels) >= 3:
            break
        else:
            labels.append(line.text)
    unique = list({fold(label): label for label in reversed(labels)}.values())[::-1]
    return unique if len(unique) >= least else []


def _is_timed(text: str) -> bool:
    return bool(read_moments(text)) or ticker_text(text) is not None


def _runs(lines: tuple[Line, ...], *, heads: frozenset[str], tell: bool) -> list[list[str]]:
    """Return the runs of labels on the page; a menu is often printed twice."""
    runs: list[list[str]] = [[]]
    for line in lines:
        label = is_label(line.text) and line.key not in heads and not _is_timed(line.text)
        if not label or (tell and line.gap):
            runs.append([])
        if label:
            runs[-1].append(line.key)
    return runs


def _ordered(menu: list[str], *, first: str | None, runs: list[list[str]]) -> tuple[str, ...]:
    """Put the first line's section into a menu that leaves it out, where another menu has it or in front."""
    keys = [fold(label) for label in menu]
    if first is None or len(menu) < 2 or fold(first) in keys:
        return tuple(menu)
    for run in runs:
        shared = [key for key in run if key in keys]
        if fold(first) in run and len(shared) >= 0.6 * len(keys):
            after = [key for key in run[run.index(fold(first)) + 1 :] if key in keys]
            place = keys.index(after[0]) if after else len(keys)
            return (*menu[:place], first, *menu[place:])
    return (first, *menu)
