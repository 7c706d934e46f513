"""What a story's body refers to, read from its stored form so that everything is looked up together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.stories.models import StoryPage
from dateline.stories.rich_text import linked_pages


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block as it is stored."""

    kind: str
    value: Any
    id: str


def raw_blocks(story: StoryPage) -> tuple[RawBlock, ...]:
    """Return the blocks of a body as they are stored, without a look at the database."""
    return tuple(
        RawBlock(kind=raw["type"], value=raw["value"], id=str(raw.get("id") or position))
        for position, raw in enumerate(story.body.raw_data)
    )


def rich_text_of(blocks: tuple[RawBlock, ...]) -> dict[str, str]:
    """Return the sources of rich text by block id."""
    texts = {block.id: block.value for block in blocks if block.kind == "paragraph"}
    texts.update({block.id: block.value["text"] for block in blocks if block.kind == "fact_box"})
    return {block.id: texts[block.id] or "" for block in blocks if block.id in texts}


def picture_ids(blocks: tuple[RawBlock, ...]) -> Iterator[int]:
    """Yield the ids of all pictures in the body."""
    for block in blocks:
        if block.kind == "picture":
            yield from _present(block.value["picture"])
        elif block.kind == "gallery":
            for item in items_of(block.value["pictures"]):
                yield from _present(item["picture"])


def document_ids(blocks: tuple[RawBlock, ...]) -> set[int]:
    """Return the ids of all documents in the body."""
    return {
        block.value["document"] for block in blocks if block.kind == "document" and block.value["document"]
    }


def story_ids(blocks: tuple[RawBlock, ...]) -> set[int]:
    """Return the ids of all stories set into the body."""
    return {
        block.value["story"] for block in blocks if block.kind == "related_story" and block.value["story"]
    }


def link_ids(blocks: tuple[RawBlock, ...]) -> set[int]:
    """Return the ids of all pages that the text links to."""
    return linked_pages(rich_text_of(blocks).values())


def items_of(raw: Any) -> list[Any]:
    """Return the values of a stored list, in the form of today or in that without ids."""
    return [item["value"] if isinstance(item, dict) and "value" in item else item for item in raw or []]


def _present(value: Any) -> Iterator[int]:
    if value:
        yield int(value)
