"""The state of a rich-text field as a browser sends it, with nothing in it that cannot be written."""

from __future__ import annotations

import json
from collections.abc import Set
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

# Whatever the handlers of Wagtail's conversion raise about texts: there are many, and extensions bring more.
UNREADABLE = (
    *(AssertionError, AttributeError, KeyError, IndexError, TypeError, ValueError),
    *(RecursionError, ObjectDoesNotExist),
)
DEEPEST = 10
# What Wagtail's editor sends for a field that nobody has written in.
NOTHING = frozenset(("", "null"))


def sound_state(sent: str, *, blocks: Set[str], entities: Set[str]) -> dict[str, Any]:
    """Return the state with the kinds of blocks and entities that the field can write.

    A link or picture that is not whole is taken out and its words stay. What is no editor's state at all is
    somebody's program speaking, and taken as plain text.
    """
    if sent.strip() in NOTHING:
        return {"blocks": [], "entityMap": {}}
    try:
        state = json.loads(sent)
        known = {
            str(key): entity
            for key, entity in (state.get("entityMap") or {}).items()
            if _is_whole(entity) and entity["type"] in entities
        }
        listed = [_sound_block(block, known, blocks) for block in state["blocks"]]
    except UNREADABLE:
        known = {}
        listed = [_sound_block({"text": line}, known, blocks) for line in str(sent).splitlines()]
    return {"blocks": listed, "entityMap": known}


def _sound_block(block: dict[str, Any], entities: dict[str, Any], kinds: Set[str]) -> dict[str, Any]:
    text = str(block.get("text") or "")
    links = [one for one in _within(block.get("entityRanges"), text) if str(one.get("key")) in entities]
    styles = [one for one in _within(block.get("inlineStyleRanges"), text) if one.get("style")]
    kind = str(block.get("type") or "unstyled")
    if kind not in kinds and not (kind == "atomic" and links):
        kind = "unstyled"
    depth = block.get("depth")
    return {
        **block,
        "text": text,
        "type": kind,
        "depth": depth if isinstance(depth, int) and 0 <= depth <= DEEPEST else 0,
        "entityRanges": links,
        "inlineStyleRanges": styles,
    }


def _within(ranges: Any, text: str) -> list[dict[str, Any]]:
    """Return the ranges that lie in the text; the browser counts in units of sixteen bits."""
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return [
        one
        for one in ranges or []
        if isinstance(one.get("offset"), int)
        and isinstance(one.get("length"), int)
        and 0 <= one["offset"] <= one["offset"] + one["length"] <= length
    ]


def _is_whole(entity: Any) -> bool:
    """Say whether a link, picture or embed has what it takes to be written and read again."""
    if not isinstance(entity, dict) or not isinstance(entity.get("data"), dict):
        return False
    data = entity["data"]
    has_number = str(data.get("id") or "").isdigit()
    match entity.get("type"):
        case "LINK":
            return has_number or isinstance(data.get("url"), str)
        case "IMAGE":
            return has_number and bool(data.get("format"))
        case "EMBED":
            return bool(data.get("url"))
        case "DOCUMENT":
            return has_number
    return isinstance(entity.get("type"), str)
