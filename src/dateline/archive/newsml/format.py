"""NewsML-G2 and NITF as a format of archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from dateline.archive.newsml.reader import SUFFIXES, read_news
from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document

_ROOT = re.compile(rb"<(?:\w+:)?(?:newsMessage|newsItem|packageItem)\b")


class NewsmlFormat:
    """The IPTC's XML for news."""

    name = "newsml"
    label = "NewsML-G2 and NITF (IPTC news in XML)"

    def recognises(self, path: Path) -> float:
        """Look for the standard's namespace and the names of its root elements."""
        return surest(path, _likeness, suffixes=SUFFIXES)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per story."""
        return read_news(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    if b"iptc.org/std/nar/" in head and _ROOT.search(head):
        return 1.0
    if _ROOT.search(head[:4096]):
        return 0.9
    return 0.95 if re.search(rb"<nitf\b", head[:4096]) else 0.0
