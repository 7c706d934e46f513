"""What changed inside one block of the body, for every kind of block that the paper has. Pure Python."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from dateline.record.alignment import Block
from dateline.record.contexts import ChangeContext
from dateline.record.field_changes import picture_changes, picture_of, text_change, value_change
from dateline.record.tables import compare_tables
from dateline.record.words import compare_html, compare_texts, is_changed, is_only_typography

EMPTY: Block = {"id": "", "kind": "", "text": ""}


def changes_inside(old: Block, new: Block) -> tuple[ChangeContext, ...]:
    """Return what differs between two states of one block; nothing if and only if they are equal.

    Either can be ``EMPTY``, for a block that came or went.
    """
    if old == new:
        return ()
    found = tuple(_REPORTERS.get(new["kind"] or old["kind"], _anything)(old, new))
    if found:
        return found
    # What is stored differs, and readers see none of it, such as a space at the end of a paragraph.
    return (ChangeContext("markup", "changed", is_typography=True),)


def _paragraph(old: Block, new: Block) -> Iterator[ChangeContext]:
    pieces = compare_html(old.get("html", ""), new.get("html", ""))
    if is_changed(pieces):
        yield ChangeContext("text", _verb(old, new), pieces=pieces, is_typography=is_only_typography(pieces))


def _plain(old: Block, new: Block) -> Iterator[ChangeContext]:
    pieces = compare_texts(old.get("text", ""), new.get("text", ""))
    if is_changed(pieces):
        yield ChangeContext("text", _verb(old, new), pieces=pieces, is_typography=is_only_typography(pieces))


def _picture(old: Block, new: Block) -> Iterator[ChangeContext]:
    before, after = _data(old), _data(new)
    pictures = [
        picture_of(data.get("picture", ""), _shown(block).get("picture"))
        for data, block in ((before, old), (after, new))
    ]
    is_own = before != after
    changes = list(picture_changes(pictures[0], pictures[1], is_own=is_own))
    for change in changes:
        yield change if change.name in ("picture", "caption") else _elsewhere(change)
    told = {change.name for change in changes}
    own = [data.get("caption", "") for data in (before, after)]
    if own[0] != own[1] and not told & {"caption", "picture"}:
        # It now has words of its own, the same that the picture had.
        yield text_change("caption", old=own[0], new=own[1])


def _gallery(old: Block, new: Block) -> Iterator[ChangeContext]:
    yield from _texts(("title",), old=old, new=new)
    before, after = _gallery_pictures(old), _gallery_pictures(new)
    waiting = list(before)
    order: list[int] = []
    for picture in after:
        found = next((other for other in waiting if other["name"] == picture["name"]), None)
        if found is None:
            yield value_change("picture", old=None, new=picture)
            continue
        waiting.remove(found)
        order.append(before.index(found))
        yield from picture_changes(found, picture, is_own=_data(old) != _data(new))
    yield from (value_change("picture", old=picture, new=None) for picture in waiting)
    if order != sorted(order):
        yield ChangeContext("pictures", "moved")


def _gallery_pictures(block: Block) -> list[dict[str, Any]]:
    shown = _shown(block).get("pictures") or []
    listed = _data(block).get("pictures") or []
    found = (
        picture_of(item["picture"], shown[position] if position < len(shown) else None)
        for position, item in enumerate(listed)
    )
    return [picture for picture in found if picture is not None]


def _pull_quote(old: Block, new: Block) -> Iterator[ChangeContext]:
    yield from _texts(("quote", "attribution"), old=old, new=new)


def _table(old: Block, new: Block) -> Iterator[ChangeContext]:
    yield from _texts(("caption",), old=old, new=new)
    before, after = _data(old), _data(new)
    if before.get("rows") != after.get("rows"):
        rows = compare_tables(before.get("rows") or [], after.get("rows") or [])
        yield ChangeContext("rows", _verb(old, new), rows=rows, is_typography=_are_typography(rows))
    for name in ("header_row", "header_column"):
        if bool(before.get(name)) != bool(after.get(name)):
            yield value_change(name, old=before.get(name), new=after.get(name))


def _are_typography(rows: Any) -> bool:
    changed = [row for row in rows if row.verb != "same"]
    return bool(changed) and all(
        row.verb == "edited"
        and cell.verb in ("same", "edited")
        and (cell.verb == "same" or is_only_typography(cell.pieces))
        for row in changed
        for cell in row.cells
    )


def _embed(old: Block, new: Block) -> Iterator[ChangeContext]:
    yield from _plain(old, new)
    yield from _values(("provider", "url"), old=old, new=new)


def _document(old: Block, new: Block) -> Iterator[ChangeContext]:
    yield from _plain(old, new)
    digests = [_shown(block).get("digest", "") for block in (old, new)]
    is_other = _data(old).get("document") != _data(new).get("document")
    if is_other or digests[0] != digests[1]:
        yield value_change("document", old=digests[0], new=digests[1], is_own=is_other)


def _related_story(old: Block, new: Block) -> Iterator[ChangeContext]:
    yield from _values(("story",), old=old, new=new)


def _anything(old: Block, new: Block) -> Iterator[ChangeContext]:
    """A kind of block of a later release: its text, and the rest as it is stored."""
    yield from _plain(old, new)
    rest = [
        {name: value for name, value in block.items() if name not in ("id", "kind", "text")}
        for block in (old, new)
    ]
    if rest[0] != rest[1]:
        stored = [json.dumps(data, ensure_ascii=False, sort_keys=True) if data else "" for data in rest]
        yield value_change("data", old=stored[0], new=stored[1])


def _texts(names: tuple[str, ...], *, old: Block, new: Block) -> Iterator[ChangeContext]:
    for name in names:
        before, after = (str(_data(block).get(name) or "") for block in (old, new))
        if before != after:
            yield text_change(name, old=before, new=after)


def _values(names: tuple[str, ...], *, old: Block, new: Block) -> Iterator[ChangeContext]:
    for name in names:
        before, after = (_data(block).get(name) or "" for block in (old, new))
        if before != after:
            yield value_change(name, old=before, new=after)


def _elsewhere(change: ChangeContext) -> ChangeContext:
    """Credit and description are the picture's and not the story's."""
    return ChangeContext(
        change.name, change.verb, pieces=change.pieces, is_own=False, is_typography=change.is_typography
    )


def _verb(old: Block, new: Block) -> str:
    return "added" if not old["kind"] else "removed" if not new["kind"] else "changed"


def _data(block: Block) -> dict[str, Any]:
    return block.get("data") or {}


def _shown(block: Block) -> dict[str, Any]:
    return block.get("shown") or {}


_REPORTERS: dict[str, Callable[[Block, Block], Iterator[ChangeContext]]] = {
    "paragraph": _paragraph,
    "fact_box": _paragraph,
    "subheading": _plain,
    "picture": _picture,
    "gallery": _gallery,
    "pull_quote": _pull_quote,
    "embed": _embed,
    "table": _table,
    "document": _document,
    "related_story": _related_story,
}
