"""RSS and Atom as a format of archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from importlib import import_module
from pathlib import Path

from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_SUFFIXES = frozenset((".xml", ".rss", ".rdf", ".atom", ".gz", ""))


class FeedFormat:
    """Saved feeds."""

    name = "feed"
    label = "Feeds (RSS and Atom)"

    def recognises(self, path: Path) -> float:
        """Look for the root element; exports of WordPress have the same and say more."""
        return surest(path, _likeness, suffixes=_SUFFIXES)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per entry."""
        # feedparser is loaded when a feed is read, and not with every start of the paper.
        reader = import_module("dateline.archive.feed.reader")
        yield from reader.read_feeds(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    if b"//wordpress.org/export/" in head[:8192]:
        return 0.3
    match = _ROOT.search(head[:8192])
    if match is None or re.search(rb"<html\b", head[: match.start()], re.IGNORECASE):
        return 0.0
    return 0.9
