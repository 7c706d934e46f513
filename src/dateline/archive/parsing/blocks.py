"""The body of a story in HTML, of whatever system, as blocks: text, pictures, embeds, tables, boxes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from dateline.archive.pagedump.furniture import inline_related
from dateline.archive.pagedump.lines import is_closed
from dateline.archive.parsing.boxes import PLAYERS, box_blocks, figure_block
from dateline.archive.parsing.embeds import (
    embed_of_address,
    is_file_address,
    is_player_address,
    player_from,
    post_from,
)
from dateline.archive.parsing.inline import KEPT, Inline, markup_of
from dateline.archive.parsing.pictures import picture_from, smiley_text
from dateline.archive.parsing.tables import is_layout, table_from
from dateline.archive.parsing.trees import BLOCK_TAGS, DEEPEST, NO_TEXT, Element, classes, tag_of, text_of
from dateline.archive.records import Block, OldPicture

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FACT_BOX = re.compile(
    r"\b(?:fact|info|side|inset|context|callout|explainer|highlight)s?[-_]?(?:box|panel|card|bar-text)"
    r"|\bkg-callout|\bspravka\b|\bdossier\b"
)
_SIGNED = re.compile(r"^(?P<words>.+)\n[—–-]{1,2}\s?(?P<name>\S.{1,100})$", re.DOTALL)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


@dataclass(frozen=True, slots=True)
class Choices:
    """How to read: the address that links are relative to, and what to leave out.

    ``lines`` means that line breaks of the source are line breaks, and blank lines are paragraphs, as in old
    editors. ``on_comment`` is told every comment.
    """

    address: str = ""
    lines: bool = False
    skips: Callable[[Element], bool] = _is_hidden
    on_comment: Callable[[str], None] | None = None


def blocks_from(element: Element, choices: Choices | None = None) -> tuple[Block, ...]:
    """Return the blocks below an element, in order."""
    return tuple(_Walk(choices or Choices()).read(element))


@dataclass(slots=True)
class _Walk:
    choices: Choices
    blocks: list[Block] = field(default_factory=list)
    _inline: Inline = field(default_factory=Inline)
    _pictures: list[OldPicture] = field(default_factory=list)
    _kind: str = "paragraph"
    _ordered: bool = False
    _links: list[str] = field(default_factory=list)
    _depth: int = 0
    _kept: bool = False

    def read(self, element: Element) -> list[Block]:
        self._children(element)
        self._flush()
        return self.blocks

    def _children(self, element: Element) -> None:
        if self._depth > DEEPEST:
            self._write(text_of(element))
            return
        self._depth += 1
        self._write(element.text)
        for child in element:
            self._child(child)
            self._write(child.tail)
        self._depth -= 1

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._kept or not self.choices.lines or "\n" not in text:
            self._inline.write(text, keep_lines=self._kept)
            return
        for number, part in enumerate(re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r", ""))):
            if number:
                self._flush()
            for line_number, line in enumerate(part.split("\n")):
                if line_number and not self._inline.is_broken:
                    self._inline.break_line()
                self._inline.write(line)

    def _child(self, child: Element) -> None:
        tag = tag_of(child)
        if not tag:
            if self.choices.on_comment is not None and isinstance(child.text, str):
                self.choices.on_comment(child.text)
        elif tag in NO_TEXT or _is_hidden(child) or self.choices.skips(child):
            return
        elif tag == "br":
            if self._inline.is_broken and self._kind == "paragraph":
                self._flush()
            else:
                self._inline.break_line()
        elif tag in ("img", "amp-img"):
            self._image(child)
        elif tag in BLOCK_TAGS:
            self._block(child, tag)
        elif tag in KEPT and not _holds_blocks(child):
            self._marked(child, tag)
        elif tag == "q":
            self._inline.write("“")
            self._children(child)
            self._inline.write("”")
        else:
            self._children(child)

    def _marked(self, element: Element, tag: str) -> None:
        href = ""
        if tag == "a":
            href = self._absolute(element.get("href") or "")
            if not re.match(r"https?://|/|mailto:|\?|[\w.-]+[/.]", href, re.IGNORECASE) or href.startswith(
                "#"
            ):
                self._children(element)
                return
            self._links.append(href)
        self._inline.opens(tag, href=href)
        self._children(element)
        self._inline.closes()

    def _absolute(self, address: str) -> str:
        address = address.strip()
        if not self.choices.address or address.startswith("#"):
            return address
        try:
            return urljoin(self.choices.address, address)
        except ValueError:
            return address

    def _image(self, image: Element) -> None:
        picture = picture_from(image)
        if picture is None:
            self._inline.write(smiley_text(image))
            return
        picture = replace(picture, source=self._absolute(picture.source))
        if self._inline.is_empty:
            self.blocks.append(Block("picture", "", pictures=(picture,)))
        else:
            self._pictures.append(picture)

    def _block(self, element: Element, tag: str) -> None:
        self._flush()
        if self._special(element, tag):
            return
        before = self._kind, self._ordered, self._kept
        if tag in _HEADINGS:
            self._kind = "subheading"
        elif tag in ("li", "dt", "dd"):
            parent = element.getparent()
            self._kind, self._ordered = "list_item", parent is not None and tag_of(parent) == "ol"
        elif tag == "pre":
            self._kept = True
        self._children(element)
        self._flush()
        self._kind, self._ordered, self._kept = before

    def _special(self, element: Element, tag: str) -> bool:
        """Take what becomes one block as a whole; say whether it did."""
        if tag in PLAYERS:
            self._add(player_from(element))
            return True
        if (post := post_from(element)) is not None:
            self._add(post)
            return True
        if tag == "blockquote":
            self._quote(element)
        elif tag == "table" and not is_layout(element):
            self._add(table_from(element))
        elif tag == "figure":
            return self._figure(element)
        elif tag in ("aside", "details", "div", "section", "ul", "dl", "p"):
            return self._box(element, tag)
        else:
            return False
        return True

    def _add(self, block: Block | None) -> None:
        if block is not None:
            address = self._absolute(block.address) if block.address else ""
            pictures = tuple(replace(each, source=self._absolute(each.source)) for each in block.pictures)
            self.blocks.append(replace(block, address=address, pictures=pictures))

    def _inside(self, element: Element) -> list[Block]:
        walk = _Walk(self.choices)
        walk._depth = self._depth + 1
        return walk.read(element) if walk._depth <= DEEPEST else [Block("paragraph", text_of(element))]

    def _quote(self, element: Element) -> None:
        inside = self._inside(element)
        signed = next((each for each in element.iter("cite", "footer") if text_of(each)), None)
        name = text_of(signed) if signed is not None else ""
        words = [each for each in inside if each.kind in ("paragraph", "subheading", "list_item", "quote")]
        if words and name and words[-1].text.strip("—– ") == name.strip("—– "):
            words.pop()
        elif words and name and words[-1].text.endswith(name):
            last = words.pop()
            words.append(Block("paragraph", last.text.removesuffix(name).rstrip("—– \n")))
        elif len(words) > 1 and re.match(r"^[—–-]{1,2}\s?\S.{1,100}$", words[-1].text) and not name:
            name = words.pop().text
        elif words and not name and (match := _SIGNED.match(words[-1].text)):
            name = match["name"]
            words[-1] = Block("paragraph", match["words"])
        if words:
            marked = markup_of(words) if len(words) > 1 or any(each.html for each in words) else ""
            self.blocks.append(Block("quote", "\n".join(each.text for each in words), html=marked))
            if name.strip("—– "):
                self.blocks.append(Block("attribution", name.strip("—– ")))
        self.blocks.extend(each for each in inside if each not in words and each.kind in _NOT_TEXT)

    def _figure(self, element: Element) -> bool:
        found = figure_block(element)
        self._add(found)
        return found is not None

    def _box(self, element: Element, tag: str) -> bool:
        names = classes(element)
        found = box_blocks(element, names=names, tag=tag)
        for block in found:
            self._add(block)
        if found:
            return True
        is_box = tag in ("aside", "details") or bool(_FACT_BOX.search(names))
        return is_box and tag != "p" and self._fact_box(element)

    def _fact_box(self, element: Element) -> bool:
        inside = self._inside(element)
        texts = [each for each in inside if each.kind in _TEXT]
        summary = element.find("summary")
        title = text_of(summary) if summary is not None else ""
        if title and texts and texts[0].text == title:
            texts.pop(0)
        elif not title and len(texts) > 1 and _heads(texts[0]):
            title = texts.pop(0).text
        if texts:
            text = "\n".join(each.text for each in texts)
            self.blocks.append(Block("fact_box", text, html=markup_of(texts), title=title))
        self.blocks.extend(each for each in inside if each.kind not in _TEXT)
        return True

    def _flush(self) -> None:
        text, markup = self._inline.taken()
        links, self._links = self._links, []
        if text:
            self.blocks.append(self._text_block(text, markup, links))
        self.blocks.extend(Block("picture", "", pictures=(each,)) for each in self._pictures)
        self._pictures = []

    def _text_block(self, text: str, markup: str, links: list[str]) -> Block:
        if self._kind == "paragraph":
            if re.fullmatch(r"<b>[^<]*</b>", markup) and len(text) <= 90 and not is_closed(text):
                # Old editors had no headings: a short line in bold that is no sentence is one.
                return Block("subheading", text)
            if is_player_address(text):
                return embed_of_address(text)
            pointed = inline_related(text)
            if pointed and len(links) == 1:
                return Block("related", pointed, html=markup, address=links[0])
            if (
                len(links) == 1
                and is_file_address(links[0])
                and markup.startswith("<a ")
                and markup.endswith("</a>")
            ):
                return Block("file", text, html=markup, title=text, address=links[0])
        return Block(self._kind, text, html=markup, ordered=self._ordered and self._kind == "list_item")


_TEXT = frozenset(("paragraph", "subheading", "list_item", "quote", "attribution", "fact_box"))
_NOT_TEXT = frozenset(("picture", "gallery", "embed", "table", "file", "related", "fact_box"))


def _heads(block: Block) -> bool:
    if block.kind == "subheading":
        return True
    return bool(re.fullmatch(r"<b>[^<]*</b>:?", block.html)) and len(block.text) <= 120


def _holds_blocks(element: Element) -> bool:
    return any(
        tag_of(each) in BLOCK_TAGS and tag_of(each) not in ("img", "amp-img", "picture")
        for each in element.iterdescendants()
    )
