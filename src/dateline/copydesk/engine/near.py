"""Words of a dictionary that one slip of the hand turns into the word at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_FOLDER = Path(__file__).parent.parent / "wordlists"
_LETTERS = {"en": "etaoinshrdlucmfwypvbgkqjxz", "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"}
_VOWELS = frozenset("aeiouyаеёиоуыэюя")
LONGEST = 30
ENOUGH = 6


def near_words(word: str, language: str, *, spells: Callable[[str], bool]) -> tuple[str, ...]:
    """Return words one slip away, the likeliest slips first; nothing for words that are too long."""
    if not 2 < len(word) <= LONGEST:
        return ()
    found: list[str] = []
    for candidate in dict.fromkeys(_slips(word, _LETTERS[language])):
        if candidate != word and spells(candidate):
            found.append(candidate)
            if len(found) == ENOUGH:
                break
    return tuple(found)


@lru_cache(maxsize=10_000)
def well_known_near(word: str, language: str) -> tuple[str, ...]:
    """Return well-known names, such as those of months and countries, that the word nearly is."""
    most = 2 if len(word) >= 7 else 1
    names = well_known(language)
    if word in names:
        return ()
    found = process.extract(word, names, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=3)
    return tuple(name for name, _distance, _place in found if name[0] == word[0])


@lru_cache(maxsize=4)
def well_known(language: str) -> tuple[str, ...]:
    """Return the names, in Russian in every case."""
    path = _FOLDER / f"names_{language}.txt"
    return tuple(path.read_text(encoding="utf-8").split()) if path.exists() else ()


def _slips(word: str, letters: str) -> Iterator[str]:
    """Yield what the writer may have meant: letters swapped, doubled, mistaken, too many, left out."""
    yield from _swapped(word)
    places = range(len(word))
    yield from (word[:place] + word[place] + word[place:] for place in places)
    vowels = [letter for letter in letters if letter in _VOWELS]
    sounds = [place for place in places if word[place] in _VOWELS]
    yield from (word[:place] + letter + word[place + 1 :] for place in sounds for letter in vowels)
    yield from (word[:place] + word[place + 1 :] for place in reversed(places))
    yield from (
        word[:place] + letter + word[place:] for place in range(len(word), -1, -1) for letter in letters
    )
    yield from (word[:place] + letter + word[place + 1 :] for place in places for letter in letters)


def _swapped(word: str) -> Iterator[str]:
    """Yield the word with two letters swapped, or with one of two equal letters left out."""
    for place in range(1, len(word)):
        if word[place] == word[place - 1]:
            yield word[:place] + word[place + 1 :]
        else:
            yield word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
