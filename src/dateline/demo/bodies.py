"""Bodies of stories in the form in which the database keeps them, and what later publications change in them.

Pure Python: what a body points to is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.demo.identities import demo_uuid
from dateline.demo.records import DemoContentError
from dateline.demo.stories import (
    Block,
    Document,
    Embed,
    FactBox,
    Gallery,
    Paragraph,
    PictureBlock,
    PullQuote,
    RelatedStory,
    Replacement,
    Story,
    Subheading,
    Table,
)

RawBlock = dict[str, Any]
_OWN_LINK = re.compile(r'<a href="/\d{4}/\d{2}/\d{2}/([a-z0-9-]+)/">')


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Primary keys of what bodies point to, by stem or slug."""

    pictures: Mapping[str, int]
    documents: Mapping[str, int]
    stories: Mapping[str, int]


def body_at(story: Story, *, updates: int, targets: Targets) -> list[RawBlock]:
    """Return the body of a story as it stood after so many of its later publications."""
    blocks = list(story.body)
    replacements: list[Replacement] = []
    for update in story.updates[:updates]:
        replacements += update.replace
        blocks += update.append
    body = [
        {"type": kind, "value": value, "id": str(demo_uuid("block", f"{story.slug}/{index}"))}
        for index, (kind, value) in enumerate(_raw(block, targets) for block in blocks)
    ]
    for one in replacements:
        _replace(body[one.block], one, where=story.slug)
    return body


def _raw(block: Block, targets: Targets) -> tuple[str, Any]:
    match block:
        case Paragraph(html=html):
            return "paragraph", f"<p>{_linked(html, targets)}</p>"
        case Subheading(text=text):
            return "subheading", text
        case PullQuote(quote=quote, attribution=attribution):
            return "pull_quote", {"quote": quote, "attribution": attribution}
        case FactBox(title=title, html=html):
            return "fact_box", {"title": title, "text": html}
        case Table():
            return "table", {"caption": block.caption, "table": _table(block)}
        case Embed(provider=provider, url=url, title=title):
            return "embed", {"provider": provider, "url": url, "title": title}
    return _raw_pointer(block, targets)


def _raw_pointer(block: Block, targets: Targets) -> tuple[str, Any]:
    """Return a block that points to a record."""
    match block:
        case PictureBlock():
            return "picture", _picture(block, targets)
        case Gallery(title=title, pictures=pictures):
            items = [_item(one, targets, number) for number, one in enumerate(pictures)]
            return "gallery", {"title": title, "pictures": items}
        case Document(title=title, file=stem):
            return "document", {"document": targets.documents[stem], "title": title}
        case RelatedStory(slug=slug):
            return "related_story", {"story": targets.stories[slug]}
    raise TypeError(type(block).__name__)


def _item(block: PictureBlock, targets: Targets, number: int) -> RawBlock:
    # An item without an id is taken for a bare value and comes out empty.
    identity = demo_uuid("item", f"{number}/{block.picture}/{block.caption}")
    return {"type": "item", "value": _picture(block, targets), "id": str(identity)}


def _picture(block: PictureBlock, targets: Targets) -> dict[str, Any]:
    return {"picture": targets.pictures[block.picture], "caption": block.caption}


def _table(block: Table) -> dict[str, Any]:
    return {
        "data": [list(row) for row in block.rows],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": block.header_row,
        "table_header_choice": "row" if block.header_row else "neither",
        "first_col_is_header": False,
        "table_caption": "",
    }


def _linked(html: str, targets: Targets) -> str:
    """Point to our own stories by record and not by address, so that a link survives a new date or slug."""
    return _OWN_LINK.sub(lambda match: f'<a linktype="page" id="{targets.stories[match[1]]}">', html)


def _replace(block: RawBlock, change: Replacement, *, where: str) -> None:
    value = block["value"]
    if isinstance(value, str):
        replaced: Any = value.replace(change.old, change.new)
    else:
        replaced = {
            name: text.replace(change.old, change.new) if isinstance(text, str) else text
            for name, text in value.items()
        }
    if replaced == value:
        raise DemoContentError(f"stories/{where}: block {change.block} does not say {change.old!r}")
    block["value"] = replaced
