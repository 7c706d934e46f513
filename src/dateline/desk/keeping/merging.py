"""Join the drafts of two people: which parts differ, and the draft that comes out of somebody's answers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.desk.keeping.contents import blocks_in, mergeable_fields, same_content
from dateline.lib.three_way import (
    BOTH,
    MINE,
    ORDER,
    THEIRS,
    Part,
    compared,
    compared_blocks,
    joined_blocks,
    merged_set,
)

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """Three drafts of one page, and the parts in which the two newer ones differ."""

    page: Any
    base: Content
    theirs: Content
    mine: Content
    parts: tuple[Part, ...]

    @property
    def undecided(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.decided)

    @property
    def by_mine(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.decided == MINE)

    @property
    def by_theirs(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.decided == THEIRS)


def merge_of(*, page: Any, base: Content | None, theirs: Content, mine: Content) -> Merge:
    """Compare field by field and block by block. Without a base every difference has to be decided."""
    plain, blocks, rows, _sets = mergeable_fields(page)
    parts: list[Part] = []
    for name in [*plain, *rows]:
        known = _Unknown() if base is None else base.get(name)
        found = compared(
            field=name, base=known, theirs=theirs.get(name), mine=mine.get(name), same=same_content
        )
        parts += [found] if found else []
    for name in blocks:
        parts += compared_blocks(
            field=name,
            base=blocks_in(base or {}, name),
            theirs=blocks_in(theirs, name),
            mine=blocks_in(mine, name),
            same=same_content,
        )
    return Merge(page, base or {}, theirs, mine, tuple(parts))


def merged_content(merge: Merge, *, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the draft that comes out. A part that nobody answered for keeps both, or mine."""
    _plain, blocks, rows, sets = mergeable_fields(merge.page)
    content = dict(merge.theirs)
    for part in merge.parts:
        if part.field not in blocks:
            content[part.field] = _joined(part, answers, merge.page, rows=rows)
    for name in blocks:
        content[name] = json.dumps(
            joined_blocks(
                base=blocks_in(merge.base, name),
                theirs=blocks_in(merge.theirs, name),
                mine=blocks_in(merge.mine, name),
                parts=[part for part in merge.parts if part.field == name],
                answers=answers,
                new_id=lambda: str(uuid.uuid4()),
            )
        )
    for name in sets:
        content[name] = merged_set(
            base=merge.base.get(name) or [],
            theirs=merge.theirs.get(name) or [],
            mine=merge.mine.get(name) or [],
        )
    return content


def whole_mine(merge: Merge) -> dict[str, Any]:
    """Return my text as a draft of its own, in whatever nobody edits on a form like theirs."""
    edited = [name for names in mergeable_fields(merge.page) for name in names]
    return {**merge.theirs, **{name: merge.mine[name] for name in edited if name in merge.mine}}


def can_keep_both(part: Part, page: Any) -> bool:
    """Return True where two texts can stand one after the other."""
    if part.block == ORDER:
        return False
    if part.block:
        return part.mine is not None and part.theirs is not None
    return _both(part, page) is not None


def _joined(part: Part, answers: Mapping[str, str], page: Any, *, rows: Sequence[str]) -> Any:
    answer = part.decided or answers.get(part.key, BOTH)
    if answer == THEIRS:
        return part.theirs
    both = _both(part, page) if answer == BOTH else None
    if both is not None:
        return both
    # Rows of mine become new rows: theirs may have been deleted, and then their numbers mean nothing.
    return _fresh_rows(part) if part.field in rows else part.mine


def _both(part: Part, page: Any) -> str | None:
    if not isinstance(part.theirs, str) or not isinstance(part.mine, str):
        return None
    if not part.theirs or not part.mine:
        return part.theirs or part.mine
    field = page._meta.get_field(part.field)
    kind = field.get_internal_type()
    if field.choices or kind not in ("CharField", "TextField"):
        return None
    joined = (" / " if kind == "CharField" else "\n").join((part.theirs, part.mine))
    return None if field.max_length and len(joined) > field.max_length else joined


def _fresh_rows(part: Part) -> list[dict[str, Any]]:
    known = {row.get("pk") for row in part.theirs or []}
    return [{**row, "pk": row.get("pk") if row.get("pk") in known else None} for row in part.mine or []]


class _Unknown:
    """Equal to nothing: there is no common version to compare with."""
