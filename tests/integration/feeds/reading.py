"""Feeds as programs that are not ours read them."""

from __future__ import annotations

from typing import Any

import feedparser
from django.test import Client


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
