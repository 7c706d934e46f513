"""Blocks of a document as blocks of a story, with ids that are the same at every import."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from dateline.archive.pipeline.cleaning import inline_html, paragraph_html
from dateline.archive.records import Block, OldPicture
from dateline.archive.sameness import parts_of

_NAMESPACE = uuid.UUID("6f1f3a5e-8f0b-4d5a-9a53-0d9b9b1f6a11")

FindPicture: TypeAlias = Callable[[OldPicture], int | None]
FindStory: TypeAlias = Callable[[str, str], int | None]
FindFile: TypeAlias = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Finders:
    """Where blocks find the pictures, stories (by address, by headline) and files that they name."""

    picture: FindPicture = lambda picture: None
    story: FindStory = lambda address, headline: None
    file: FindFile = lambda address: None


def body_from(blocks: Sequence[Block], *, source: str, finders: Finders) -> list[dict[str, Any]]:
    """Return raw StreamField data. The id follows from the source and the words, not from the position."""
    seen: Counter[str] = Counter()
    body = []
    for kind, value in _values(list(blocks), finders):
        words = f"{source}\n{kind}\n{value}"
        seen[words] += 1
        body.append({"type": kind, "value": value, "id": named_id(f"{words}\n{seen[words]}")})
    return body


def named_id(name: str) -> str:
    """Return ``str(uuid.uuid5(…))`` of a name (RFC 9562, section 5.5), without an object in between."""
    digest = bytearray(hashlib.sha1(_NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    told = digest.hex()
    return f"{told[:8]}-{told[8:12]}-{told[12:16]}-{told[16:20]}-{told[20:]}"


def _values(blocks: list[Block], finders: Finders) -> Iterator[tuple[str, Any]]:
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if block.kind == "quote":
            attribution = ""
            if position < len(blocks) and blocks[position].kind == "attribution":
                attribution = blocks[position].text[:200]
                position += 1
            yield "pull_quote", {"quote": block.text, "attribution": attribution}
        elif block.kind == "list_item":
            items = [inline_html(block.html, block.text)]
            while position < len(blocks) and blocks[position].kind == "list_item":
                items.append(inline_html(blocks[position].html, blocks[position].text))
                position += 1
            yield "paragraph", f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        else:
            yield from _MAKERS.get(block.kind, _paragraph)(block, finders)


def _paragraph(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    if block.text.strip() or block.html:
        yield "paragraph", paragraph_html(block.html, block.text)


def _subheading(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    if len(block.text) > 200:
        yield "paragraph", f"<p><b>{escape(block.text, quote=False)}</b></p>"
    elif block.text.strip():
        yield "subheading", block.text


def _bio(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    yield "paragraph", f"<p><i>{inline_html(block.html, block.text)}</i></p>"


def _pictures(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    """A gallery of which one picture is left is a picture; one that is lost leaves nothing but the report."""
    found = [
        {"picture": pk, "caption": picture.caption[:600]}
        for picture in block.pictures
        if (pk := finders.picture(picture)) is not None
    ]
    if len(found) == 1 or block.kind == "picture":
        for value in found[:1]:
            yield "picture", {**value, "caption": value["caption"] or block.text[:600]}
    elif found:
        items = [
            {"type": "item", "value": value, "id": _item_id(value, at)} for at, value in enumerate(found)
        ]
        yield "gallery", {"title": block.title[:200], "pictures": items}


def _item_id(value: dict[str, Any], position: int) -> str:
    return named_id(f"{value}\n{position}")


def _fact_box(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    text = paragraph_html(block.html, block.text)
    if block.title.strip():
        yield "fact_box", {"title": block.title[:200], "text": text}
    else:
        yield "paragraph", text


def _embed(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    address = f"https:{block.address.partition(':')[2] or block.address}"
    host = parts_of(address).hostname or ""
    if not host or "." not in host or parts_of(block.address).scheme not in ("", "http", "https"):
        yield from _paragraph(block, finders)
        return
    title = block.title or block.text or host
    yield "embed", {"provider": host.removeprefix("www.")[:80], "url": address, "title": title[:200]}


def _table(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    width = max((len(row) for row in block.rows), default=0)
    if not width:
        yield from _paragraph(block, finders)
        return
    data = [[*row, *("",) * (width - len(row))] for row in block.rows]
    table = {
        "data": data,
        "cell": [],
        "first_row_is_table_header": block.has_header,
        "first_col_is_header": False,
        "table_caption": "",
    }
    yield "table", {"caption": (block.title or block.text)[:300], "table": table}


def _file(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    title = (block.title or block.text or block.address.rpartition("/")[2])[:200]
    pk = finders.file(block.address)
    if pk is not None:
        yield "document", {"document": pk, "title": title}
    elif block.address:
        address = escape(block.address, quote=True)
        yield "paragraph", paragraph_html(f'<a href="{address}">{escape(title)}</a>', title)


def _related(block: Block, finders: Finders) -> Iterator[tuple[str, Any]]:
    pk = finders.story(block.address, block.text)
    if pk is not None:
        yield "related_story", {"story": pk}


_MAKERS: dict[str, Callable[[Block, Finders], Iterator[tuple[str, Any]]]] = {
    "subheading": _subheading,
    "bio": _bio,
    "picture": _pictures,
    "gallery": _pictures,
    "fact_box": _fact_box,
    "embed": _embed,
    "table": _table,
    "file": _file,
    "related": _related,
}
