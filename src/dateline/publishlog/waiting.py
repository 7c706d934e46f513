"""Wait until the log may have grown, cheaply enough to notice within a fraction of a second.

PostgreSQL wakes us with NOTIFY; SQLite counts commits of other connections in ``PRAGMA data_version``
(sqlite.org/pragma.html#pragma_data_version). Behind both, every wait ends at its timeout, so that a lost
message costs at most that long. A waiter belongs to one thread and owns its connection.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE_POLL_SECONDS = 0.02


class Waiter(Protocol):
    """Waits for commits that this process has not looked at."""

    def wait(self, timeout: float) -> bool:
        """Return whether something was committed before the timeout; raise when the database is away."""

    def close(self) -> None:
        """Give the connection back."""


class PostgresqlWaiter:
    """Listens on a connection of its own."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._connection = psycopg.connect(**parameters, autocommit=True)
        self._connection.execute("LISTEN paper_publishlog")

    def wait(self, timeout: float) -> bool:
        return any(True for _ in self._connection.notifies(timeout=timeout, stop_after=1))

    def close(self) -> None:
        self._connection.close()


class SqliteWaiter:
    """Asks a connection of its own whether any other has committed."""

    def __init__(self, name: str) -> None:
        self._connection = sqlite3.connect(
            name, uri=name.startswith("file:"), timeout=1, isolation_level=None
        )
        self._seen = self._version()

    def wait(self, timeout: float) -> bool:
        until = time.monotonic() + timeout
        while self._version() == self._seen:
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(SQLITE_POLL_SECONDS, left))
        self._seen = self._version()
        return True

    def close(self) -> None:
        self._connection.close()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def open_waiter(alias: str = "default") -> Waiter:
    """Open a waiter on the database of this alias; raises the driver's error when it is away."""
    wrapper: BaseDatabaseWrapper = connections[alias]
    parameters = wrapper.get_connection_params()
    if wrapper.vendor == "postgresql":
        for name in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(name, None)
        return PostgresqlWaiter(parameters)
    return SqliteWaiter(str(parameters["database"]))


def act_on_news(
    act: Callable[[], object],
    *,
    stop: threading.Event,
    longest_wait: float,
    failed: Callable[[Exception], None],
) -> None:
    """Call ``act`` now and whenever the log has grown or so many seconds have passed, until told to stop.

    Whatever goes wrong is told to ``failed``; then everything is connected anew. Leaves no connection open.
    """
    waiter: Waiter | None = None
    while not stop.is_set():
        try:
            waiter = waiter or open_waiter()
            act()
            waiter.wait(longest_wait)
        except Exception as error:  # noqa: BLE001 - drivers raise many kinds; all mean: try again
            failed(error)
            _close(waiter)
            waiter = None
            connections.close_all()
            stop.wait(longest_wait)
    _close(waiter)
    connections.close_all()


def _close(waiter: Waiter | None) -> None:
    if waiter is not None:
        # It is being thrown away.
        with suppress(Exception):
            waiter.close()
