"""A test database that is copied instead of migrated, because migrating takes half a minute for each process.

The first process that needs it migrates as ever and keeps a copy; the others, and later runs on SQLite, take
that copy while no migration, model or app differs. A PostgreSQL cluster of the tests lives for one run only.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.creation import DatabaseCreation as PostgresCreation
from django.db.backends.sqlite3.creation import DatabaseCreation as SqliteCreation

from tests.support.flushing import remember_migrated

# What a migrated database follows from: tables, and the rows that apps write after migrating.
MADE_FROM = ("migrations/*.py", "models.py", "models/*.py", "apps.py", "permissions.py", "triggers.py")
KEPT_AT_MOST = 6

TEMPLATE = "dateline_migrated"

_migrate_sqlite = SqliteCreation.create_test_db
_migrate_postgres = PostgresCreation.create_test_db


def install() -> None:
    """Make Django's test databases this way. Only tests call this."""
    SqliteCreation.create_test_db = _remembering(_create_sqlite)
    PostgresCreation.create_test_db = _remembering(_create_postgres)


def _remembering(create: Callable[..., str]) -> Callable[..., str]:
    def create_and_remember(self: Any, *given: Any, **options: Any) -> str:
        name = create(self, *given, **options)
        remember_migrated(self.connection)
        return name

    return create_and_remember


def _create_postgres(
    self: Any, verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
) -> str:
    if keepdb or serialize:
        return str(_migrate_postgres(self, verbosity, autoclobber, serialize, keepdb))
    template = f"{TEMPLATE}_{_key()}"
    with _alone(template):
        with self._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
            is_there = cursor.fetchone() is not None
        if not is_there:
            name = str(_migrate_postgres(self, verbosity, autoclobber, serialize, keepdb))
            connections.close_all()
            with self._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')
            return name
        name = str(self._get_test_db_name())
        self.connection.settings_dict["TEST"]["TEMPLATE"] = template
        self._create_test_db(verbosity, autoclobber, keepdb)
    return _ready(self, name)


def _create_sqlite(
    self: Any, verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
) -> str:
    name = str(self._get_test_db_name())
    if keepdb or serialize or self.is_in_memory_db(name):
        return str(_migrate_sqlite(self, verbosity, autoclobber, serialize, keepdb))
    key = _key()
    kept = _folder() / f"{key}.sqlite3"
    with _alone(key):
        if not kept.exists():
            _migrate_sqlite(self, verbosity, autoclobber, serialize, keepdb)
            _keep(name, kept)
            return name
        os.utime(kept)
        shutil.copyfile(kept, name)
    return _ready(self, name)


def _ready(self: Any, name: str) -> str:
    """Do what Django does with a database that is migrated."""
    self.connection.close()
    settings.DATABASES[self.connection.alias]["NAME"] = name
    self.connection.settings_dict["NAME"] = name
    call_command("createcachetable", database=self.connection.alias)
    self.connection.ensure_connection()
    return name


def _keep(name: str, kept: Path) -> None:
    connections.close_all()
    # A backup is whole whatever still stands in the write-ahead log; the name appears when it is complete.
    unready = kept.with_suffix(".unready")
    unready.unlink(missing_ok=True)
    with closing(sqlite3.connect(name)) as read, closing(sqlite3.connect(unready)) as written:
        read.backup(written)
    unready.replace(kept)
    for old in sorted(kept.parent.glob("*.sqlite3"), key=lambda path: -path.stat().st_mtime)[KEPT_AT_MOST:]:
        old.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"dateline-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Hold up those who need the same database meanwhile, and nobody else."""
    with (_folder() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _key() -> str:
    digest = sha256(settings.LANGUAGE_CODE.encode())
    # What Django and others do beside their migrations changes with their versions.
    digest.update(repr(sorted({f"{found.name} {found.version}" for found in distributions()})).encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for pattern in MADE_FROM:
            for path in sorted(Path(app.path).glob(pattern)):
                digest.update(f"{app.name} {path.name}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
