"""RSS 2.0 and Atom: the one place where feeds become XML. Django's writers, and what they leave out.

Sources: RSS 2.0 and the RSS Best Practices Profile, RFC 4287, Media RSS 1.5, the modules content and dc.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date

from dateline.lib.feed_documents import Feed, FeedEntry, FeedPicture

ATOM_TYPE = "application/atom+xml; charset=utf-8"
RSS_TYPE = "application/rss+xml; charset=utf-8"
MEDIA = "http://search.yahoo.com/mrss/"
# No document of XML 1.0 may hold these, and texts from old archives do.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def as_rss(feed: Feed, *, is_full: bool = False) -> str:
    """Return the feed as RSS 2.0; ``is_full`` gives the whole text of each entry beside its summary."""
    return _written(_Rss, feed, is_full=is_full)


def as_atom(feed: Feed, *, is_full: bool = False) -> str:
    """Return the feed as Atom; ``is_full`` gives the whole text of each entry beside its summary."""
    return _written(_Atom, feed, is_full=is_full)


def _written(writer: Any, feed: Feed, *, is_full: bool) -> str:
    made = writer(
        title=possible(feed.title),
        link=feed.url,
        description=possible(feed.description or feed.title),
        subtitle=possible(feed.description) or None,
        language=feed.language,
        feed_url=feed.feed_url,
        author_name=possible(feed.author),
        updated_at=feed.updated_at,
        hub=feed.hub,
    )
    for entry in feed.entries:
        made.add_item(
            title=possible(entry.title),
            link=entry.url,
            description=possible(entry.summary_html),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            categories=[possible(category) for category in entry.categories],
            entry=entry,
            content=possible(entry.content_html) if is_full else "",
        )
    return str(made.writeString("utf-8"))


def possible(text: str) -> str:
    """Return the text without characters that no XML can hold."""
    return _IMPOSSIBLE.sub("", text)


class _Rss(Rss201rev2Feed):
    """RSS whose time follows from its entries, with authors, whole texts, pictures and times of updates."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated_at"]

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": MEDIA,
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: FeedEntry = item["entry"]
        for author in entry.authors:
            handler.addQuickElement("dc:creator", possible(author.name))
        if entry.language:
            handler.addQuickElement("dc:language", entry.language)
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated_at))
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if entry.picture is not None:
            _add_picture(handler, entry.picture)


class _Atom(Atom1Feed):
    """Atom whose time follows from its entries, with authors, whole texts and pictures."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated_at"]

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": self.feed["hub"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item["entry"].language
        return {"xml:lang": language} if language else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: FeedEntry = item["entry"]
        for author in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", possible(author.name))
            if author.url:
                handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        if entry.picture is not None:
            _add_picture(handler, entry.picture)


def _add_picture(handler: Any, picture: FeedPicture) -> None:
    attributes = {
        "url": picture.url,
        "medium": "image",
        "width": str(picture.width),
        "height": str(picture.height),
    }
    if picture.media_type:
        attributes["type"] = picture.media_type
    handler.startElement("media:content", attributes)
    # Its media:description is taken for the text of the entry by feedparser, and so by many readers.
    if words := picture.caption or picture.alt:
        handler.addQuickElement("media:title", possible(words), {"type": "plain"})
    if picture.credit:
        handler.addQuickElement("media:credit", possible(picture.credit))
    handler.endElement("media:content")
