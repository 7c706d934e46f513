"""Guess the language of a text from its letters; enough to set lang and quotes, not to translate."""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters that only one of the languages we tell apart uses.
_TELLING = (("uk", "іїєґ"), ("be", "ўі"), ("kk", "әғқңөұүһі"))


def guess_language(text: str, *, fallback: str) -> str:
    """Return ru, uk, be or kk for Cyrillic text, else the fallback, or en when that is Cyrillic itself."""
    if text.isascii() or not _CYRILLIC.search(text):
        return _written_in_latin(fallback) if _LETTERS.search(text) else fallback
    letters = _count(_LETTERS, text)
    if not letters:
        return fallback
    if _count(_CYRILLIC, text) * 2 < letters:
        return _written_in_latin(fallback)
    lowered = text.lower()
    counts = {language: sum(lowered.count(letter) for letter in signs) for language, signs in _TELLING}
    if "ў" in lowered:
        return "be"
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 200 > letters else "ru"


def _written_in_latin(fallback: str) -> str:
    return "en" if fallback in {"ru", "uk", "be", "kk"} else fallback


def _count(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))
