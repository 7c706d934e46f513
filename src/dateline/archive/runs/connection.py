"""The connection of an import: what it writes at once does not fit into what SQLite keeps for a page view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# A batch is some 12 MB, in a dozen indexes whose order is chance: kept in memory, each page is written once.
CACHE_KB = 65_536
# What is in the log is copied into the database in larger pieces. A commit is as durable as it was.
LOG_PAGES = 8_000


@contextmanager
def writing_much() -> Iterator[None]:
    """Give SQLite more memory for the block; PostgreSQL has its own for all connections."""
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: _pragma(name) for name in ("cache_size", "wal_autocheckpoint")}
    _pragma("cache_size", -CACHE_KB)
    _pragma("wal_autocheckpoint", LOG_PAGES)
    try:
        yield
    finally:
        for name, value in before.items():
            _pragma(name, value)


def _pragma(name: str, value: int | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if value is None else f"PRAGMA {name} = {value}")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
