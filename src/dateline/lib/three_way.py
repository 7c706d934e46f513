"""Join two people's versions of one record: what one of them changed is taken, the rest somebody decides.

A record is what a draft keeps: plain values, lists of blocks with ids, lists of rows, sets of keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Same = Callable[[Any, Any], bool]
Blocks = Sequence[Mapping[str, Any]]
MINE, THEIRS, BOTH = "mine", "theirs", "both"
MISSING = None
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Part:
    """One field, or one block of a field, in its three states. None for a block that is not there."""

    field: str
    block: str
    base: Any
    theirs: Any
    mine: Any
    decided: str
    """``mine`` or ``theirs`` when only one of them changed it; empty when somebody has to decide."""

    @property
    def key(self) -> str:
        return f"{self.field}/{self.block}" if self.block else self.field


def compared(*, field: str, base: Any, theirs: Any, mine: Any, same: Same) -> Part | None:
    """Compare a plain field; None when both have the same."""
    return _part(field, "", (base, theirs, mine), same)


def compared_blocks(*, field: str, base: Blocks, theirs: Blocks, mine: Blocks, same: Same) -> list[Part]:
    """Compare block by block, in reading order of what comes out."""
    by_id = [{block["id"]: block for block in blocks} for blocks in (base, theirs, mine)]
    parts = []
    for block in merged_order(base=base, theirs=theirs, mine=mine):
        states = tuple(blocks.get(block) for blocks in by_id)
        part = _part(field, block, states, same)
        if part is not None:
            parts.append(part)
    kept = [set(found) for found in by_id]
    orders: list[list[str]] = [
        [str(block["id"]) for block in blocks if all(block["id"] in ids for ids in kept)]
        for blocks in (base, theirs, mine)
    ]
    began, hers, his = orders
    if began != hers and began != his and hers != his:
        parts.append(Part(field, ORDER, began, hers, his, decided=""))
    return parts


def merged_set(*, base: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> list[Any]:
    """Add what I added to theirs, and take out what I took out."""
    gone = set(base) - set(mine)
    return [key for key in theirs if key not in gone] + [
        key for key in mine if key not in base and key not in theirs
    ]


def joined_blocks(
    *,
    base: Blocks,
    theirs: Blocks,
    mine: Blocks,
    parts: Sequence[Part],
    answers: Mapping[str, str],
    new_id: Callable[[], str],
) -> list[dict[str, Any]]:
    """Return the blocks that come out, each with what was decided."""
    found = {block["id"]: block for block in [*mine, *theirs]}
    by_block = {part.block: part for part in parts}
    prefers = answers.get(by_block[ORDER].key, THEIRS) if ORDER in by_block else ""
    result: list[dict[str, Any]] = []
    for block in merged_order(base=base, theirs=theirs, mine=mine, prefers=prefers):
        part = by_block.get(block)
        if part is None:
            if block in found and _is_kept(block, theirs, mine):
                result.append(dict(found[block]))
            continue
        answer = part.decided or answers.get(part.key, BOTH)
        if answer in (THEIRS, BOTH) and part.theirs is not MISSING:
            result.append(dict(part.theirs))
        if answer in (MINE, BOTH) and part.mine is not MISSING:
            copied = answer == BOTH and part.theirs is not MISSING
            result.append({**part.mine, "id": new_id()} if copied else dict(part.mine))
    return result


def merged_order(*, base: Blocks, theirs: Blocks, mine: Blocks, prefers: str = "") -> list[str]:
    """Return the ids of all blocks of theirs and mine in one order.

    Whoever moved blocks decides their order; if both did, theirs holds unless mine is preferred. What the
    other added stands after the block that it follows there.
    """
    ids = [[str(block["id"]) for block in blocks] for blocks in (base, theirs, mine)]
    stays = [block for block in ids[0] if block in ids[1] and block in ids[2]]
    moved_by_mine = [block for block in ids[2] if block in stays] != stays
    moved_by_theirs = [block for block in ids[1] if block in stays] != stays
    leads_mine = prefers == MINE or (not prefers and moved_by_mine and not moved_by_theirs)
    lead, other = (ids[2], ids[1]) if leads_mine else (ids[1], ids[2])
    order = list(lead)
    for place, block in enumerate(other):
        if block in order:
            continue
        before = next((known for known in reversed(other[:place]) if known in order), None)
        order.insert(order.index(before) + 1 if before is not None else 0, block)
    return order


def _part(field: str, block: str, states: tuple[Any, ...], same: Same) -> Part | None:
    base, theirs, mine = states
    if same(theirs, mine):
        return None
    decided = MINE if same(theirs, base) else THEIRS if same(mine, base) else ""
    return Part(field, block, base, theirs, mine, decided)


def _is_kept(block: str, theirs: Blocks, mine: Blocks) -> bool:
    return any(one["id"] == block for one in theirs) or any(one["id"] == block for one in mine)
