"""Russian forms: what pymorphy3 says about a word, remembered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dateline.entities.word_forms import russian_forms


@lru_cache(maxsize=20_000)
def parses(word: str) -> tuple[Any, ...]:
    """Return what the word may be, when the dictionary has it; nothing for words that it must guess."""
    analyzer = russian_forms()
    plain = word.lower()
    if not analyzer.word_is_known(plain):
        return ()
    # What the dictionary itself calls a mistake, such as «прийдётся», is no word.
    return tuple(parse for parse in analyzer.parse(plain) if "Erro" not in parse.tag)


def knows(word: str) -> bool:
    """Say whether the dictionary has the word."""
    return bool(parses(word))


def has(word: str, *grammemes: str) -> bool:
    """Say whether the word can be all of that."""
    wanted = frozenset(grammemes)
    return any(wanted <= parse.tag.grammemes for parse in parses(word))


def is_only(word: str, *parts: str) -> bool:
    """Say whether the word can be nothing but one of these parts of speech."""
    found = parses(word)
    return bool(found) and all(str(parse.tag.POS) in parts for parse in found)


def inflect(word: str, like: str, *grammemes: str) -> str:
    """Return the word in that form, with the capital of the original; empty when there is none."""
    for parse in parses(word):
        if str(parse.tag.POS) == like:
            form = parse.inflect(frozenset(grammemes))
            if form is not None:
                return form.word[:1].upper() + form.word[1:] if word[:1].isupper() else str(form.word)
    return ""


_ENDING = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ой|ей|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|ым|им|ом|ем|ых|их|ам|ям|ах|ях|ою|ею|а|я|у|ю|ы|и|е|о|ь|й)$"
)


def stem_of(word: str) -> str:
    """Return a word without the ending of its case; enough to compare names and words of no dictionary."""
    shorter = _ENDING.sub("", word)
    return shorter if len(shorter) >= 3 else word
