"""The content of a post as blocks: Gutenberg's comments, classic markup with bare line breaks, shortcodes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from dateline.archive.parsing.blocks import Choices, blocks_from
from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.pictures import is_image_address
from dateline.archive.parsing.trees import fragment
from dateline.archive.records import Block, OldPicture
from dateline.archive.wxr.shortcodes import expand
from dateline.archive.wxr.store import Store

_GUTENBERG = "<!-- wp:"
_REUSABLE = re.compile(r"<!-- wp:(?:core/)?block (\{[^>]*?\}) /-->")
_DYNAMIC = re.compile(r"^\s*wp:([\w/-]+)\s*(\{.*\})?\s*/\s*$", re.DOTALL)
_SHAPE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{3,4}$)")
_SAYS_NOTHING = frozenset([
    "more", "nextpage", "separator", "spacer", "paragraph", "heading", "post-title", "post-date",
    "post-featured-image", "site-title",
])  # fmt: skip
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Content:
    """The blocks of a post and what in it nothing here knows."""

    blocks: tuple[Block, ...]
    unmapped: tuple[str, ...] = ()


def read_content(markup: str, *, store: Store, post: str, address: str) -> Content:
    """Read the content of one post; ``address`` is where it was, and links are relative to it."""
    markup = mended(markup[:_LARGEST]) or markup[:_LARGEST]
    unmapped: list[str] = ["text beyond 20,000,000 characters"] if len(markup) > _LARGEST else []
    markup = _with_reusable(markup, store=store, unmapped=unmapped)
    expanded = expand(markup, store=store, post=post)
    unmapped.extend(expanded.unknown)
    choices = Choices(
        address=address,
        lines=_GUTENBERG not in markup,
        on_comment=lambda comment: _note_dynamic(comment, unmapped),
    )
    blocks = blocks_from(fragment(expanded.markup), choices)
    known = tuple(_with_library(block, store) for block in blocks)
    return Content(known, tuple(dict.fromkeys(unmapped)))


def _with_reusable(markup: str, *, store: Store, unmapped: list[str]) -> str:
    if _GUTENBERG not in markup:
        return markup

    def shown(match: re.Match[str]) -> str:
        try:
            number = str(json.loads(match[1]).get("ref", ""))
        except ValueError:
            number = ""
        content = store.reusable(number)
        if content is None:
            unmapped.append(f"reusable block {number}")
        return content or ""

    return _REUSABLE.sub(shown, markup)


def _note_dynamic(comment: str, unmapped: list[str]) -> None:
    """A block without markup of its own is made by a plug-in when the page is shown."""
    match = _DYNAMIC.match(comment)
    if match is not None and match[1].removeprefix("core/") not in _SAYS_NOTHING:
        unmapped.append(f"block {match[1]}")


def _with_library(block: Block, store: Store) -> Block:
    """Add what the media library knows of a picture: its full file, and what the text does not say itself."""
    if not block.pictures:
        return block
    return replace(block, pictures=tuple(from_library(each, store) for each in block.pictures))


def from_library(picture: OldPicture, store: Store) -> OldPicture:
    """Return a picture with the media library's file, alternative text, caption and credit."""
    known = store.attachment(picture.id) if picture.id else None
    if known is None:
        full = _SHAPE.sub("", picture.source)
        known = store.attachment_at(picture.source) or (
            store.attachment_at(full) if full != picture.source else None
        )
    if known is None or not known.picture.source:
        return picture
    kept = known.picture
    source = kept.source if is_image_address(kept.source) or not picture.source else picture.source
    return OldPicture(
        source=source,
        alt=picture.alt or kept.alt,
        caption=picture.caption or kept.caption,
        credit=picture.credit or kept.credit,
        id=picture.id or kept.id,
    )
