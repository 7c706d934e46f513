"""The tables of an export that posts refer to, kept in a temporary database so that memory stays flat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.archive.parsing.json_items import Items
from dateline.archive.parsing.sources import Source
from dateline.archive.records import OldAuthor, OldList

OPENED = frozenset(("db", ""))
_PRIMARY = "SELECT DISTINCT other FROM relation WHERE kind = 'posts_tags' AND place = 0"
_RELATIONS = {"posts_authors": "author_id", "posts_tags": "tag_id"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; internal ones are for the theme and begin with a number sign."""

    name: str
    slug: str

    @property
    def is_internal(self) -> bool:
        """Whether readers never saw it."""
        return self.name.startswith("#") or self.slug.startswith("hash-")


@dataclass(slots=True)
class Tables:
    """Authors and tags, and which posts have them in which order."""

    title: str = ""
    language: str | None = None
    authors: dict[str, OldAuthor] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    _database: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect("", isolation_level=None))

    def __post_init__(self) -> None:
        """Make the tables."""
        self._database.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE relation (kind TEXT, post TEXT, place INTEGER, other TEXT);"
            "CREATE INDEX by_post ON relation (post, kind, place);"
            "CREATE TABLE meta (post TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID;"
            "CREATE TABLE seen (post TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID;"
        )

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def take(self, path: str, value: Any) -> None:
        """Keep one row of the export."""
        table = path.rpartition("/")[2]
        if not isinstance(value, dict):
            return
        if table == "users":
            self._take_user(value)
        elif table == "tags":
            name = str(value.get("name") or value.get("slug") or "")
            self.tags[str(value.get("id"))] = Tag(name, str(value.get("slug") or ""))
        elif table in _RELATIONS:
            place = value.get("sort_order")
            row = (table, str(value.get("post_id")), place if isinstance(place, int) else 0)
            self._database.execute(
                "INSERT INTO relation VALUES (?, ?, ?, ?)", (*row, str(value.get(_RELATIONS[table])))
            )
        elif table == "posts_meta":
            row_ = (str(value.get("post_id")), json.dumps(value))
            self._database.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", row_)
        elif table == "settings":
            self._take_setting(str(value.get("key")), value.get("value"))

    def _take_user(self, user: dict[str, Any]) -> None:
        slug = str(user.get("slug") or "")
        name = str(user.get("name") or slug)
        address = f"/author/{slug}/" if slug else ""
        self.authors[str(user.get("id"))] = OldAuthor(name, slug, address, str(user.get("bio") or ""))

    def _take_setting(self, key: str, value: Any) -> None:
        if key == "title" and value:
            self.title = str(value)
        elif key in ("locale", "default_locale", "lang") and value:
            self.language = str(value)

    def authors_of(self, post: str) -> list[OldAuthor]:
        """Return the authors of a post in their order."""
        return [self.authors[each] for each in self._related("posts_authors", post) if each in self.authors]

    def tags_of(self, post: str) -> list[Tag]:
        """Return the tags of a post in their order; the first is the primary one."""
        return [self.tags[each] for each in self._related("posts_tags", post) if each in self.tags]

    def _related(self, table: str, post: str) -> list[str]:
        query = "SELECT other FROM relation WHERE post = ? AND kind = ? ORDER BY place, rowid"
        return [row[0] for row in self._database.execute(query, (post, table))]

    def meta_of(self, post: str) -> dict[str, Any]:
        """Return what later versions keep in a table beside the posts."""
        row = self._database.execute("SELECT said FROM meta WHERE post = ?", (post,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def seen_before(self, post: str, place: str) -> str | None:
        """Return where a post of this id was already; remember it if nowhere."""
        row = self._database.execute("SELECT place FROM seen WHERE post = ?", (post,)).fetchone()
        if row is None:
            self._database.execute("INSERT INTO seen VALUES (?, ?)", (post, place))
        return row[0] if row else None

    def lists(self) -> Iterator[OldList]:
        """Yield the pages that listed stories, where Ghost puts them."""
        yield OldList("front", self.title, "/")
        yield OldList("feed", self.title, "/rss/")
        primary = {row[0] for row in self._database.execute(_PRIMARY)}
        for number, tag in self.tags.items():
            if tag.slug and not tag.is_internal:
                yield OldList("section" if number in primary else "topic", tag.name, f"/tag/{tag.slug}/")
                yield OldList("feed", tag.name, f"/tag/{tag.slug}/rss/")
        for author in self.authors.values():
            if author.address:
                yield OldList("author", author.name, author.address)
                yield OldList("feed", author.name, f"{author.address}rss/")


def read_tables(sources: Iterable[Source]) -> Tables:
    """Read everything but the posts; what is wrong is met again when the posts are read."""
    tables = Tables()
    for source in sources:
        for path, value in Items(source, opens=OPENED):
            if not path.endswith("/posts"):
                tables.take(path, value)
    return tables
