"""A paragraph while it is read: its plain text and the same with inline markup, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from dateline.archive.records import Block

KEPT = {
    "a": "a", "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "sup": "sup", "sub":
    "sub", "s": "s", "del": "s", "strike": "s",
}  # fmt: skip
"""Inline tags that mean something to a story, and what they are written as."""

_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Inline:
    """Collects text and inline markup until a block ends."""

    _text: list[str] = field(default_factory=list)
    _html: list[str] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)
    _marked: bool = False
    _broken: bool = False
    _spaced: bool = True

    def write(self, text: str, *, keep_lines: bool = False) -> None:
        """Add text; white space is squeezed as browsers do, unless lines are kept."""
        if not text:
            return
        if keep_lines:
            lines = text.split("\n")
            for number, line in enumerate(lines):
                if number:
                    self.break_line()
                self._put(line)
            return
        words = _SPACES.sub(" ", text)
        if self._spaced and words.startswith(" "):
            words = words[1:]
        self._put(words)

    def _put(self, words: str) -> None:
        if not words:
            return
        self._text.append(words)
        self._html.append(escape(words, quote=False))
        self._broken = False
        self._spaced = words.endswith(" ")

    def break_line(self) -> None:
        """Add a line break; none at the beginning of a block."""
        if self.is_empty:
            return
        self._text.append("\n")
        self._html.append("<br>")
        self._broken = self._spaced = True

    @property
    def is_broken(self) -> bool:
        """Whether the latest thing written is a line break."""
        return self._broken

    @property
    def is_empty(self) -> bool:
        """Whether no text has been written yet."""
        return not any(piece.strip() for piece in self._text)

    def opens(self, tag: str, *, href: str = "") -> None:
        """Begin an inline element."""
        name = KEPT[tag]
        opening = f'<a href="{escape(href)}">' if name == "a" else f"<{name}>"
        self._open.append((name, opening))
        self._html.append(opening)

    def closes(self) -> None:
        """End the innermost inline element."""
        name, opening = self._open.pop()
        if self._html and self._html[-1] == opening:
            self._html.pop()
        else:
            self._html.append(f"</{name}>")
            self._marked = True

    def taken(self) -> tuple[str, str]:
        """Return text and markup of the block and begin the next; open elements are open in both.

        The markup is empty where it would say nothing that the text does not.
        """
        text = "".join(self._text).strip(" \n\u00a0\t")
        text = re.sub(r" *\n *", "\n", text)
        markup = "".join([*self._html, *(f"</{name}>" for name, _ in reversed(self._open))])
        is_marked = self._marked or bool(self._open) or "\n" in text
        self._text, self._html = [], [opening for _, opening in self._open]
        self._marked = self._broken = False
        self._spaced = True
        return text, _trimmed(markup) if is_marked and text else ""


def _trimmed(markup: str) -> str:
    markup = re.sub(r"<(a|b|i|s|sup|sub)(?: href=\"[^\"]*\")?></\1>", "", markup)
    markup = re.sub(r"(?:\s|\u00a0|<br>)+((?:</\w+>)*)$", r"\1", markup)
    return re.sub(r"^((?:<(?!br)[^>]*>)*)(?:\s|\u00a0|<br>)+", r"\1", markup)


def markup_of(blocks: Iterable[Block]) -> str:
    """Return text blocks as HTML again, for what holds several paragraphs, such as a box."""
    pieces: list[str] = []
    for block in blocks:
        inner = block.html or escape(block.text, quote=False).replace("\n", "<br>")
        if block.kind == "list_item":
            tag = "ol" if block.ordered else "ul"
            joins = pieces and pieces[-1].endswith(f"</{tag}>")
            opening = pieces.pop().removesuffix(f"</{tag}>") if joins else f"<{tag}>"
            pieces.append(f"{opening}<li>{inner}</li></{tag}>")
        elif block.kind == "subheading":
            pieces.append(f"<p><b>{inner}</b></p>")
        elif block.text:
            pieces.append(f"<p>{inner}</p>")
    return "".join(pieces)
