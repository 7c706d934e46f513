"""What a feed says, whatever the format in which it is written: the newest of something, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

# Of a feed without entries. The clock would make it another feed at every moment.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedPerson:
    """Somebody named as an author."""

    name: str
    url: str = ""
    """Full address of a page about them, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPicture:
    """The picture of an entry."""

    url: str
    """Full address."""
    media_type: str
    """Such as image/jpeg; empty when it is not known."""
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry. Times are aware; texts are plain unless their names say HTML."""

    id: str
    """An IRI that stays the same for ever, wherever the entry is to be found."""
    url: str
    """Full address."""
    title: str
    published_at: datetime
    updated_at: datetime
    """That of publication as long as nothing changed its meaning."""
    summary_html: str
    content_html: str = ""
    """All of it, with full addresses and nothing that runs; empty when there is no more than the summary."""
    language: str = ""
    """Empty for the feed's own."""
    authors: tuple[FeedPerson, ...] = ()
    categories: tuple[str, ...] = ()
    picture: FeedPicture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, its entries in the order in which they are to be written."""

    title: str
    url: str
    """Full address of the page for people."""
    feed_url: str
    """Full address of the feed itself."""
    language: str
    author: str
    """Whose feed it is; speaks for entries that name nobody (RFC 4287 section 4.1.1)."""
    entries: tuple[FeedEntry, ...]
    description: str = ""
    hub: str = ""
    """Full address of the hub that tells subscribers of changes (WebSub), or empty."""

    @property
    def updated_at(self) -> datetime:
        """When an entry last came or changed its meaning."""
        return max((entry.updated_at for entry in self.entries), default=NEVER)
