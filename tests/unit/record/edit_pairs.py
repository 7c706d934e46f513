"""Pairs of versions from ``tests/fixtures/differences``, and what is told of each in few letters."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.lib.canonical_text import canonical_text
from dateline.record.contexts import ChangeContext, DifferenceContext, PieceContext

FOLDER = Path(__file__).parents[2] / "fixtures" / "differences"

Content = dict[str, Any]


@dataclass(frozen=True)
class EditPair:
    """Two versions, and everything that has to be told of them."""

    name: str
    before: Content
    after: Content
    told: list[str]


def edit_pairs() -> list[EditPair]:
    """Return every pair of every language."""
    return [pair for path in sorted(FOLDER.glob("*.toml")) for pair in _pairs_of(path)]


def _pairs_of(path: Path) -> Iterator[EditPair]:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    for pair in story["pairs"]:
        yield EditPair(
            name=pair["name"],
            before=_edited(story, pair.get("before", [])),
            after=_edited(story, pair["edits"]),
            told=pair["told"],
        )


def _edited(story: Content, edits: list[dict[str, Any]]) -> Content:
    content = copy.deepcopy({name: story[name] for name in ("fields", "blocks", "shown")})
    for edit in edits:
        _apply(edit, content)
    for block in content["blocks"]:
        if "html" in block:
            block["text"] = canonical_text(block["html"])
        block.setdefault("text", (block.get("data") or {}).get("quote", ""))
    return content


def _apply(edit: dict[str, Any], content: Content) -> None:
    blocks = content["blocks"]
    if "field" in edit:
        content["fields"][edit["field"]] = edit["put"]
    elif "block" in edit:
        block = next(block for block in blocks if block["id"] == edit["block"])
        if "find" in edit:
            assert block["html"].count(edit["find"]) == 1, edit
            block["html"] = block["html"].replace(edit["find"], edit["put"])
        block.update({name: edit[name] for name in ("data", "shown", "text") if name in edit})
    elif "shown" in edit:
        content["shown"][edit["shown"]] = edit.get("put")
    elif "rename" in edit:
        for block in blocks:
            block["id"] = edit["rename"] + block["id"]
    elif "add" in edit:
        blocks.insert(edit["at"], dict(edit["add"]))
    else:
        name = edit.get("move") or edit["remove"]
        block = blocks.pop(next(at for at, each in enumerate(blocks) if each["id"] == name))
        if "move" in edit:
            blocks.insert(edit["to"], block)


def told_of(difference: DifferenceContext) -> list[str]:
    """Return everything that a difference tells, a line for each change."""
    lines = [f"{change.name} {_told(change)}" for change in difference.fields]
    for block in difference.blocks:
        if block.verb == "same":
            continue
        moved = " and moved" if block.is_moved and block.verb != "moved" else ""
        lines.append(f"{block.block_id} {block.verb}{moved}{' (t)' if block.is_typography else ''}")
        lines += [f"{block.block_id}.{change.name} {_told(change)}" for change in block.changes]
    return lines


def _told(change: ChangeContext) -> str:
    said = [change.verb, *("elsewhere" for _ in range(not change.is_own))]
    if change.pieces:
        said += _pieces(change.pieces)
    elif change.rows:
        said += (
            f"[{row.verb} " + " | ".join(" ".join(_pieces(cell.pieces)) or "=" for cell in row.cells) + "]"
            for row in change.rows
            if row.verb != "same"
        )
    else:
        said += (f"{sign}{_value(value)}" for sign, value in (("-", change.old), ("+", change.new)) if value)
    return " ".join(said)


def _pieces(pieces: tuple[PieceContext, ...]) -> list[str]:
    said = []
    for piece in pieces:
        if piece.verb == "same":
            continue
        text = "¶" if piece.text == "\n" else piece.text
        typography = "(t)" if piece.is_typography else ""
        if piece.verb == "restyled":
            old, new = (",".join(marks) or "plain" for marks in (piece.old_marks, piece.marks))
            said.append(f"~“{text}” {old} > {new}{typography}")
        else:
            marks = f" {','.join(piece.marks)}" if piece.marks else ""
            said.append(f"{'+' if piece.verb == 'added' else '-'}“{text}”{marks}{typography}")
    return said


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(value[name]) for name in ("name", "digest", "role") if value.get(name))
    return str(value)
