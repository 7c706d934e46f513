"""What changed since the public version, in words that an editor can check at a glance. Pure Python."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\s+|[^\s]+")
# Of a changed paragraph only the changed places and these many characters around them are shown.
_AROUND = 60
# Comparing takes the square of the length, and more; longer texts are shown whole, one beside the other.
LONGEST_COMPARED = 20_000
# Texts that are none: moments and the names of records.
_NO_WORDS = frozenset({"published_at", "section", "lead_picture"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``same``, ``old`` (gone) or ``new`` (come)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One field or one part of the text."""

    name: str
    """Name of the field, or kind of the block."""
    is_block: bool
    verb: str
    """``changed``, ``added``, ``removed`` or ``moved``."""
    pieces: tuple[Piece, ...]
    """What changed inside; empty where there are no words to compare."""


def changed_parts(before: dict[str, Any], after: dict[str, Any]) -> list[ChangedPart]:
    """Return every field and block that differs, in reading order."""
    return [*_fields(before.get("fields", {}), after.get("fields", {})), *_blocks(before, after)]


def _fields(before: dict[str, Any], after: dict[str, Any]) -> Iterator[ChangedPart]:
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        pieces: tuple[Piece, ...] = ()
        if isinstance(old, str) and isinstance(new, str) and name not in _NO_WORDS:
            pieces = word_pieces(old, new)
        yield ChangedPart(name=name, is_block=False, verb="changed", pieces=pieces)


def _blocks(before: dict[str, Any], after: dict[str, Any]) -> Iterator[ChangedPart]:
    old = {block["id"]: block for block in before.get("blocks", [])}
    new = {block["id"]: block for block in after.get("blocks", [])}
    stayed = [block_id for block_id in new if block_id in old]
    has_moved = stayed != [block_id for block_id in old if block_id in new]
    for block_id, block in new.items():
        text = block.get("text", "")
        if block_id not in old:
            yield ChangedPart(block["kind"], True, "added", word_pieces("", text))
        elif block != old[block_id]:
            yield ChangedPart(
                block["kind"], True, "changed", word_pieces(old[block_id].get("text", ""), text)
            )
    for block_id, block in old.items():
        if block_id not in new:
            yield ChangedPart(block["kind"], True, "removed", word_pieces(block.get("text", ""), ""))
    if has_moved:
        yield ChangedPart("", True, "moved", ())


def word_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the two texts as one, word by word, with long equal stretches shortened."""
    if old == new:
        return ()
    if len(old) + len(new) > LONGEST_COMPARED:
        return (Piece("old", _shortened(old)), Piece("new", _shortened(new)))
    return tuple(_shorten(list(_compared(_WORD.findall(old), _WORD.findall(new)))))


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Yield what stayed, went and came. Equal ends are cut off first: difflib is slow on long equal texts."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield Piece("same", "".join(new[:start]))
    middle = new[start : len(new) - end]
    matcher = difflib.SequenceMatcher(a=old[start : len(old) - end], b=middle, autojunk=len(middle) > 400)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(middle[j1:j2]))
            continue
        if i2 > i1:
            yield Piece("old", "".join(old[start + i1 : start + i2]))
        if j2 > j1:
            yield Piece("new", "".join(middle[j1:j2]))
    if end:
        yield Piece("same", "".join(new[len(new) - end :]))


def _shorten(pieces: list[Piece]) -> Iterator[Piece]:
    for position, piece in enumerate(pieces):
        if piece.kind != "same" or len(piece.text) <= 2 * _AROUND:
            yield piece
            continue
        head = piece.text[:_AROUND] if position else ""
        tail = piece.text[-_AROUND:] if position < len(pieces) - 1 else ""
        yield Piece("same", f"{head} … {tail}")


def _shortened(text: str) -> str:
    return text if len(text) <= 4 * _AROUND else f"{text[: 4 * _AROUND]}…"
