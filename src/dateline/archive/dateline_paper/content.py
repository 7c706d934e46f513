"""The recorded content of a version, read back: the other direction of `dateline.stories.canonical`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.archive.parsing.blocks import blocks_from
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, OldAuthor, OldPicture, Related

Content = dict[str, Any]


def mapping(holder: Any, name: str) -> Content:
    """Return an object inside an object; an empty one where there is none."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if isinstance(found, dict) else {}


def listing(holder: Any, name: str) -> list[Any]:
    """Return a list inside an object; an empty one where there is none."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []


def text(holder: Any, name: str) -> str:
    """Return a text inside an object; empty where there is none."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if isinstance(found, str) else ""


def picture_from(shown: Any) -> OldPicture | None:
    """Return a picture by its digest, which is the name under which a paper keeps the file."""
    digest = text(shown, "digest")
    if not digest:
        return None
    return OldPicture("", text(shown, "alt"), text(shown, "caption"), text(shown, "credit"), digest)


def people_from(content: Content) -> tuple[OldAuthor, ...]:
    """Return who signed the version."""
    return tuple(
        OldAuthor(text(each, "name"), text(each, "slug"), f"/author/{text(each, 'slug')}/")
        for each in listing(mapping(content, "shown"), "bylines")
        if text(each, "name")
    )


def related_from(content: Content) -> tuple[Related, ...]:
    """Return the headlines of related stories; those that found theirs are only named by a number."""
    told = [each for each in listing(mapping(content, "fields"), "related") if isinstance(each, str)]
    return tuple(Related(each, None) for each in told if " " in each)


def blocks_of(content: Content, unmapped: list[str]) -> Iterator[Block]:
    """Yield the blocks of a version."""
    for block in listing(content, "blocks"):
        yield from _block(block, unmapped)


def _block(block: Any, unmapped: list[str]) -> Iterator[Block]:
    kind, words, data, shown = (
        text(block, "kind"),
        text(block, "text"),
        mapping(block, "data"),
        mapping(block, "shown"),
    )
    if kind == "paragraph":
        yield from blocks_from(fragment(text(block, "html") or words))
    elif kind == "subheading":
        yield Block("subheading", words)
    elif kind == "picture":
        picture = picture_from(shown.get("picture"))
        yield from [Block("picture", "", pictures=(picture,))] if picture else []
    elif kind == "gallery":
        found = [picture for each in listing(shown, "pictures") if (picture := picture_from(each))]
        yield Block("gallery", "", title=text(data, "title"), pictures=tuple(found))
    elif kind == "pull_quote":
        yield Block("quote", text(data, "quote") or words)
        yield from [Block("attribution", text(data, "attribution"))] if text(data, "attribution") else []
    elif kind == "fact_box":
        yield _fact_box(block, words)
    elif kind == "embed":
        yield Block("embed", "", title=words, address=text(data, "url"))
    elif kind == "table":
        rows = tuple(tuple(map(str, row)) for row in listing(data, "rows") if isinstance(row, list))
        header = bool(data.get("header_row"))
        lines = "\n".join("\t".join(row) for row in rows)
        yield Block("table", lines, title=text(data, "caption"), rows=rows, has_header=header)
    else:
        unmapped.append(f"block {kind}: {words[:60]}" if words else f"block {kind}")


def _fact_box(block: Content, words: str) -> Block:
    inside = blocks_from(fragment(text(block, "html")))
    title = inside[0].text if inside and inside[0].kind == "subheading" else ""
    markup = text(block, "html").partition("</h3>")[2] if title else text(block, "html")
    told = "\n".join(each.text for each in inside[1 if title else 0 :])
    return Block("fact_box", told or words, html=markup, title=title)


def with_files(blocks: tuple[Block, ...], files: dict[str, list[str]]) -> tuple[Block, ...]:
    """Put the addresses of pictures in, found on the story's page by their description."""
    return tuple(
        replace(block, pictures=tuple(with_file(each, files) for each in block.pictures))
        if block.pictures
        else block
        for block in blocks
    )


def with_file(picture: OldPicture, files: dict[str, list[str]]) -> OldPicture:
    """Return a picture with its file, where the page shows one of that description."""
    found = files.get(plain(picture.alt))
    return replace(picture, source=found.pop(0)) if found else picture
