"""Where words can stand in a published version: blocks, fields that readers see, captions. Pure Python.

A place is named by the id of its block or by the name of a field. Words that belong to a block and are not
its canonical text have the block's id and what they are: ``<id>/attribution``, ``<id>/caption`` of a table,
``<id>/caption/<n>`` of a picture in a gallery, counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from dateline.lib.canonical_text import canonical_text

FIELDS = ("headline", "standfirst", "lead_caption")


def texts_of(content: dict[str, Any]) -> dict[str, str]:
    """Return the canonical text of every place of a version, in reading order, without empty ones."""
    return {place: text for place, text in _texts(content) if text}


def _texts(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    fields, shown = content.get("fields", {}), content.get("shown", {})
    yield "headline", _plain(fields.get("headline"))
    yield "standfirst", _plain(fields.get("standfirst"))
    lead = shown.get("lead_picture") or {}
    yield "lead_caption", _plain(fields.get("lead_caption") or lead.get("caption"))
    for block in content.get("blocks", ()):
        yield block["id"], block.get("text", "")
        yield from _beside(block)


def _beside(block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    data = block.get("data", {})
    match block["kind"]:
        case "pull_quote":
            yield f"{block['id']}/attribution", _plain(data.get("attribution"))
        case "table":
            yield f"{block['id']}/caption", _plain(data.get("caption"))
        case "gallery":
            for number, picture in enumerate(block.get("shown", {}).get("pictures", ())):
                yield f"{block['id']}/caption/{number}", _plain((picture or {}).get("caption"))


def _plain(text: Any) -> str:
    return canonical_text(escape(text or "", quote=False))
