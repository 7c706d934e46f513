"""What posts need from elsewhere in the export, kept in a temporary table so that memory stays flat."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from dateline.archive.records import OldPicture

_TABLES = """
CREATE TABLE attachment (id TEXT PRIMARY KEY, parent TEXT, source TEXT, mime TEXT, alt TEXT, caption TEXT,
    credit TEXT, title TEXT) WITHOUT ROWID;
CREATE INDEX by_parent ON attachment (parent);
CREATE INDEX by_source ON attachment (source);
CREATE TABLE post (id TEXT PRIMARY KEY, link TEXT, title TEXT) WITHOUT ROWID;
CREATE TABLE reusable (id TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
CREATE TABLE seen (id TEXT PRIMARY KEY, document INTEGER, file TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library."""

    picture: OldPicture
    mime: str = ""
    title: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, and not a sound or a document."""
        return self.mime.startswith("image/") or not self.mime


class Store:
    """A private database on disk that is gone when it is closed."""

    def __init__(self) -> None:
        # An empty name makes SQLite keep the database in a temporary file, and in memory while it is small.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + _TABLES)

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def add_attachment(self, attachment: Attachment, *, parent: str) -> None:
        """Keep a file of the media library."""
        picture = attachment.picture
        self._database.execute(
            "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                picture.id, parent, picture.source, attachment.mime, picture.alt, picture.caption,
                picture.credit, attachment.title,
            ),
        )  # fmt: skip

    def attachment(self, number: str) -> Attachment | None:
        """Return a file of the media library by its number."""
        row = self._row("SELECT * FROM attachment WHERE id = ?", number)
        return _attachment(row) if row else None

    def attachment_at(self, source: str) -> Attachment | None:
        """Return a file of the media library by its address."""
        row = self._row("SELECT * FROM attachment WHERE source = ?", source)
        return _attachment(row) if row else None

    def attached_to(self, parent: str) -> list[Attachment]:
        """Return the files that were uploaded for a post, in the order of their numbers."""
        rows = self._database.execute(
            "SELECT * FROM attachment WHERE parent = ? ORDER BY length(id), id LIMIT 500", (parent,)
        )
        return [_attachment(row) for row in rows]

    def add_post(self, number: str, *, link: str, title: str) -> None:
        """Keep where a post was."""
        self._database.execute("INSERT OR IGNORE INTO post VALUES (?, ?, ?)", (number, link, title))

    def post(self, number: str) -> tuple[str, str] | None:
        """Return address and title of a post."""
        row = self._row("SELECT link, title FROM post WHERE id = ?", number)
        return (row[0], row[1]) if row else None

    def add_reusable(self, number: str, content: str) -> None:
        """Keep a block that several posts show."""
        self._database.execute("INSERT OR IGNORE INTO reusable VALUES (?, ?)", (number, content))

    def reusable(self, number: str) -> str | None:
        """Return the markup of a block that several posts show."""
        row = self._row("SELECT content FROM reusable WHERE id = ?", number)
        return row[0] if row else None

    def seen_before(self, number: str, *, document: int, file: str) -> tuple[int, str] | None:
        """Return which document had this number already; remember it if none had."""
        row = self._row("SELECT document, file FROM seen WHERE id = ?", number)
        if row:
            return row[0], row[1]
        self._database.execute("INSERT INTO seen VALUES (?, ?, ?)", (number, document, file))
        return None

    def _row(self, query: str, value: str) -> Any:
        return self._database.execute(query, (value,)).fetchone()


def _attachment(row: tuple[str, ...]) -> Attachment:
    number, _, source, mime, alt, caption, credit, title = row
    picture = OldPicture(source=source, alt=alt, caption=caption, credit=credit, id=number)
    return Attachment(picture, mime, title)
