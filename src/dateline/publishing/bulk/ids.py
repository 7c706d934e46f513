"""Primary keys before their rows are there, so that rows which name each other can be written in bulk."""

from __future__ import annotations

from typing import Any

from django.db import connections, models, router


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Return primary keys that no row of the model has or will be given.

    Must be called in a transaction that may write: on SQLite it is the only writer, on PostgreSQL the
    sequence gives each number once.
    """
    if not count:
        return []
    connection: Any = connections[router.db_for_write(model)]
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # Django's keys on SQLite are AUTOINCREMENT: the largest that ever was stands here.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    start = row[0] if row else 0
    return list(range(start + 1, start + 1 + count))
