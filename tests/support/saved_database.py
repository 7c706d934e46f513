"""Put the test database back as it was, quickly, after work that really commits."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, connections


class SavedDatabase:
    """A copy of the test database as it is now. Other threads must have closed their connections."""

    def __init__(self, folder: Path) -> None:
        self._live = str(connection.settings_dict["NAME"])
        self._is_sqlite = connection.vendor == "sqlite"
        self._kept = str(folder / "kept.sqlite3") if self._is_sqlite else f"{self._live}_kept"
        self._copy(self._live, self._kept)

    def restore(self) -> None:
        """Make the database what it was."""
        self._copy(self._kept, self._live)

    def forget(self) -> None:
        """Remove the copy."""
        if not self._is_sqlite:
            self._on_server(f'DROP DATABASE IF EXISTS "{self._kept}" WITH (FORCE)')

    def _copy(self, source: str, target: str) -> None:
        connections.close_all()
        if self._is_sqlite:
            with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
                read.backup(written)
            return
        self._on_server(
            f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
            f'CREATE DATABASE "{target}" TEMPLATE "{source}"',
        )

    def _on_server(self, *statements: str) -> None:
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
