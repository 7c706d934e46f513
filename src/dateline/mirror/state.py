"""What a copy holds, in one SQLite file of the data folder: each file's address, keys and what it uses.

A place in the log, ``as_of``, goes with it: whatever an entry up to there touched is marked as stale.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.edition.page import EVERYTHING
from dateline.mirror.errors import NoFileNameError
from dateline.mirror.making import Made
from dateline.mirror.places import file_of, folded

TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, address TEXT NOT NULL, folded TEXT NOT NULL,
    stale INTEGER NOT NULL DEFAULT 1, as_of INTEGER NOT NULL DEFAULT 0, good_until REAL,
    keys BLOB NOT NULL DEFAULT x'', used BLOB NOT NULL DEFAULT x''
);
CREATE INDEX IF NOT EXISTS pages_stale ON pages (stale, id) WHERE stale;
CREATE INDEX IF NOT EXISTS pages_good_until ON pages (good_until) WHERE good_until IS NOT NULL;
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, file TEXT NOT NULL UNIQUE,
    uses INTEGER NOT NULL DEFAULT 0, here INTEGER NOT NULL DEFAULT 0, used BLOB NOT NULL DEFAULT x''
);
CREATE INDEX IF NOT EXISTS files_unused ON files (id) WHERE uses < 1;
CREATE INDEX IF NOT EXISTS files_missing ON files (id) WHERE NOT here;
CREATE TEMP TABLE wanted (file TEXT PRIMARY KEY, address TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Used:
    """A picture, a style sheet or the like that pages use."""

    id: int
    address: str
    file: str


class State:
    """One process at a time; nothing is kept before ``commit``."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {TABLES}")
        self._db.execute("BEGIN")

    def commit(self) -> None:
        """Keep what was recorded so far."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Let go of what was not committed."""
        self._db.close()

    def fact(self, name: str) -> str:
        """Return a fact about the copy, or nothing."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def note(self, **facts: object) -> None:
        """Remember facts about the copy."""
        rows = [(name, str(value)) for name, value in facts.items()]
        self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", rows)

    def want(self, addresses: Iterable[str]) -> list[str]:
        """Make these the pages of the copy; new ones are stale. Return addresses that can be no file.

        What is not among them any more is yielded by ``unwanted``.
        """
        refused: list[str] = []
        self._db.execute("DELETE FROM wanted")
        self._db.executemany("INSERT OR IGNORE INTO wanted VALUES (?, ?)", _with_files(addresses, refused))
        self._db.execute(
            "UPDATE pages SET stale = 1, address = wanted.address FROM wanted"
            " WHERE pages.file = wanted.file AND pages.address <> wanted.address"
        )
        new = self._db.execute(
            "SELECT wanted.file, wanted.address FROM wanted LEFT JOIN pages USING (file) WHERE id IS NULL"
        )
        rows = ((file, address, folded(file)) for file, address in new.fetchall())
        self._db.executemany("INSERT INTO pages (file, address, folded) VALUES (?, ?, ?)", rows)
        return refused

    def unwanted(self) -> list[tuple[int, str]]:
        """Return row and file of the pages that are no pages of the paper any more."""
        return self._db.execute(
            "SELECT id, file FROM pages WHERE file NOT IN (SELECT file FROM wanted)"
        ).fetchall()

    def drop_page(self, page: int) -> None:
        """Forget a page and that it used anything."""
        (used,) = self._db.execute("SELECT used FROM pages WHERE id = ?", (page,)).fetchone()
        self._count_uses(used, b"")
        self._db.execute("DELETE FROM pages WHERE id = ?", (page,))

    def alike(self) -> list[tuple[str, str]]:
        """Return pairs of files that are one file where capital letters make no difference."""
        return self._db.execute(
            "SELECT min(file), max(file) FROM pages GROUP BY folded HAVING count(*) > 1 LIMIT 20"
        ).fetchall()

    def mark_all_stale(self) -> None:
        """Have every page rendered again."""
        self._db.execute("UPDATE pages SET stale = 1")

    def mark_due(self, now: float) -> None:
        """Have the pages rendered again that change by themselves by now."""
        self._db.execute("UPDATE pages SET stale = 1 WHERE good_until <= ?", (now,))

    def mark_touched(self, touched: Mapping[str, int]) -> None:
        """Have the pages rendered again that one of these keys touched; with the number of its last entry."""
        named = {**touched, EVERYTHING: max(touched.values(), default=0)}
        known = ((self._id_of(key), number) for key, number in named.items())
        numbers = {key: number for key, number in known if key is not None}
        stale = []
        for page, as_of, keys in self._db.execute("SELECT id, as_of, keys FROM pages WHERE NOT stale"):
            if any(numbers.get(key, 0) > as_of for key in array("I", keys)):
                stale.append((page,))
        self._db.executemany("UPDATE pages SET stale = 1 WHERE id = ?", stale)

    def count_stale(self) -> int:
        """Count the pages that wait for being rendered."""
        count: int = self._db.execute("SELECT count(*) FROM pages WHERE stale").fetchone()[0]
        return count

    def count_pages(self) -> int:
        """Count the addresses of the copy."""
        count: int = self._db.execute("SELECT count(*) FROM pages").fetchone()[0]
        return count

    def stale_after(self, page: int, limit: int) -> list[tuple[int, str]]:
        """Return row and address of the next stale pages."""
        return self._db.execute(
            "SELECT id, address FROM pages WHERE stale AND id > ? ORDER BY id LIMIT ?", (page, limit)
        ).fetchall()

    def record(self, made: Made) -> None:
        """Record that the file of a page is as it was made."""
        page, before = self._db.execute(
            "SELECT id, used FROM pages WHERE file = ?", (file_of(made.address),)
        ).fetchone()
        used = self._files(made.used)
        self._count_uses(before, used)
        keys = array("I", self._ids(made.keys)).tobytes()
        self._db.execute(
            "UPDATE pages SET stale = 0, as_of = ?, good_until = ?, keys = ?, used = ? WHERE id = ?",
            (made.as_of, made.good_until, keys, used, page),
        )

    def missing(self, addresses: Iterable[str]) -> list[Used]:
        """Return what of this the copy does not hold yet."""
        rows = self._rows_of(self._files(tuple(addresses)))
        return [Used(*row[:3]) for row in rows if not row[3]]

    def all_missing(self) -> list[Used]:
        """Return what pages use and the copy does not hold."""
        rows = self._db.execute("SELECT id, address, file FROM files WHERE NOT here AND uses > 0").fetchall()
        return [Used(*row) for row in rows]

    def held(self, prefixes: tuple[str, ...]) -> list[Used]:
        """Return what the copy holds from under these prefixes."""
        rows = self._db.execute("SELECT id, address, file FROM files WHERE here").fetchall()
        return [Used(*row) for row in rows if row[1].startswith(prefixes)]

    def record_absence(self, used: Used) -> None:
        """Record that the copy does not hold this."""
        (before,) = self._db.execute("SELECT used FROM files WHERE id = ?", (used.id,)).fetchone()
        self._count_uses(before, b"")
        self._db.execute("UPDATE files SET here = 0, used = x'' WHERE id = ?", (used.id,))

    def record_file(self, used: Used, uses: Iterable[str]) -> None:
        """Record that the copy holds this, and what it uses itself."""
        (before,) = self._db.execute("SELECT used FROM files WHERE id = ?", (used.id,)).fetchone()
        now = self._files(tuple(uses))
        self._count_uses(before, now)
        self._db.execute("UPDATE files SET here = 1, used = ? WHERE id = ?", (now, used.id))

    def forget_contents(self) -> None:
        """Have pictures, styles and the like fetched again too."""
        self._db.execute("UPDATE files SET here = 0")

    def unused(self) -> list[Used]:
        """Return what no page uses any more."""
        rows = self._db.execute("SELECT id, address, file FROM files WHERE uses < 1").fetchall()
        return [Used(*row) for row in rows]

    def drop_file(self, used: Used) -> None:
        """Forget what no page uses."""
        (before,) = self._db.execute("SELECT used FROM files WHERE id = ?", (used.id,)).fetchone()
        self._count_uses(before, b"")
        self._db.execute("DELETE FROM files WHERE id = ?", (used.id,))

    def knows_file(self, file: str) -> bool:
        """Say whether the copy should have a file of this name."""
        found = self._db.execute(
            "SELECT 1 FROM pages WHERE file = :file UNION SELECT 1 FROM files WHERE file = :file AND here",
            {"file": file},
        )
        return found.fetchone() is not None

    def _id_of(self, name: str) -> int | None:
        row = self._db.execute("SELECT id FROM names WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _ids(self, names: Iterable[str]) -> list[int]:
        listed = sorted(names)
        self._db.executemany("INSERT OR IGNORE INTO names (name) VALUES (?)", [(name,) for name in listed])
        return [self._id_of(name) or 0 for name in listed]

    def _files(self, addresses: Iterable[str]) -> bytes:
        """Return the rows of what pages use, packed; new ones are made."""
        listed = [(address, file_of(address)) for address in sorted(addresses)]
        self._db.executemany("INSERT OR IGNORE INTO files (address, file) VALUES (?, ?)", listed)
        found = (
            self._db.execute("SELECT id FROM files WHERE address = ?", (address,)).fetchone()
            for address, _ in listed
        )
        return array("I", (row[0] for row in found if row)).tobytes()

    def _rows_of(self, packed: bytes) -> Iterator[tuple[int, str, str, int]]:
        for one in array("I", packed):
            found = self._db.execute("SELECT id, address, file, here FROM files WHERE id = ?", (one,))
            yield found.fetchone()

    def _count_uses(self, before: bytes, now: bytes) -> None:
        old, new = set(array("I", before)), set(array("I", now))
        changes = [(1, one) for one in new - old] + [(-1, one) for one in old - new]
        self._db.executemany("UPDATE files SET uses = uses + ? WHERE id = ?", changes)


def _with_files(addresses: Iterable[str], refused: list[str]) -> Iterator[tuple[str, str]]:
    for address in addresses:
        try:
            yield file_of(address), address
        except NoFileNameError:
            refused.append(address)
