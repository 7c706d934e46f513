"""Rows that something wrote, to be written again without doing it: what each test begins with takes a second.

Kept as they stand in the database, for as long as the process lives and only for the database that they
were read from. Whoever replays them gets the same rows as from the work itself, or is told that it cannot be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from django.apps import apps
from django.db import connection
from wagtail.models import Page

Row: TypeAlias = tuple[Any, ...]
Table: TypeAlias = dict[Any, Row]


class KeptRows:
    """What a piece of work changed in the tables of all models."""

    def __init__(self, work: Callable[[], object]) -> None:
        before = {name: _rows(name, key) for name, key in _tables().items()}
        work()
        after = {name: _rows(name, key) for name, key in _tables().items()}
        self._before = {name: rows for name, rows in before.items() if rows != after[name]}
        self._after = {name: after[name] for name in self._before}

    def replay(self) -> bool:
        """Write the rows again; False, and nothing done, where the tables are not what they were before."""
        tables = _tables()
        if any(_rows(name, tables[name]) != rows for name, rows in self._before.items()):
            return False
        for name, rows in self._before.items():
            gone = [key for key, row in rows.items() if self._after[name].get(key) != row]
            if gone:
                _run(f'DELETE FROM "{name}" WHERE "{tables[name]}" = %s', [(key,) for key in gone])
        for name, rows in self._after.items():
            new = [row for key, row in rows.items() if self._before[name].get(key) != row]
            if new:
                _insert(name, new)
        return True


def _tables() -> dict[str, str]:
    """Return table and primary key of every model whose rows are plain rows, publications first.

    The database lets a page be public only when its publication says so. Full-text tables of SQLite follow
    their rows by triggers.
    """
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    found = {
        model._meta.db_table: str(model._meta.pk.column)
        for model in models
        if not model._meta.proxy and not model._meta.db_table.endswith("fts")
    }
    return dict(sorted(found.items(), key=lambda item: "publication" not in item[0]))


def _rows(table: str, key: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        number = next(place for place, column in enumerate(cursor.description) if column[0] == key)
        return {row[number]: row for row in cursor.fetchall()}


def _insert(table: str, rows: list[Row]) -> None:
    statement = f'INSERT INTO "{table}" VALUES ({", ".join(["%s"] * len(rows[0]))})'
    if table != Page._meta.db_table:
        _run(statement, rows)
        return
    # A page cannot come into the database as a public one; it becomes public when its publication is there.
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
        names = [column[0] for column in cursor.description]
    live, key = names.index("live"), names.index("id")
    _run(statement, [(*row[:live], False, *row[live + 1 :]) for row in rows])
    _run(f'UPDATE "{table}" SET live = %s WHERE id = %s', [(row[live], row[key]) for row in rows])


def _run(statement: str, rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
