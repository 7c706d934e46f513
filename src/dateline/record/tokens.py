"""Text cut into words, signs and spaces, each knowing how it was set. Pure Python.

Recorded HTML has been through the sanitizer, so that its tags are few and known; whatever else should turn
up in it is a mark of its own and never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

BREAK = "\n"
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:\u0301[^\W\d_]*)*|\w|[ \t\n\r\f]+|.", re.DOTALL)
_MARKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "struck",
    "sup": "raised",
    "sub": "lowered",
}
_LINES = {"p": "paragraph", "h2": "heading", "h3": "subheading", "hr": "rule", "br": "line"}
_LISTS = {"ul": "bullet", "ol": "number"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, a space, or the beginning of a line."""

    text: str
    marks: tuple[str, ...] = ()


def plain_tokens(text: str) -> list[Token]:
    """Return the tokens of a text without markup."""
    return [Token(found) for found in _WORD.findall(text)]


def html_tokens(html: str) -> list[Token]:
    """Return the tokens of recorded HTML. Every paragraph and list item begins with a break."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(_tidy(reader.tokens))


def is_word(token: str) -> bool:
    """Return whether this is a word or a number."""
    return any(character.isalnum() for character in token)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._open: list[tuple[str, str]] = []
        self._lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LISTS:
            self._lists.append(_LISTS[tag])
        elif tag == "li":
            kind = self._lists[-1] if self._lists else "bullet"
            depth = len(self._lists)
            self.tokens.append(Token(BREAK, (kind if depth < 2 else f"{kind} {depth}",)))
        elif tag in _LINES:
            self.tokens.append(Token(BREAK, (_LINES[tag],)))
        else:
            self._open.append((tag, _mark_of(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS:
            if self._lists:
                self._lists.pop()
            return
        for position in range(len(self._open) - 1, -1, -1):
            if self._open[position][0] == tag:
                del self._open[position]
                return

    def handle_data(self, data: str) -> None:
        marks = tuple(sorted({mark for _tag, mark in self._open}))
        self.tokens += [Token(found, marks) for found in _WORD.findall(data)]


def _mark_of(tag: str, attributes: dict[str, str | None]) -> str:
    if tag == "a":
        return f"link:{attributes.get('href') or ''}"
    return _MARKS.get(tag, tag)


def _tidy(tokens: list[Token]) -> Iterator[Token]:
    """Make runs of white space one space, and none at the ends of lines, as canonical text has it."""
    waiting: Token | None = None
    has_begun = False
    for token in tokens:
        if token.text == BREAK and token.marks:
            waiting, has_begun = None, False
            yield token
        elif token.text[0] in " \t\n\r\f":
            waiting = Token(" ", token.marks) if has_begun else None
        else:
            if waiting is not None:
                yield waiting
            waiting, has_begun = None, True
            yield token
