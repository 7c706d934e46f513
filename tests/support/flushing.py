"""Let transactional tests leave the database as migrating left it, rows that it refuses to delete included.

The triggers stay as they are in every test; they are taken off for the moment of the flush between two tests
and put back as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import flush
from django.db import connections, transaction

SEARCH_INDEX = "paper_search_words"

_flush = flush.Command.handle
# By database and table.
_migrated: dict[str, dict[str, list[tuple[Any, ...]]]] = {}


@contextmanager
def without_triggers(connection: Any) -> Iterator[None]:
    """Take the paper's own triggers off the tables for the block."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal"
            )
            tables = [name for (name,) in cursor.fetchall()]
            # A table whose constraints wait for the end of the transaction cannot be altered before.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            try:
                yield
            finally:
                for table in tables:
                    cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'paper%'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            for name, sql in triggers:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                cursor.execute(sql)


def remember_migrated(connection: Any) -> None:
    """Keep the rows of this database as migrating has left them, for every flush of it to come back to."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    rows = {}
    with connection.cursor() as cursor:
        # Full-text tables of SQLite follow their rows by triggers.
        for table in (name for name in tables if not name.endswith("fts")):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = cursor.fetchall()
    _migrated[str(connection.settings_dict["NAME"])] = {
        table: found for table, found in rows.items() if found
    }


def _handle(self: Any, **options: Any) -> Any:
    """Empty the tables and put back what migrating wrote, with the same numbers as in the first test.

    Django has the rows of migrations made anew only by the apps that do so after migrating, under new
    numbers; then nothing that was kept for the first test of a process fits the later ones.
    """
    connection = connections[options["database"]]
    rows = _migrated[str(connection.settings_dict["NAME"])]
    with without_triggers(connection):
        done = _flush(self, **{**options, "inhibit_post_migrate": True})
        _empty_search_index(connection)
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for table, found in rows.items():
                places = ", ".join(["%s"] * len(found[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', found)
    return done


def _empty_search_index(connection: Any) -> None:
    """Empty what no model describes, and Django therefore does not know of."""
    if SEARCH_INDEX not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {SEARCH_INDEX}")
        else:
            cursor.execute(f"INSERT INTO {SEARCH_INDEX} ({SEARCH_INDEX}) VALUES ('delete-all')")


def install() -> None:
    """Make Django's flush work on a database that keeps its rows. Only tests call this."""
    flush.Command.handle = _handle
