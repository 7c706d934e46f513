"""Pages on disk, shared by the processes of a node: one SQLite file, so that a kill at any moment is safe.

The file knows as of which log entry it is true (``applied``) and which pages each key is on. What cannot
be read is a miss; a file that is damaged is replaced by an empty one.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from dateline.edition.folder import PageFolder
from dateline.edition.page import StoredPage, Touch
from dateline.edition.rows import (
    as_of_and_use,
    create_tables,
    delete_page,
    read_page,
    touch_pages,
    write_page,
)

logger = logging.getLogger(__name__)

# A full, busy or read-only disk is no reason to throw pages away.
PASSING_TROUBLE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    )
)

RANK_SECONDS = 1e-4

Result = TypeVar("Result")


class Place(NamedTuple):
    """As of which entry the store is true, and a mark by which that entry is recognised."""

    applied: int
    mark: str


class Found(NamedTuple):
    """A page from disk, whether an entry has touched it, and up to which entry that is known."""

    page: StoredPage
    stale: bool
    applied: int


class DiskStore:
    """The node's pages. Each method is one transaction; any thread may call it."""

    def __init__(self, path: Path, *, max_bytes: int, folder: PageFolder | None = None) -> None:
        self._folder = folder
        self._path = path
        self._max_bytes = max_bytes
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    def place(self) -> Place:
        """Return as of when the store is true."""
        return self._tried(lambda db: Place(*db.execute("SELECT applied, mark FROM place").fetchone()))

    def get(self, address: str) -> Found | None:
        """Return the page at the address, None when there is none or its bytes are damaged."""
        return self._tried(lambda db: self._read(db, address))

    def put(self, page: StoredPage, *, checked: int, now: float | None) -> bool:
        """Keep a page known to be true as of ``checked``; False when newer entries were applied already.

        The same when the page that is there is of a later entry. ``now`` is when it was asked for; without,
        the moment at which the page before was stays.
        The row is committed before the folder's files are written: whatever is in the folder has a row,
        so that an entry finds it, even if the process is killed in between.
        """

        def keep(db: sqlite3.Connection) -> bool:
            if db.execute("SELECT applied FROM place").fetchone()[0] > checked:
                return False
            as_of, used_at = as_of_and_use(db, page.address) or (0, 0.0)
            if as_of > page.as_of:
                return False
            self._withdraw([page.address])
            self._insert(db, page, used_at if now is None else now)
            return True

        kept = self._tried(keep, writing=True)
        if kept and self._folder is not None:
            self._tried(lambda db: self._publish(db, page), writing=True)
        return kept

    def publish_again(self, page: StoredPage) -> None:
        """Give nginx a good page that it does not have: the mode is new, or the folder was emptied."""
        if self._folder is None or self._folder.has(page):
            return
        self._tried(lambda db: self._publish(db, page), writing=True)

    def apply(self, entries: Sequence[Touch], *, mark: str) -> None:
        """Mark what the entries touch as stale, in the folder too, and note the newest as applied."""

        def work(db: sqlite3.Connection) -> None:
            self._withdraw([address for entry in entries for address in touch_pages(db, entry)])
            number = entries[-1].number
            db.execute("UPDATE place SET applied = ?, mark = ? WHERE applied < ?", (number, mark, number))

        if entries:
            self._tried(work, writing=True)
        if any(entry.withdraws for entry in entries):
            self._forget_log()

    def drop(self, address: str) -> None:
        """Forget one page; nothing is written when there is none."""
        if not self._tried(
            lambda db: db.execute("SELECT 1 FROM page WHERE address = ?", (address,)).fetchone()
        ):
            return

        def work(db: sqlite3.Connection) -> None:
            self._withdraw([address])
            delete_page(db, address)

        self._tried(work, writing=True)

    def reset(self, place: Place) -> None:
        """Forget every page and start from this place."""

        def work(db: sqlite3.Connection) -> None:
            if self._folder is not None:
                self._folder.withdraw_all()
            db.execute("DELETE FROM page_key")
            db.execute("DELETE FROM page")
            db.execute("UPDATE place SET applied = ?, mark = ?, bytes = 0", place)

        self._tried(work, writing=True)

    def withdraw_all(self) -> None:
        """Take every file from nginx, whatever state the store is in."""
        if self._folder is not None:
            self._folder.withdraw_all()

    def withdraw_ending(self, *, before: float) -> None:
        """Take from nginx the pages that are good until a moment before this one."""
        query = "SELECT address FROM page WHERE good_until IS NOT NULL AND good_until < ?"
        ending = self._tried(lambda db: [row[0] for row in db.execute(query, (before,))])
        if self._folder is not None and any(map(self._folder.holds, ending)):
            self._tried(lambda db: self._withdraw(ending), writing=True)

    def mark_used(self, addresses: Sequence[str], now: float) -> None:
        """Note which pages were used, so that others go first; the first of them counts as used last."""
        rows = [(now - rank * RANK_SECONDS, address) for rank, address in enumerate(addresses)]
        self._tried(
            lambda db: db.executemany("UPDATE page SET used_at = ? WHERE address = ?", rows), writing=True
        )

    def outdated(self, generation: str, limit: int) -> list[str]:
        """Return addresses of untouched pages of other generations, latest used first."""
        query = (
            "SELECT address FROM page WHERE generation NOT IN ('', ?) AND stale = 0"
            " ORDER BY used_at DESC LIMIT ?"
        )
        return self._tried(lambda db: [row[0] for row in db.execute(query, (generation, limit))])

    def touched(self, used_after: float, *, limit: int) -> list[str]:
        """Return addresses of touched pages that were used after a moment, latest used first."""
        query = "SELECT address FROM page WHERE stale = 1 AND used_at > ? ORDER BY used_at DESC LIMIT ?"
        return self._tried(lambda db: [row[0] for row in db.execute(query, (used_after, limit))])

    def total_bytes(self) -> int:
        """Return how many bytes the pages take, the room that SQLite itself needs left out."""
        return self._tried(lambda db: int(db.execute("SELECT bytes FROM place").fetchone()[0]))

    def total_pages(self) -> int:
        """Return how many pages there are, touched ones included."""
        return self._tried(lambda db: int(db.execute("SELECT count(*) FROM page").fetchone()[0]))

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _tried(self, work: Callable[[sqlite3.Connection], Result], *, writing: bool = False) -> Result:
        """Run the work in one transaction, on a new and empty file when this one turns out damaged."""
        with self._lock:
            try:
                with self._transaction(writing) as db:
                    return work(db)
            except (sqlite3.Error, ValueError, TypeError) as error:
                # Damage shows in many ways, as text that is no UTF-8 for one.
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in PASSING_TROUBLE:
                    raise
                logger.exception("edition.disk_damaged %s is replaced by an empty store", self._path)
                self._replace()
                with self._transaction(writing) as db:
                    return work(db)

    @contextmanager
    def _transaction(self, writing: bool) -> Iterator[sqlite3.Connection]:
        db = self._open()
        db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        try:
            yield db
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._is_current():
            return self._connection
        self.close()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        self._connection = db
        db.execute("PRAGMA journal_mode = WAL")
        # NORMAL loses the latest pages on power failure, never the file's consistency.
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -2000")
        # A page that was withdrawn may have held what must not be kept, not even in free space of a file.
        db.execute("PRAGMA secure_delete = ON")
        db.execute("BEGIN IMMEDIATE")
        if create_tables(db):
            self.withdraw_all()
        db.execute("COMMIT")
        self._inode = os.stat(self._path).st_ino
        return db

    def _forget_log(self) -> None:
        """Empty the write-ahead log, which keeps what pages said; left as it is while somebody reads."""
        with self._lock, suppress(sqlite3.Error):
            self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _is_current(self) -> bool:
        """Say whether the open file is still the one at the path: another process may have replaced it."""
        try:
            return os.stat(self._path).st_ino == self._inode
        except FileNotFoundError:
            return False

    def _replace(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def _read(self, db: sqlite3.Connection, address: str) -> Found | None:
        row = read_page(db, address)
        if row is None:
            return None
        page, stale, applied = row
        if page is None:
            logger.error("edition.page_damaged %s", address)
            return None
        return Found(page, stale, applied)

    def _insert(self, db: sqlite3.Connection, page: StoredPage, used_at: float) -> None:
        total = write_page(db, page, used_at=used_at)
        while total > self._max_bytes:
            oldest = db.execute("SELECT address FROM page ORDER BY used_at LIMIT 1").fetchone()
            if oldest is None:
                break
            self._withdraw([oldest[0]])
            total -= delete_page(db, oldest[0])

    def _publish(self, db: sqlite3.Connection, page: StoredPage) -> None:
        query = "SELECT 1 FROM page WHERE address = ? AND stale = 0 AND as_of = ?"
        if self._folder is not None and db.execute(query, (page.address, page.as_of)).fetchone():
            self._folder.publish(page)

    def _withdraw(self, addresses: list[str]) -> None:
        if self._folder is not None:
            self._folder.withdraw(addresses)
