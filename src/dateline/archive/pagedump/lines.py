"""The lines of a document: their text, the blank lines between them, and what their shape says."""

import re
from dataclasses import dataclass
from functools import lru_cache

SHORT = 300
CACHED = 4096
"""Answers on lines up to this length are kept, this many of them: furniture comes again on every page."""

_LETTER = re.compile(r"[^\W\d_]")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLOSERS = "\"'”’»“)]}*†¹²³ \u00a0"
_TERMINAL = ".!?…;:"
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "`": "'", "ё": "е"}
_NAME_WORD = r"(?:[^\W\d_a-zа-яё][^\W\d_]*(?:['’-][^\W\d_]+)*\.?)"
_PARTICLE = r"(?:de|da|di|du|der|den|van|von|la|le|el|al|bin|ibn|фон|де)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s)*{_NAME_WORD}){{1,3}}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text: its number in the file, the text without outer spaces, and blanks around it."""

    number: int
    text: str
    key: str
    gap: bool

    @property
    def words(self) -> int:
        """How many words the line has."""
        return self.text.count(" ") + 1


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the non-blank lines; `gap` tells that a blank line stands before one."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(_BREAK.split(text), start=1):
        stripped = raw.strip().strip("\ufeff\u200b").strip()
        if stripped:
            lines.append(Line(number, stripped, fold(stripped), gap))
        gap = not stripped
    return tuple(lines)


def fold(text: str) -> str:
    """Fold case, quotes, spaces and outer punctuation, so that the same words compare equal."""
    return _folded_short(text) if len(text) <= SHORT else _folded(text)


def _folded(text: str) -> str:
    folded = text.casefold()
    # Looking for each of the nine is several times as fast as a table for every character.
    for written, plain in _QUOTES.items():
        if written in folded:
            folded = folded.replace(written, plain)
    folded = " ".join(folded.split())
    return folded.strip(" :»›→>|·•-—–*") or folded


_folded_short = lru_cache(maxsize=CACHED)(_folded)


@lru_cache(maxsize=CACHED)
def is_closed(text: str) -> bool:
    """Tell whether a text ends like a sentence."""
    body = text.rstrip(_CLOSERS)
    return bool(body) and body[-1] in _TERMINAL


@lru_cache(maxsize=CACHED)
def is_prose(text: str) -> bool:
    """Tell whether a line reads like running text and not like a heading or a label."""
    if _LETTER.search(text) is None:
        return False
    words = text.count(" ") + 1
    return (is_closed(text) and words >= 4) or (len(text) >= 120 and words >= 12)


@lru_cache(maxsize=CACHED)
def is_label(text: str) -> bool:
    """Tell whether a line could be one entry of a menu: few words, no sentence."""
    if len(text) > 32 or text.count(" ") > 3 or _LETTER.search(text) is None:
        return False
    return not is_closed(text) or text.endswith(("...", "…")) or (text.count(" ") == 0 and text.endswith("!"))


def is_name(text: str) -> bool:
    """Tell whether a line is shaped like the name of a person."""
    return len(text) <= 60 and _NAME.fullmatch(text) is not None and not text.isupper()


def is_title_case(text: str) -> bool:
    """Tell whether most longer words of a line are capitalized."""
    every = re.findall(r"[^\W\d_]+", text)
    words = [word for word in every if len(word) > 3] or every
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
