"""Patterns that people wrote, run so that none can hang the desk.

The module ``regex`` stops a search after a given time; Python's own cannot. A pattern that needs longer than
that for one block is left out for the rest of the check.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

LONGEST_PATTERN = 1_500
SECONDS_FOR_BLOCK = 0.05
MOST_MATCHES = 50


class PatternError(ValueError):
    """The pattern cannot be used; the text says why."""


@lru_cache(maxsize=1_000)
def compiled(pattern: str, *, any_case: bool = True) -> regex.Pattern[str]:
    """Return the pattern ready for use. Raises PatternError."""
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"longer than {LONGEST_PATTERN} characters")
    try:
        return regex.compile(pattern, regex.IGNORECASE if any_case else 0)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise PatternError(str(error)) from error


def matches(pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """Yield matches that are not empty. Raises TimeoutError when it takes too long."""
    for count, found in enumerate(pattern.finditer(text, timeout=SECONDS_FOR_BLOCK)):
        if count >= MOST_MATCHES:
            return
        if found.end() > found.start():
            yield found


@lru_cache(maxsize=2_000)
def word_pattern(words: str) -> str:
    """Return a pattern for words as they stand in a text: any space, any apostrophe, ё or е."""
    escaped = regex.escape(" ".join(words.split()), special_only=True, literal_spaces=True)
    loose = escaped.replace(" ", r"[\s\u00a0]+").replace("'", "['’]").replace("’", "['’]")
    return rf"(?<![\w-]){loose.replace('ё', '[её]')}(?![\w-])"


def like_original(original: str, replacement: str) -> str:
    """Return the replacement with the capitals of what it replaces."""
    if original.isupper() and len(original) > 1 and any(map(str.isalpha, original)):
        return replacement.upper()
    if original[:1].isupper() and replacement[:1].islower():
        return replacement[:1].upper() + replacement[1:]
    return replacement
