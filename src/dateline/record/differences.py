"""Everything that differs between the recorded contents of two versions. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from dateline.record.alignment import Pair, align
from dateline.record.block_changes import EMPTY, changes_inside
from dateline.record.contexts import (
    BlockChangeContext,
    ChangeContext,
    DifferenceContext,
    PieceContext,
    SizeContext,
)
from dateline.record.field_changes import field_changes
from dateline.record.words import count_words

_OPENING = 80


def compare_contents(before: dict[str, Any], after: dict[str, Any]) -> DifferenceContext:
    """Return what differs between two contents; nothing that does not."""
    fields = tuple(field_changes(before, after))
    blocks = [_block_change(pair) for pair in align(before.get("blocks", []), after.get("blocks", []))]
    return DifferenceContext(fields=fields, blocks=tuple(_folded(blocks)), size=_size(fields, blocks))


def size_of_whole(content: dict[str, Any]) -> SizeContext:
    """Return the size of a first version: all that it says."""
    return compare_contents({}, content).size


def _block_change(pair: Pair) -> BlockChangeContext:
    old, new = pair.old or EMPTY, pair.new or EMPTY
    shown = pair.new or pair.old or EMPTY
    # A new id is how an archive was imported, and nothing that readers see.
    changes = changes_inside({**old, "id": shown["id"]} if pair.old else EMPTY, new)
    verb = "edited" if changes else "moved" if pair.is_moved else "same"
    if pair.old is None or pair.new is None:
        verb = "added" if pair.old is None else "removed"
    return BlockChangeContext(
        verb=verb,
        kind=shown["kind"],
        block_id=str(shown["id"]),
        is_moved=pair.is_moved,
        changes=changes,
        opening=_opening(shown.get("text", "")) if pair.is_moved else "",
        is_typography=verb == "edited"
        and not pair.is_moved
        and all(change.is_typography for change in changes),
    )


def _opening(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _OPENING else text[:_OPENING].rsplit(" ", 1)[0] + "…"


def _folded(blocks: Iterable[BlockChangeContext]) -> Iterator[BlockChangeContext]:
    """Yield runs of what did not change as one."""
    for verb, group in groupby(blocks, key=lambda block: block.verb):
        listed = list(group)
        if verb == "same":
            yield BlockChangeContext(verb="same", count=len(listed))
        else:
            yield from listed


def _size(fields: Iterable[ChangeContext], blocks: Iterable[BlockChangeContext]) -> SizeContext:
    listed, around = list(blocks), list(fields)
    changes = [*around, *(change for block in listed for change in block.changes)]
    pieces = [piece for change in changes for piece in _pieces_of(change)]
    verbs = [block.verb for block in listed]
    return SizeContext(
        words_added=count_words(pieces, "added"),
        words_removed=count_words(pieces, "removed"),
        added=verbs.count("added"),
        removed=verbs.count("removed"),
        edited=verbs.count("edited"),
        moved=sum(block.is_moved for block in listed),
        fields=len({change.name for change in around}),
        is_typography=bool(changes)
        and all(change.is_typography for change in changes)
        and not any(block.is_moved for block in listed),
    )


def _pieces_of(change: ChangeContext) -> Iterator[PieceContext]:
    yield from change.pieces
    for row in change.rows:
        for cell in row.cells:
            yield from cell.pieces
