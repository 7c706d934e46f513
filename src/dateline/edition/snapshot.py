"""One read snapshot of the database, in which nothing changes and nothing can be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from dateline.edition.errors import NestedSnapshotError
from dateline.publishlog.queries import latest_entry, mark_of


class AsOf(NamedTuple):
    """The newest entry that a snapshot shows: its number, and what tells it from another database's."""

    number: int
    mark: str


@contextmanager
def read_snapshot() -> Iterator[AsOf]:
    """Open a snapshot on this thread's connection and hand over the newest log entry that it shows.

    Raises NestedSnapshotError inside a transaction, and the database's own error when it is away.
    """
    if connection.in_atomic_block:
        raise NestedSnapshotError
    drop_dead_connection()
    connection.ensure_connection()
    with _reading_sqlite() if connection.vendor == "sqlite" else _reading_postgresql():
        # The first read fixes the snapshot, so this entry belongs to it.
        entry = latest_entry()
        yield AsOf(entry.number if entry else 0, mark_of(entry))


def drop_dead_connection() -> None:
    """Close this thread's connection if the server behind it has gone; the next query opens a new one.

    Costs PostgreSQL one empty query, and saves the first request after a restart of the server.
    """
    if connection.connection is not None and not connection.in_atomic_block and not connection.is_usable():
        connection.close()


@contextmanager
def _reading_postgresql() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading_sqlite() -> Iterator[None]:
    """Begin deferred: the paper's connections begin IMMEDIATE, which would queue readers behind writers."""
    wrapper: BaseDatabaseWrapper = connection._connections[connection._alias]  # type: ignore[attr-defined]
    usual = wrapper.transaction_mode  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    wrapper.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            wrapper.transaction_mode = usual  # type: ignore[attr-defined]
            yield
    finally:
        wrapper.transaction_mode = usual  # type: ignore[attr-defined]
        if wrapper.connection is not None:
            with wrapper.cursor() as cursor:
                cursor.execute("PRAGMA query_only = OFF")
