"""Where words stand in the database, whichever table somebody adds."""

from __future__ import annotations

import zlib
from typing import Any

from django.db import connection


def tables() -> list[str]:
    names = connection.introspection.table_names()
    # Behind SQLite's full-text tables stand others that hold nothing but bytes; the index of search gives
    # nothing back at all. tests/integration/search looks into its bytes.
    hidden = ("_config", "_content", "_data", "_docsize", "_idx")
    if connection.vendor == "sqlite":
        hidden = (*hidden, "paper_search_words")
    return [name for name in names if not name.endswith(hidden)]


def places_of(word: str) -> list[str]:
    """Return every table and column in which the word stands."""
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if word.casefold() in _readable(value).casefold()
                ]
    return sorted(set(found))


def _readable(value: Any) -> str:
    """Return a value as text; what is kept compressed is opened."""
    if isinstance(value, bytes | memoryview):
        try:
            return zlib.decompress(bytes(value)).decode()
        except zlib.error:
            return str(bytes(value))
    text = str(value)
    # JSON that Django wrote has letters beyond ASCII as escapes.
    return text.encode().decode("unicode_escape", errors="replace") if "\\u" in text else text
