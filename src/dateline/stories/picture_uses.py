"""Which pictures a story shows, in its draft as it is stored and as an object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def picture_ids_in(content: dict[str, Any]) -> set[int]:
    """Return the ids of the pictures in the content of a revision."""
    found = {content.get("lead_picture")}
    body = content.get("body") or "[]"
    for block in json.loads(body) if isinstance(body, str) else body:
        found.update(_in_block(block))
    return {number for number in found if isinstance(number, int)}


def pictures_of(story: Any) -> set[int]:
    """Return the ids of the pictures that a story shows."""
    found = {value["picture"].pk for value in _places(story.body) if value["picture"] is not None}
    return found | ({story.lead_picture_id} if story.lead_picture_id else set())


def exchange(story: Any, *, old: Any, new: Any) -> bool:
    """Put one picture in the place of another wherever the story shows it; say whether it did."""
    found = False
    if story.lead_picture_id == old.pk:
        story.lead_picture, found = new, True
    for value in _places(story.body):
        if value["picture"] is not None and value["picture"].pk == old.pk:
            value["picture"], found = new, True
    return found


def _places(body: Any) -> Iterator[Any]:
    for block in body:
        if block.block_type == "picture":
            yield block.value
        elif block.block_type == "gallery":
            yield from block.value["pictures"]


def _in_block(block: Any) -> Iterator[Any]:
    value = block.get("value")
    if block.get("type") == "picture" and isinstance(value, dict):
        yield value.get("picture")
    elif block.get("type") == "gallery" and isinstance(value, dict):
        for item in value.get("pictures") or []:
            # Lists of early drafts have their items bare.
            inner = item.get("value", item) if isinstance(item, dict) else {}
            yield inner.get("picture") if isinstance(inner, dict) else None
