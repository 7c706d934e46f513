"""The text of a post in pieces, from a template with named fields, and how it is made to fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.social.errors import TooLongError

FIELD = re.compile(r"\{([^{}\n]*)\}")
HEADLINE, STANDFIRST, SECTION, LINK, AUTHOR, HASHTAGS = (
    "headline",
    "standfirst",
    "section",
    "link",
    "author",
    "hashtags",
)
FIELDS = (HEADLINE, STANDFIRST, SECTION, LINK, AUTHOR, HASHTAGS)
USUAL_TEMPLATE = "{headline}\n\n{standfirst}\n\n{link}"
PLAIN, TAG = "plain", "tag"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a template can say of a story, in plain text."""

    headline: str
    link: str
    standfirst: str = ""
    section: str = ""
    author: str = ""
    hashtags: tuple[str, ...] = ()
    """Each with its number sign."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one kind: ``plain``, ``headline``, ``link`` or ``tag``."""

    kind: str
    text: str


Pieces = tuple[Piece, ...]


def unknown_fields(template: str) -> list[str]:
    """Return the names in braces that mean nothing."""
    return [name for name in FIELD.findall(template) if name not in FIELDS]


def with_link(template: str) -> str:
    """Return the template with the link at its end if it has none: nobody writes it by hand."""
    return template if f"{{{LINK}}}" in template else f"{template.rstrip()}\n\n{{{LINK}}}".lstrip()


def composed(template: str, facts: Facts) -> Pieces:
    """Return the text in pieces. A line all of whose fields are empty goes; of empty lines one is left."""
    lines: list[list[Piece]] = []
    for line in template.replace("\r\n", "\n").split("\n"):
        names = [name for name in FIELD.findall(line) if name in FIELDS]
        if names and not any(_value(facts, name) for name in names):
            continue
        pieces = _line(line, facts)
        if pieces or (lines and lines[-1]):
            lines.append(pieces)
    while lines and not lines[-1]:
        lines.pop()
    found: list[Piece] = []
    for number, pieces in enumerate(lines):
        found += [Piece(PLAIN, "\n")] * (number > 0) + pieces
    return tuple(_joined(found))


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the words as a reader sees them."""
    return "".join(piece.text for piece in pieces)


def fitted(template: str, facts: Facts, *, fits: Callable[[Pieces], bool]) -> Pieces:
    """Return the text in as many words as fit: the standfirst is shortened first, the link never.

    Raises TooLongError when even the link with what the template says itself is too long.
    """
    for fewer in _shorter_and_shorter(facts):
        pieces = composed(template, fewer)
        if fits(pieces):
            return pieces
    raise TooLongError


def _shorter_and_shorter(facts: Facts) -> list[Facts]:
    found = [facts]
    for name in (STANDFIRST, AUTHOR, HASHTAGS, SECTION, HEADLINE):
        value = getattr(facts, name)
        if name == HASHTAGS:
            steps: list[object] = [value[:count] for count in range(len(value) - 1, -1, -1)]
        elif name in (STANDFIRST, HEADLINE):
            steps = [*_cuts(value), *([""] if name == STANDFIRST else [])]
        else:
            steps = [""]
        for step in steps:
            changed: dict[str, Any] = {name: step}
            found.append(replace(found[-1], **changed))
    return found


def _cuts(text: str) -> list[str]:
    words = text.split()
    cuts = [f"{' '.join(words[:count]).rstrip('.,;:–—')}…" for count in range(len(words) - 1, 0, -1)]
    if words and len(words[0]) > 8:
        cuts += [f"{words[0][:count]}…" for count in range(len(words[0]) - 1, 7, -8)]
    return cuts


def _line(line: str, facts: Facts) -> list[Piece]:
    pieces, at = [], 0
    for match in FIELD.finditer(line):
        if match[1] not in FIELDS:
            continue
        pieces.append(Piece(PLAIN, line[at : match.start()]))
        pieces += _field(match[1], facts)
        at = match.end()
    pieces.append(Piece(PLAIN, line[at:]))
    pieces = [piece for piece in pieces if piece.text]
    return pieces if text_of(pieces).strip() else []


def _field(name: str, facts: Facts) -> list[Piece]:
    if name == HASHTAGS:
        found: list[Piece] = []
        for tag in facts.hashtags:
            found += [Piece(PLAIN, " ")] * bool(found) + [Piece(TAG, tag)]
        return found
    kind = name if name in (HEADLINE, LINK) else PLAIN
    return [Piece(kind, str(_value(facts, name)))]


def _value(facts: Facts, name: str) -> object:
    return getattr(facts, name)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return neighbors of plain text as one piece, so that equal texts are equal pieces."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.kind == PLAIN == found[-1].kind:
            found[-1] = Piece(PLAIN, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found
