"""The body of a story as its templates get it, with few queries for any number of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.media.queries import picture_contexts
from dateline.stories.canonical import pictures_in
from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import (
    BlockContext,
    DocumentContext,
    EmbedContext,
    FactBoxContext,
    GalleryContext,
    PullQuoteContext,
    RichTextContext,
    SubheadingContext,
    TableContext,
)
from dateline.stories.models import StoryPage


class BodyMaker:
    """Makes the blocks of one story; looks pictures, links and stories up together."""

    def __init__(self, story: StoryPage, *, html: dict[str, str], cards: CardMaker) -> None:
        self.blocks = list(story.body)
        self.pictures = picture_contexts(pictures_in(self.blocks), use="gallery")
        self.html = html
        self.cards = {card.story_id: card for card in cards.make(self._linked_stories())}

    def make(self) -> tuple[BlockContext, ...]:
        """Return the blocks in order; a block whose picture, story or file is gone is left out."""
        made = ((block, self._value(block)) for block in self.blocks)
        return tuple(
            BlockContext(kind=block.block_type, block_id=str(block.id), value=value)
            for block, value in made
            if value is not None
        )

    def _linked_stories(self) -> Iterator[StoryPage]:
        for block in self.blocks:
            if block.block_type == "related_story" and block.value["story"] is not None:
                announce(f"card/{block.value['story'].pk}")
                if block.value["story"].live:
                    yield block.value["story"].specific

    def _value(self, block: Any) -> Any:
        value = block.value
        match block.block_type:
            case "paragraph":
                return RichTextContext(html=self.html[str(block.id)])
            case "subheading":
                return SubheadingContext(text=str(value))
            case "picture":
                return self._picture(value)
            case "gallery":
                pictures = [self._picture(item) for item in value["pictures"]]
                shown = tuple(picture for picture in pictures if picture is not None)
                return GalleryContext(title=value["title"], pictures=shown) if shown else None
            case "pull_quote":
                return PullQuoteContext(quote=value["quote"], attribution=value["attribution"])
            case "fact_box":
                return FactBoxContext(title=value["title"], html=self.html[str(block.id)])
            case "embed":
                return EmbedContext(provider=value["provider"], url=value["url"], title=value["title"])
            case "table":
                return table_context(value)
            case "document":
                return _document(value)
            case "related_story":
                return self.cards.get(value["story"].pk) if value["story"] is not None else None
        return None

    def _picture(self, value: Any) -> PictureContext | None:
        if value["picture"] is None:
            return None
        found = self.pictures.get(value["picture"].pk)
        return found and with_own_words(found, caption=value["caption"])


def with_own_words(picture: PictureContext, *, caption: str = "", credit: str = "") -> PictureContext:
    """Return the picture with a story's own caption and credit, where the story has them."""
    return replace(picture, caption=caption or picture.caption, credit=credit or picture.credit)


def table_context(value: Any) -> TableContext | None:
    """Return a table as plain cells; None when it is empty."""
    table = value["table"] or {}
    rows = [tuple(str(cell or "") for cell in row) for row in table.get("data") or []]
    if not rows:
        return None
    header: Sequence[str] = rows.pop(0) if table.get("first_row_is_table_header") else ()
    return TableContext(
        caption=value["caption"] or table.get("table_caption") or "",
        header=tuple(header),
        rows=tuple(rows),
        has_row_headers=bool(table.get("first_col_is_header")),
    )


def _document(value: Any) -> DocumentContext | None:
    document = value["document"]
    if document is None:
        return None
    announce(f"document/{document.pk}")
    return DocumentContext(
        title=value["title"] or document.title,
        url=document.url,
        extension=document.file_extension.upper(),
        size=document.file_size or 0,
    )
