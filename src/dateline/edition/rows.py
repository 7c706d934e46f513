"""The rows of the disk store: how pages, their keys and the place in the log are laid out in SQLite."""

from __future__ import annotations

import json
import sqlite3
import zlib

from dateline.edition.page import Bodies, StoredPage, Touch

FORMAT = 3
SCHEMA = """
    CREATE TABLE place (one INTEGER PRIMARY KEY CHECK (one = 1), applied INTEGER, mark TEXT, bytes INTEGER);
    CREATE TABLE page (
        id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, about TEXT NOT NULL, identity BLOB NOT NULL,
        gzip BLOB, brotli BLOB, checksum INTEGER NOT NULL, size INTEGER NOT NULL, as_of INTEGER NOT NULL,
        generation TEXT NOT NULL, stale INTEGER NOT NULL, used_at REAL NOT NULL, good_until REAL
    );
    CREATE INDEX page_used ON page (used_at);
    CREATE INDEX page_touched ON page (used_at) WHERE stale = 1;
    CREATE INDEX page_until ON page (good_until) WHERE good_until IS NOT NULL;
    CREATE INDEX page_generation ON page (generation, stale);
    CREATE TABLE page_key (key TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (key, page)) WITHOUT ROWID;
    CREATE INDEX page_key_page ON page_key (page);
    INSERT INTO place VALUES (1, 0, '', 0);
"""


def create_tables(db: sqlite3.Connection) -> bool:
    """Make the tables unless they are there in this format; return whether they were made."""
    if db.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
        return False
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE "{name}"')
    db.execute(f"PRAGMA user_version = {FORMAT}")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    return True


def read_page(db: sqlite3.Connection, address: str) -> tuple[StoredPage | None, bool, int] | None:
    """Return the page (None if damaged), whether it is stale, and up to which entry that is known."""
    query = (
        "SELECT about, identity, gzip, brotli, checksum, stale, applied FROM page, place WHERE address = ?"
    )
    row = db.execute(query, (address,)).fetchone()
    if row is None:
        return None
    about, identity, zipped, shrunk, checksum, stale, applied = row
    if _checksum(about, identity, zipped, shrunk) != checksum:
        return None, True, applied
    known = json.loads(about)
    bodies = Bodies(identity=identity, gzip=zipped, brotli=shrunk, digest=known.pop("digest"))
    headers = tuple((name, value) for name, value in known.pop("headers"))
    keys = frozenset(known.pop("keys"))
    page = StoredPage(address=address, headers=headers, bodies=bodies, keys=keys, **known)
    return page, bool(stale), applied


def write_page(db: sqlite3.Connection, page: StoredPage, *, used_at: float) -> int:
    """Write the page in place of an older one and return the bytes of all pages."""
    delete_page(db, page.address)
    about, bodies = _about(page), page.bodies
    checksum = _checksum(about, bodies.identity, bodies.gzip, bodies.brotli)
    row = (
        page.address, about, bodies.identity, bodies.gzip, bodies.brotli, checksum, page.size, page.as_of,
        page.generation, 0, used_at, page.good_until,
    )  # fmt: skip
    cursor = db.execute("INSERT INTO page VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    db.executemany("INSERT INTO page_key VALUES (?, ?)", [(key, cursor.lastrowid) for key in page.keys])
    total = db.execute("UPDATE place SET bytes = bytes + ? RETURNING bytes", (page.size,)).fetchone()
    return int(total[0])


def as_of_and_use(db: sqlite3.Connection, address: str) -> tuple[int, float] | None:
    """Return as of which entry the page at the address is, and when it was last used."""
    query = "SELECT as_of, used_at FROM page WHERE address = ?"
    row = db.execute(query, (address,)).fetchone()
    return (int(row[0]), float(row[1])) if row else None


def touch_pages(db: sqlite3.Connection, entry: Touch) -> list[str]:
    """Mark or, when the entry withdraws, delete what it touches; return the addresses."""
    query = (
        "UPDATE page SET stale = 1 WHERE as_of < ? AND id IN "
        "(SELECT page FROM page_key WHERE key IN (SELECT value FROM json_each(?))) RETURNING address"
    )
    rows = db.execute(query, (entry.number, json.dumps(sorted(entry.keys)))).fetchall()
    addresses = [row[0] for row in rows]
    if entry.withdraws:
        for address in addresses:
            delete_page(db, address)
    return addresses


def delete_page(db: sqlite3.Connection, address: str) -> int:
    """Delete a page and return its bytes, 0 when there is none."""
    row = db.execute("DELETE FROM page WHERE address = ? RETURNING id, size", (address,)).fetchone()
    if row is None:
        return 0
    db.execute("DELETE FROM page_key WHERE page = ?", (row[0],))
    db.execute("UPDATE place SET bytes = bytes - ?", (row[1],))
    return int(row[1])


def _about(page: StoredPage) -> str:
    known = {name: getattr(page, name) for name in ("status", "as_of", "rendered_at", "changed_at")}
    known |= {"good_until": page.good_until, "generation": page.generation, "digest": page.bodies.digest}
    return json.dumps(known | {"headers": page.headers, "keys": sorted(page.keys)})


def _checksum(about: str, *bodies: bytes | None) -> int:
    checksum = zlib.crc32(about.encode())
    for body in bodies:
        checksum = zlib.crc32(body or b"-", checksum)
    return checksum
