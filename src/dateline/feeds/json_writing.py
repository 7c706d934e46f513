"""JSON Feed, version 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from dateline.lib.feed_documents import Feed, FeedEntry, FeedPerson

JSON_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def as_json_feed(feed: Feed, *, is_full: bool = False) -> str:
    """Return the feed as JSON; ``is_full`` gives the whole text of each entry."""
    data: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.feed_url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
    }
    if feed.description:
        data["description"] = feed.description
    if feed.hub:
        data["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    data["items"] = [_item(entry, is_full=is_full) for entry in feed.entries]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _item(entry: FeedEntry, *, is_full: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.updated_at.isoformat(),
        # The format wants one, also of a feed of summaries.
        "content_html": (is_full and entry.content_html) or entry.summary_html,
    }
    if entry.language:
        data["language"] = entry.language
    if entry.authors:
        data["authors"] = [_person(author) for author in entry.authors]
    if entry.categories:
        data["tags"] = list(entry.categories)
    if entry.picture is not None:
        data["image"] = entry.picture.url
    return data


def _person(author: FeedPerson) -> dict[str, str]:
    return {"name": author.name, "url": author.url} if author.url else {"name": author.name}
