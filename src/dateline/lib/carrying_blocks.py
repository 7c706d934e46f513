"""Carry a place in one version of a story to another one, from block to block.

A version is the texts of its fields and blocks by name, in reading order. A block may have been split, joined
with its neighbor or moved; then its words are in another block, and that one is the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.lib.carrying import Carried, How, carry

# Between blocks, as between the paragraphs of one.
_GAP = "\n"
_SURE = (How.UNCHANGED, How.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInContent:
    """A place: the id of a block or the name of a field, and offsets in its text."""

    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPlace(PlaceInContent):
    """Where a place is now, and how it was found. One that is gone has no length, and maybe no block."""

    how: How


def carry_place(
    *, old: Mapping[str, str], new: Mapping[str, str], block: str, start: int, end: int
) -> CarriedPlace:
    """Return where a place of one version stands in a newer one.

    Raises ValueError for what is no place in the older version.
    """
    if block not in old:
        raise ValueError(f"There is no block {block} in that version.")
    here = carry(old[block], new.get(block, ""), start, end)
    if here.how in _SURE:
        return _at(block, here)
    elsewhere = _over_all(old, new, block=block, start=start, end=end)
    if elsewhere is not None and (elsewhere.how in _SURE or here.how != How.EDITED):
        return elsewhere
    return _at(block, here)


def _over_all(
    old: Mapping[str, str], new: Mapping[str, str], *, block: str, start: int, end: int
) -> CarriedPlace | None:
    """Carry through all texts; None when the words are not in them."""
    ahead = _offsets(old)[block]
    found = carry(_GAP.join(old.values()), _GAP.join(new.values()), ahead + start, ahead + end)
    if found.how == How.GONE:
        return None
    best: CarriedPlace | None = None
    for name, begins in _offsets(new).items():
        first, last = max(found.start, begins), min(found.end, begins + len(new[name]))
        # What reaches over two blocks is shown in the one that has more of it.
        if last > first and (best is None or last - first > best.end - best.start):
            whole = last - first == found.end - found.start
            how = found.how if found.how not in _SURE else How.MOVED if whole else How.EDITED
            best = CarriedPlace(block=name, start=first - begins, end=last - begins, how=how)
    return best


def _at(block: str, carried: Carried) -> CarriedPlace:
    return CarriedPlace(block=block, start=carried.start, end=carried.end, how=carried.how)


def _offsets(texts: Mapping[str, str]) -> dict[str, int]:
    """Return where each text begins in all of them together."""
    result, at = {}, 0
    for name, text in texts.items():
        result[name] = at
        at += len(text) + len(_GAP)
    return result
