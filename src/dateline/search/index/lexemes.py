"""What a story is found by: its words in order, and marks for what else it is.

A mark is a lexeme with a sign in it that no word has. Words of the headline, of names and those that a story
is about stand in the index a second time as marks, so that “in the headline” is a list of its own and not a
look at every place of a common word.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.search.index.words import STOP_FORMS, stem

SIGN = "·"
# Between parts, so that no phrase reaches from one into the next.
BREAK = SIGN
EVERY = f"every{SIGN}"
# So often a word must stand in the text for the story to be about it.
ABOUT = 3
MOST_FORMS = 20_000


def mark(kind: str, value: object) -> str:
    """Return a mark, such as that of a section."""
    return f"{kind}{SIGN}{value}"


def in_headline(stem_: str) -> str:
    """Return the mark of a stem in the headline."""
    return mark("h", stem_)


def in_names(stem_: str) -> str:
    """Return the mark of a stem in the names of authors, topics and series."""
    return mark("n", stem_)


def about(stem_: str) -> str:
    """Return the mark of a stem that the story is about."""
    return mark("m", stem_)


@dataclass(frozen=True, slots=True)
class StoryText:
    """The forms of a public story by where they stand, and marks of what it is."""

    marks: tuple[str, ...]
    headline: tuple[str, ...]
    standfirst: tuple[str, ...]
    names: tuple[str, ...]
    body: tuple[str, ...]

    def parts(self) -> Iterable[tuple[str, ...]]:
        """Return the forms of each part, in order."""
        return (self.headline, self.standfirst, self.names, self.body)

    def forms(self) -> set[str]:
        """Return every form once."""
        return {form for part in self.parts() for form in part}

    def lexemes(self) -> list[str]:
        """Return everything the story is found by: stems in order, a break after each part, then marks."""
        found: list[str] = []
        for part in self.parts():
            found += map(stem, part)
            found.append(BREAK)
        headline, names = set(map(stem, self.headline)), set(map(stem, self.names))
        told = Counter(stem(form) for form in self.body if form not in STOP_FORMS)
        topics = headline | names | set(map(stem, self.standfirst))
        topics.update(each for each, count in told.items() if count >= ABOUT)
        found += sorted(map(in_headline, headline))
        found += sorted(map(in_names, names))
        found += sorted(map(about, topics))
        found += [EVERY, *self.marks]
        return found

    def packed(self) -> bytes:
        """Return this as it is kept beside the index, which does not remember what was put in."""
        lines = (self.marks, self.headline, self.standfirst, self.names, self.body)
        return zlib.compress("\n".join(map(" ".join, lines)).encode())

    @classmethod
    def unpacked(cls, packed: bytes | memoryview) -> StoryText:
        """Return what was kept."""
        lines = zlib.decompress(bytes(packed)).decode().split("\n")
        return cls(*(tuple(line.split(" ")) if line else () for line in lines))
