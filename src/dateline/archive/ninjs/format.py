"""ninjs as a format of archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from dateline.archive.ninjs.reader import SUFFIXES, read_items
from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document

_NAMES = (
    rb'"(?:versioncreated|versionCreated|firstcreated|firstCreated|contentcreated|contentCreated)"\s*:',
    rb'"(?:pubstatus|pubStatus)"\s*:',
    rb'"(?:body_html|body_text|body_xhtml|bodies)"\s*:',
    rb'"(?:headline|headlines)"\s*:',
    rb'"(?:description_text|descriptions|copyrightholder|copyrightHolder|associations|renditions|slugline)"\s*:',
    rb'"uri"\s*:',
)


class NinjsFormat:
    """The IPTC's JSON for news."""

    name = "ninjs"
    label = "ninjs (IPTC news in JSON)"

    def recognises(self, path: Path) -> float:
        """Look for the standard's name, or for several of its properties together."""
        return surest(path, _likeness, suffixes=SUFFIXES)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per item."""
        return read_items(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    if head.lstrip()[:1] not in (b"{", b"["):
        return 0.0
    if re.search(rb'"name"\s*:\s*"ninjs"|iptc\.org/std/ninjs', head):
        return 1.0
    found = sum(re.search(pattern, head) is not None for pattern in _NAMES)
    return 0.92 if found >= 4 else 0.7 if found == 3 and b'"uri"' in head else 0.0
