"""The difference of two tables, row by row and cell by cell. Pure Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from dateline.record.contexts import CellContext, TableRowContext
from dateline.record.words import compare_texts

Row: TypeAlias = Sequence[str]

# Rows that share this much are one row that was edited.
_ALIKE = 0.5
_MOST_ROWS = 400


def compare_tables(old: Sequence[Row], new: Sequence[Row]) -> tuple[TableRowContext, ...]:
    """Return two tables as one."""
    if len(old) + len(new) > _MOST_ROWS:
        # A table as long as a document: rows that are equal at both ends are enough to find one's way.
        return tuple(_ends(old, new))
    matcher = SequenceMatcher(a=[tuple(row) for row in old], b=[tuple(row) for row in new], autojunk=False)
    rows: list[TableRowContext] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            rows += (_whole("same", row) for row in new[j1:j2])
        else:
            rows += _changed(old[i1:i2], new[j1:j2])
    return tuple(rows)


def _ends(old: Sequence[Row], new: Sequence[Row]) -> Iterator[TableRowContext]:
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if list(old[at]) != list(new[at])), shorter)
    most = shorter - start
    end = next((at for at in range(most) if list(old[-1 - at]) != list(new[-1 - at])), most)
    yield from (_whole("same", row) for row in new[:start])
    yield from (_whole("removed", row) for row in old[start : len(old) - end])
    yield from (_whole("added", row) for row in new[start : len(new) - end])
    yield from (_whole("same", row) for row in new[len(new) - end :])


def _changed(old: Sequence[Row], new: Sequence[Row]) -> Iterator[TableRowContext]:
    """Yield rows between equal ones: each new row beside the next old row that is like it."""
    waiting = list(old)
    for row in new:
        found = next((at for at, other in enumerate(waiting) if _are_alike(other, row)), None)
        if found is None:
            yield _whole("added", row)
            continue
        yield from (_whole("removed", other) for other in waiting[:found])
        yield TableRowContext("edited", tuple(_cells(waiting[found], row)))
        del waiting[: found + 1]
    yield from (_whole("removed", other) for other in waiting)


def _are_alike(old: Row, new: Row) -> bool:
    if old and new and old[0] == new[0] != "":
        return True
    return SequenceMatcher(a=list(old), b=list(new), autojunk=False).ratio() >= _ALIKE


def _cells(old: Row, new: Row) -> Iterator[CellContext]:
    if len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            verb = "same" if before == after else "edited"
            yield CellContext(verb, compare_texts(before, after))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=list(old), b=list(new), autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_cell("same", cell) for cell in new[j1:j2])
        else:
            yield from (_cell("removed", cell) for cell in old[i1:i2])
            yield from (_cell("added", cell) for cell in new[j1:j2])


def _whole(verb: str, row: Row) -> TableRowContext:
    return TableRowContext(verb, tuple(_cell(verb, cell) for cell in row))


def _cell(verb: str, text: str) -> CellContext:
    old, new = ("" if verb == "added" else text), ("" if verb == "removed" else text)
    return CellContext(verb, compare_texts(old, new))
