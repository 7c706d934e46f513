"""A page as its lines of text in order, each with the element that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.archive.pagedump.lines import fold
from dateline.archive.parsing.trees import BLOCK_TAGS, DEEPEST, NO_TEXT, Element, squeezed, tag_of

_NOT_READ = NO_TEXT - {"nav", "form", "label"}


@dataclass(frozen=True, slots=True)
class Part:
    """One line: its text, the block that holds it, and how many of its characters are links."""

    text: str
    key: str
    holder: Element
    linked: int

    @property
    def is_linked(self) -> bool:
        """Whether most of the line is a link."""
        return self.linked > 0.6 * len(self.text)


@dataclass(slots=True)
class _Outline:
    parts: list[Part] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _in_link: int = 0

    def walk(self, element: Element, holder: Element, depth: int) -> None:
        tag = tag_of(element)
        is_link = tag == "a"
        self._in_link += is_link
        self._write(element.text)
        for child in element if depth < DEEPEST else ():
            name = tag_of(child)
            if name and name not in _NOT_READ:
                if name in BLOCK_TAGS:
                    self._flush(holder)
                    self.walk(child, child, depth + 1)
                    self._flush(child)
                elif name == "br":
                    self._flush(holder)
                else:
                    self.walk(child, holder, depth + 1)
            self._write(child.tail)
        self._in_link -= is_link

    def _write(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._in_link:
                self._linked += len(text.strip())

    def _flush(self, holder: Element) -> None:
        text = squeezed("".join(self._pieces)).strip("\u00a0 ")
        if text:
            self.parts.append(Part(text, fold(text), holder, min(self._linked, len(text))))
        self._pieces, self._linked = [], 0


def outline(body: Element) -> list[Part]:
    """Return the lines of a page."""
    found = _Outline()
    found.walk(body, body, 0)
    found._flush(body)
    return found.parts


def above(element: Element) -> Iterator[Element]:
    """Yield an element and those around it, outwards."""
    while element is not None:
        yield element
        element = element.getparent()
