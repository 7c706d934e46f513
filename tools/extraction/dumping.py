"""A text dump of a page, as crawlers and browsers' “save as text” leave it."""

from __future__ import annotations

from dateline.archive.parsing.trees import BLOCK_TAGS, NO_TEXT, Element, document, squeezed, tag_of
from tools.extraction.layouts import Layout
from tools.extraction.texts import Story

_APART = frozenset(("p", "h1", "h2", "h3", "figure", "blockquote"))


def dump(markup: str, layout: Layout, story: Story) -> str:
    """Return the lines of a page below the first line that dumps begin with."""
    lines = _lines(document(markup).find(".//body"))
    first = f" date {story.published:%Y-%m-%d} {story.section}"
    text: list[str] = [first] if layout.first_line else []
    for line, apart in lines:
        if layout.gaps == "all" or (layout.gaps == "browser" and apart):
            text.append("")
        text.append(line)
    return "\n".join(text) + "\n"


def _lines(body: Element) -> list[tuple[str, bool]]:
    lines: list[tuple[str, bool]] = []
    pieces: list[str] = []
    apart = [False]

    def flush() -> None:
        line = squeezed("".join(pieces))
        pieces.clear()
        if line:
            lines.append((line, apart[0]))
            apart[0] = False

    def walk(element: Element) -> None:
        tag = tag_of(element)
        if not tag or tag in NO_TEXT - {"nav", "form"}:
            return
        if tag == "br":
            # Two in a row are how old pages end a paragraph.
            if not squeezed("".join(pieces)):
                apart[0] = True
            flush()
            return
        if tag in BLOCK_TAGS:
            flush()
            apart[0] = apart[0] or tag in _APART
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        if tag in BLOCK_TAGS:
            flush()
            apart[0] = apart[0] or tag in _APART

    walk(body)
    flush()
    return lines
