"""Pasted plain text read into pieces: empty lines separate paragraphs."""

from __future__ import annotations

import re

from dateline.lib.pasting.pieces import ITEM, Line, Pasted, Run
from dateline.lib.pasting.spaces import collapsed, tidied, visible

# No dash: in some languages it begins somebody's words.
_ITEM = re.compile(r"^[ \t]*(?:[•●▪◦*]|(\d{1,3}[.)]))[ \t\u00a0]+(?=\S)")
_PARAGRAPHS = re.compile(r"\n[ \t\u00a0]*\n")
SHORTEST_FULL_LINE, LONGEST_FULL_LINE = 50, 100


def read_text(text: str) -> Pasted:
    """Return the paragraphs and items of plain text.

    Lines that were broken at a fixed width, as mail does, are put together again; others stay lines.
    """
    pasted = Pasted()
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")).replace(
        "\u2029", "\n\n"
    )
    for paragraph in _PARAGRAPHS.split(text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for group in _groups(lines):
            pasted.pieces.append(_line(group))
    return pasted


def _groups(lines: list[str]) -> list[list[str]]:
    """Return lines by what they belong to: each item of a list is one of its own."""
    groups: list[list[str]] = []
    for line in lines:
        if not groups or _ITEM.match(line):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _line(lines: list[str]) -> Line:
    found = _ITEM.match(lines[0])
    if found:
        lines = [lines[0][found.end() :], *lines[1:]]
    between = " " if _were_broken(lines) else "\n"
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs += [Run(between), Run(collapsed(line))] if number else [Run(collapsed(line))]
    return Line(tidied(runs), ITEM, is_ordered=bool(found[1])) if found else Line(tidied(runs))


def _were_broken(lines: list[str]) -> bool:
    full = [len(line) for line in lines[:-1]]
    return bool(full) and all(SHORTEST_FULL_LINE <= length <= LONGEST_FULL_LINE for length in full)
