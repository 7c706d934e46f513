"""Blocks of a recognized document as blocks of a story, with ids that are the same at every import."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from dateline.archive.records import Block

_NAMESPACE = uuid.UUID("6f1f3a5e-8f0b-4d5a-9a53-0d9b9b1f6a11")


def body_from(blocks: Iterable[Block], *, source: str) -> list[dict[str, Any]]:
    """Return raw StreamField data. The id follows from the source and the words, not from the position."""
    seen: Counter[str] = Counter()
    body = []
    for kind, value in _values(list(blocks)):
        words = f"{source}\n{kind}\n{value}"
        seen[words] += 1
        block_id = uuid.uuid5(_NAMESPACE, f"{words}\n{seen[words]}")
        body.append({"type": kind, "value": value, "id": str(block_id)})
    return body


def _values(blocks: list[Block]) -> Iterator[tuple[str, Any]]:
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        match block.kind:
            case "subheading":
                yield "subheading", block.text
            case "quote":
                attribution = ""
                if position < len(blocks) and blocks[position].kind == "attribution":
                    attribution = blocks[position].text
                    position += 1
                yield "pull_quote", {"quote": block.text, "attribution": attribution}
            case "list_item":
                items = [block.text]
                while position < len(blocks) and blocks[position].kind == "list_item":
                    items.append(blocks[position].text)
                    position += 1
                yield "paragraph", f"<ul>{''.join(f'<li>{_html(item)}</li>' for item in items)}</ul>"
            case "bio":
                yield "paragraph", f"<p><i>{_html(block.text)}</i></p>"
            case _:
                yield "paragraph", f"<p>{_html(block.text)}</p>"


def _html(text: str) -> str:
    return escape(text, quote=False)
