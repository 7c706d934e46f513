"""How a spelling is cleaned and when two spellings count as the same. Pure Python."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'\u2019\u02bc\u2018\u02b9\u00b4`"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301"
_LETTER = rf"[^\W_][\u0300-\u036f{INVISIBLE}]*"
WORD = re.compile(rf"(?:{_LETTER})+(?:[{re.escape(APOSTROPHES)}](?:{_LETTER})+)*")
"""A word of running text, with the apostrophes and invisible marks inside it."""

_DROPPED = dict.fromkeys(map(ord, INVISIBLE))
_UNIFIED = {ord(mark): "'" for mark in APOSTROPHES} | {ord(mark): "-" for mark in "\u2010\u2011\u2012"}
_QUOTES = dict.fromkeys(map(ord, '"«»„“”‟‹›'))
_SHORT = 4


def clean_spelling(text: str) -> str:
    """Return the text on one line, with every run of white space as a single space."""
    return " ".join(text.split())


def folded_word(word: str) -> str:
    """Return a word without what writers vary: invisible marks, apostrophes, ё, composed letters."""
    plain = unicodedata.normalize("NFC", word).translate(_DROPPED).translate(_UNIFIED)
    return plain.replace("ё", "е").replace("Ё", "Е")


def spelling_key(text: str, *, exact: bool) -> str:
    """Return what two spellings share when no story could tell them apart."""
    key = folded_word(clean_spelling(text)).translate(_QUOTES).replace("-", " ")
    key = " ".join(key.split())
    return key if exact else key.casefold()


def is_abbreviation(text: str) -> bool:
    """Say whether the spelling is one word in capitals, such as ISIS or МИД."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and " " not in clean_spelling(text) and all(map(str.isupper, letters))


def is_short(text: str) -> bool:
    """Say whether the spelling is a single word or so short that an ordinary word could equal it."""
    words = WORD.findall(text)
    return len(words) < 2 or sum(map(len, words)) <= _SHORT
