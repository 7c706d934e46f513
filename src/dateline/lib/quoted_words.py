"""Find words that somebody quotes in the texts that they say they quote.

People retype quotations, devices change quotation marks and spaces on the way, and browsers count a little
differently from us. So the words are looked for first where they are said to stand, then near it, then
wherever they stand only once; spaces, quotation marks, dashes, invisible characters and case do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NEAR = 64
"""So many characters may a browser have miscounted."""
_MOST_OCCURRENCES = 200
"""What stands there more often is not told apart by its surroundings: one letter says nothing."""

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]")
_ALIKE = {
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›ʼ′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: in which text, from which character to which."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words as quoted, and what was said of where they stand."""

    words: str
    name: str = ""
    start: int | None = None
    prefix: str = ""
    suffix: str = ""


def places_of(quoted: Quoted, texts: Mapping[str, str]) -> list[Place]:
    """Return the one place that is meant; several where nothing tells them apart; none if there is none."""
    words = _Plain(quoted.words)
    if not words.text.strip():
        return []
    start = quoted.start
    named = texts.get(quoted.name)
    if named is not None and start is not None:
        end = start + len(quoted.words)
        if named[start:end] == quoted.words:
            return [Place(quoted.name, start, end)]
    wanted = words.text.strip()
    if named is not None:
        there = list(_occurrences(wanted, quoted.name, named))
        found = _meant(there, quoted, texts)
        if len(found) == 1:
            return found
    everywhere = [place for name, text in texts.items() for place in _occurrences(wanted, name, text)]
    return _meant(everywhere, quoted, texts)


def _meant(found: list[Place], quoted: Quoted, texts: Mapping[str, str]) -> list[Place]:
    """Narrow down by what stands around the words, and then by how near they are."""
    if 1 < len(found) <= _MOST_OCCURRENCES and (quoted.prefix or quoted.suffix):
        found = [place for place in found if _stands_between(place, quoted, texts[place.name])] or found
    start = quoted.start
    if len(found) > 1 and start is not None:
        near = [place for place in found if place.name == quoted.name and abs(place.start - start) <= NEAR]
        near.sort(key=lambda place: abs(place.start - start))
        if near and (len(near) == 1 or abs(near[0].start - start) < abs(near[1].start - start)):
            return near[:1]
    return found


def _stands_between(place: Place, quoted: Quoted, text: str) -> bool:
    prefix, suffix = (_Plain(said).text.strip() for said in (quoted.prefix, quoted.suffix))
    # No more of the text than can matter, spaces and what is invisible included: texts may be long.
    before = _Plain(text[max(0, place.start - _reach(quoted.prefix)) : place.start]).text.strip()
    after = _Plain(text[place.end : place.end + _reach(quoted.suffix)]).text.strip()
    return before.endswith(prefix) and after.startswith(suffix)


def _reach(said: str) -> int:
    return 4 * len(said) + NEAR


def _occurrences(wanted: str, name: str, text: str) -> Iterator[Place]:
    plain = _Plain(text)
    at = plain.text.find(wanted)
    while at >= 0:
        last = at + len(wanted)
        # Not inside what is one character of the text, as “и” is in “й”.
        if not plain.cuts(at) and not plain.cuts(last):
            yield Place(name, plain.sources[at], plain.sources[last - 1] + 1)
        at = plain.text.find(wanted, at + 1)


class _Plain:
    """A text without what does not matter, and for each of its characters the one that it comes from."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self.sources: list[int] = []
        for source, character in enumerate(text):
            for one in self._plain(character):
                if one == " " and kept and kept[-1] == " ":
                    continue
                kept.append(one)
                self.sources.append(source)
        self.text = "".join(kept)

    def cuts(self, at: int) -> bool:
        """Say whether this is a place inside what was one character."""
        return 0 < at < len(self.sources) and self.sources[at - 1] == self.sources[at]

    @staticmethod
    def _plain(character: str) -> str:
        if character.isascii():
            return " " if character.isspace() else character.lower()
        if _INVISIBLE.match(character):
            return ""
        if character.isspace():
            return " "
        return _ALIKE.get(character) or unicodedata.normalize("NFD", character.lower())
