"""The body of a recorded version as the templates of a story's blocks get it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from dateline.media.contexts import PictureContext
from dateline.record.alignment import Block
from dateline.record.contexts import LostPictureContext
from dateline.stories.contexts import (
    BlockContext,
    CardContext,
    DocumentContext,
    EmbedContext,
    FactBoxContext,
    GalleryContext,
    PullQuoteContext,
    RichTextContext,
    SubheadingContext,
    TableContext,
)

# Which picture with which file: one that was replaced since is not the one that readers saw.
PictureName = tuple[str, str]

_NAMED_LINK = re.compile(r'<a href="(urn:uuid:[0-9a-f-]{36})">')
_BOX_TITLE = re.compile(r"<h3>(.*?)</h3>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RecordedBody:
    """Makes block contexts from recorded blocks and what is still there of what they refer to."""

    pictures: Mapping[PictureName, PictureContext]
    """Pictures that readers may see."""
    cards: Mapping[str, CardContext]
    """Public stories, by name."""
    addresses: Mapping[str, str]
    """Addresses of public pages, by name."""
    documents: Mapping[tuple[int, str], DocumentContext]
    """Documents that are still the same file, by id and digest."""

    def make(self, blocks: list[Block]) -> Iterator[BlockContext]:
        """Yield the blocks in order; what cannot be shown any more says so."""
        for block in blocks:
            value = self._value(block)
            if value is None:
                continue
            kind = "lost_picture" if isinstance(value, LostPictureContext) else block["kind"]
            yield BlockContext(kind=kind, block_id=str(block["id"]), value=value)

    def picture(
        self, name: str, shown: Mapping[str, Any] | None
    ) -> PictureContext | LostPictureContext | None:
        """Return a picture with the words that stood around it, or what is left of one."""
        if not name:
            return None
        words = {key: (shown or {}).get(key) or "" for key in ("alt", "caption", "credit")}
        digest = (shown or {}).get("digest") or ""
        found = self.pictures.get((name, digest))
        if found is None:
            return LostPictureContext(**words, digest=digest)
        alt, caption, credit = words["alt"], words["caption"], words["credit"]
        return replace(found, alt=alt, caption=caption, credit=credit, credit_note="")

    def _value(self, block: Block) -> Any:
        data, shown = block.get("data") or {}, block.get("shown") or {}
        match block["kind"]:
            case "paragraph":
                html = with_links(block.get("html", ""), self.addresses)
                return RichTextContext(html=html) if strip_tags(html).strip() else None
            case "subheading":
                return SubheadingContext(text=block["text"])
            case "fact_box":
                return self._fact_box(block)
            case "picture":
                return self.picture(data.get("picture", ""), shown.get("picture"))
            case "gallery":
                return self._gallery(data, shown)
            case "document":
                return self.documents.get((data.get("document") or 0, shown.get("digest") or ""))
            case "related_story":
                return self.cards.get(data.get("story", ""))
        return _plain_value(block, data)

    def _fact_box(self, block: Block) -> FactBoxContext:
        html = block.get("html", "")
        title = _BOX_TITLE.match(html)
        rest = html[title.end() :] if title else html
        return FactBoxContext(
            title=unescape(title[1]) if title else "", html=with_links(rest, self.addresses)
        )

    def _gallery(self, data: Mapping[str, Any], shown: Mapping[str, Any]) -> GalleryContext | None:
        around = shown.get("pictures") or []
        found = (
            self.picture(item["picture"], around[position] if position < len(around) else None)
            for position, item in enumerate(data.get("pictures") or [])
        )
        pictures = tuple(picture for picture in found if isinstance(picture, PictureContext))
        return GalleryContext(title=data.get("title") or "", pictures=pictures) if pictures else None


def _plain_value(block: Block, data: Mapping[str, Any]) -> Any:
    match block["kind"]:
        case "pull_quote":
            return PullQuoteContext(quote=data.get("quote", ""), attribution=data.get("attribution", ""))
        case "embed":
            url = data.get("url", "")
            is_web = url.startswith(("https://", "http://"))
            return EmbedContext(data.get("provider", ""), url, block["text"]) if is_web else None
        case "table":
            rows = [tuple(row) for row in data.get("rows") or []]
            header = rows.pop(0) if rows and data.get("header_row") else ()
            caption = data.get("caption") or ""
            return TableContext(caption, header, tuple(rows), bool(data.get("header_column")))
    return None


def linked_names(blocks: list[Block]) -> set[str]:
    """Return the names of the pages that recorded blocks link to."""
    return {name for block in blocks for name in _NAMED_LINK.findall(block.get("html", ""))}


def with_links(html: str, addresses: Mapping[str, str]) -> str:
    """Return the HTML with links to our pages leading where these are now; without an address, the words."""

    def resolved(found: re.Match[str]) -> str:
        address = addresses.get(found[1], "")
        return f'<a href="{address}">' if address else "<a>"

    return _NAMED_LINK.sub(resolved, html)
