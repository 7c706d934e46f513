"""The canonical text of a piece of HTML, and where each of its characters stands in the source.

Canonical text is what offsets into a published version count: paragraphs, list items and line breaks
are separated by one newline, runs of ASCII white space are one space, everything else (no-break spaces,
quotation marks, the way letters are composed) is kept as it is.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

ASCII_SPACE = " \t\n\r\f"
# A tag of more than two hundred parts is taken for text: hostile input must not cost quadratic time.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,200}+>"
    r"|<[!?][^<>]*+>"
    r"|(?P<entity>&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?)"
    r"|(?P<text>[^<&]+|.)",
    re.DOTALL,
)
_BREAKING_TAGS = (
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BREAKING = frozenset(_BREAKING_TAGS.split())
_UNREAD = frozenset({"script", "style", "template"})
_TO_SPACE = dict.fromkeys(map(ord, ASCII_SPACE), " ")
_RUN = re.compile(r"[ \n]{2,}")
# A text without any of these is its own canonical text, which most paragraphs are.
_NOT_PLAIN = ("<", "&", "  ", "\n", "\t", "\r", "\f")
# Many others are one paragraph without a tag or an entity in it.
_BARE = re.compile(r"(?:<p>)?([^<&]*)(?:</p>)?")


class _Kind(enum.Enum):
    """What can be read of a piece of HTML."""

    TEXT = "text"
    ENTITY = "entity"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class TextMap:
    """Canonical text, and for each of its characters where its source ends."""

    text: str
    ends: tuple[int, ...]
    html: str
    sources: tuple[tuple[int, int], ...] = ()
    """Of each character, where its own source begins and ends; a break has none that can be changed."""

    def source_offset(self, offset: int) -> int:
        """Return the place in the HTML just after the first ``offset`` characters of the text.

        Closing tags of inline elements that follow are behind us: the place is outside ``<b>name</b>``.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"There is no offset {offset} in a text of {len(self.text)} characters.")
        place = self.ends[offset - 1] if offset else 0
        while offset and (tag := _TOKEN.match(self.html, place)):
            if not tag["close"] or tag["name"].lower() in _BREAKING:
                break
            place = tag.end()
        return place


@lru_cache(maxsize=1_000)
def canonical_text(html: str) -> str:
    """Return the canonical text of the HTML; that of a paragraph is asked for with each rendering.

    It is the text of ``text_map``, found without looking at each character by itself.
    """
    plain = html[3:-4] if html.startswith("<p>") and html.endswith("</p>") else html
    if not any(odd in plain for odd in _NOT_PLAIN):
        return plain.strip(" ")
    if bare := _BARE.fullmatch(html):
        read = bare[1].translate(_TO_SPACE)
    else:
        read = "".join(text for _kind, text, _begin, _end in _readable(html))
    return _RUN.sub(_one_of_run, read).strip(" \n")


def _one_of_run(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def text_map(html: str) -> TextMap:
    """Return the canonical text of the HTML together with the source of each character."""
    characters: list[str] = []
    ends: list[int] = []
    sources: list[tuple[int, int]] = []
    waiting, space = "", (0, 0)
    for character, begin, end in _characters(html):
        if character == "\n":
            waiting, space = "\n", (end, end)
        elif character == " ":
            # A run of spaces is one, as long as no tag stands between them.
            space = (begin, end) if not waiting else (space[0], end) if space[1] == begin else space
            waiting = waiting or " "
        else:
            if waiting and characters:
                characters.append(waiting)
                # White space belongs to what precedes it, so that its own source is never inside a tag.
                ends.append(ends[-1])
                sources.append(space)
            waiting = ""
            characters.append(character)
            ends.append(end)
            sources.append((begin, end))
    return TextMap("".join(characters), tuple(ends), html, tuple(sources))


def _characters(html: str) -> Iterator[tuple[str, int, int]]:
    """Yield readable characters with the bounds of their source; a newline means a break between blocks."""
    for kind, text, begin, end in _readable(html):
        if kind is _Kind.BREAK:
            yield "\n", begin, end
        elif kind is _Kind.ENTITY:
            for character in text:
                yield character, begin, end
        else:
            for place, character in enumerate(text, start=begin):
                yield character, place, place + 1


def _readable(html: str) -> Iterator[tuple[_Kind, str, int, int]]:
    """Yield what can be read, white space as spaces, with the bounds of its source."""
    unread = ""
    for token in _TOKEN.finditer(html):
        name = (token["name"] or "").lower()
        if unread:
            unread = "" if token["close"] and name == unread else unread
        elif name in _UNREAD and not token["close"]:
            unread = name
        elif name in _BREAKING:
            yield _Kind.BREAK, "\n", token.start(), token.end()
        elif token["entity"]:
            yield _Kind.ENTITY, unescape(token["entity"]).translate(_TO_SPACE), token.start(), token.end()
        elif token["text"]:
            yield _Kind.TEXT, token["text"].translate(_TO_SPACE), token.start(), token.end()
