"""Let transactional tests empty the tables whose rows the database refuses to delete.

The triggers stay as they are in every test; they are taken off for the moment of the flush between two tests
and put back as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.commands import flush
from django.db import connections

_flush = flush.Command.handle


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


def _handle(self: Any, **options: Any) -> Any:
    with without_triggers(connections[options["database"]]):
        done = _flush(self, **options)
    # Wagtail's migrations made these, and pictures and pages cannot be without them.
    if apps.is_installed("wagtail") and not apps.get_model("wagtailcore", "Collection").objects.exists():
        apps.get_model("wagtailcore", "Collection").add_root(name="Root")
        apps.get_model("wagtailcore", "Locale").objects.create(language_code=settings.LANGUAGE_CODE)
    return done


def install() -> None:
    """Make Django's flush work on a database that keeps its rows. Only tests call this."""
    flush.Command.handle = _handle
