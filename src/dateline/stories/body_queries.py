"""The body of a story as its templates get it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import strip_tags
from wagtail.documents import get_document_model

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.stories.body_parts import RawBlock, document_ids, items_of
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


@dataclass(frozen=True, slots=True)
class BodyMaker:
    """Makes block contexts from stored blocks and what they refer to."""

    html: Mapping[str, str]
    """Safe HTML of rich text, by block id."""
    pictures: Mapping[int, PictureContext]
    """Pictures that readers may see, by id."""
    cards: Mapping[int, CardContext]
    """Public stories set into the body, by id."""

    def make(self, blocks: tuple[RawBlock, ...]) -> tuple[BlockContext, ...]:
        """Return the blocks in order, without those that are empty or refer to something that is gone."""
        documents = documents_by_id(blocks)
        made = ((block, self._value(block, documents)) for block in blocks)
        return tuple(
            BlockContext(kind=block.kind, block_id=block.id, value=value)
            for block, value in made
            if value is not None
        )

    def _value(self, block: RawBlock, documents: Mapping[int, Any]) -> Any:
        value = block.value
        match block.kind:
            case "paragraph":
                html = self.html[block.id]
                return RichTextContext(html=html) if strip_tags(html).strip() else None
            case "subheading":
                return SubheadingContext(text=value)
            case "picture":
                return self._picture(value)
            case "gallery":
                return self._gallery(value)
            case "pull_quote":
                return PullQuoteContext(quote=value["quote"], attribution=value.get("attribution") or "")
            case "fact_box":
                return FactBoxContext(title=value["title"], html=self.html[block.id])
            case "related_story":
                return self.cards.get(value["story"] or 0)
        return _plain_value(block, documents)

    def _picture(self, value: Mapping[str, Any]) -> PictureContext | None:
        found = self.pictures.get(value["picture"] or 0)
        return found and with_own_words(found, caption=value.get("caption") or "")

    def _gallery(self, value: Mapping[str, Any]) -> GalleryContext | None:
        pictures = [self._picture(item) for item in items_of(value["pictures"])]
        shown = tuple(picture for picture in pictures if picture is not None)
        return GalleryContext(title=value.get("title") or "", pictures=shown) if shown else None


def _plain_value(block: RawBlock, documents: Mapping[int, Any]) -> Any:
    """Return what needs no picture, card or rich text."""
    value = block.value
    match block.kind:
        case "embed":
            return _embed(value)
        case "table":
            return table_context(value)
        case "document":
            return _document(value, documents)
    return None


def with_own_words(picture: PictureContext, *, caption: str = "", credit: str = "") -> PictureContext:
    """Return the picture with a story's own caption and credit, where the story has them."""
    return replace(picture, caption=caption or picture.caption, credit=credit or picture.credit)


def table_context(value: Mapping[str, Any]) -> TableContext | None:
    """Return a table as plain cells; None when it is empty."""
    table = value.get("table") or {}
    rows = [tuple(str(cell or "") for cell in row) for row in table.get("data") or []]
    if not rows:
        return None
    header: Sequence[str] = rows.pop(0) if table.get("first_row_is_table_header") else ()
    return TableContext(
        caption=value.get("caption") or table.get("table_caption") or "",
        header=tuple(header),
        rows=tuple(rows),
        has_row_headers=bool(table.get("first_col_is_header")),
    )


def documents_by_id(blocks: tuple[RawBlock, ...]) -> dict[int, Any]:
    """Return the documents of a body. No query for none."""
    ids = document_ids(blocks)
    announce(*(f"document/{pk}" for pk in ids))
    return dict(get_document_model().objects.in_bulk(ids)) if ids else {}


def _document(value: Mapping[str, Any], documents: Mapping[int, Any]) -> DocumentContext | None:
    document = documents.get(value["document"] or 0)
    if document is None:
        return None
    return DocumentContext(
        title=value.get("title") or document.title,
        url=document.url,
        extension=document.file_extension.upper(),
        size=document.file_size or 0,
    )


def _embed(value: Mapping[str, Any]) -> EmbedContext | None:
    """Return an embed; None for an address not of the web, which imports and scripts can bring."""
    url = str(value["url"] or "")
    if not url.startswith(("https://", "http://")):
        return None
    return EmbedContext(provider=value["provider"], url=url, title=value["title"])
