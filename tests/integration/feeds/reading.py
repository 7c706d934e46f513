"""Feeds as programs that are not ours read them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import feedparser
from django.test import Client
from lxml import etree


def parsed(reader: Client, address: str) -> Any:
    """Return what feedparser makes of the feed at this address; it may find nothing wrong with it."""
    answer = reader.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    # As it would have come over the wire, with its type; not cleaned, so that a test sees what was sent.
    found = feedparser.parse(
        answer.content,
        response_headers={"content-type": answer.headers["content-type"]},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    assert not found.bozo, (address, found.get("bozo_exception"))
    assert found.version in ("rss20", "atom10")
    return found


def times_in_feeds(reader: Client, uuid: Any) -> dict[str, tuple[datetime, datetime]]:
    """Return when a story was published and updated, as each feed of the paper tells it, by the feed."""
    found = {}
    for address in ("/rss/", "/atom/"):
        entry = next(one for one in parsed(reader, address).entries if one.id == f"urn:uuid:{uuid}")
        found[address] = (_moment(entry.published_parsed), _moment(entry.updated_parsed))
    items = json.loads(reader.get("/feed.json").content)["items"]
    item = next(one for one in items if one["id"] == f"urn:uuid:{uuid}")
    found["/feed.json"] = (
        datetime.fromisoformat(item["date_published"]).replace(microsecond=0),
        datetime.fromisoformat(item["date_modified"]).replace(microsecond=0),
    )
    return found


def time_in_sitemap(reader: Client, path: str, *, month: str) -> datetime:
    """Return when a story last changed its meaning, as the sitemap of its month tells it."""
    root = etree.fromstring(reader.get(f"/sitemap/{month}.xml").content)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    row = next(row for row in root if row.findtext("s:loc", namespaces=space).endswith(path))
    return datetime.fromisoformat(row.findtext("s:lastmod", namespaces=space))


def _moment(parsed_time: Any) -> datetime:
    return datetime(*parsed_time[:6], tzinfo=UTC)
