"""Another paper of this software as a format of archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from dateline.archive.dateline_paper.reader import read_papers
from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document

_PLACE = re.compile(r"\d{4}/\d\d/\d\d/[-\w]+/history/(?:\d+|index|\d+-\d+)\.(?:json|atom)$")
_SUFFIXES = frozenset((".json", ".html", ".atom", ""))


class DatelineFormat:
    """A copy of a paper as files, with the public history of each story."""

    name = "dateline"
    label = "Another Dateline (its copy as files)"

    def recognises(self, path: Path) -> float:
        """Look for the evidence of a version, and for the marks of a page that belongs to such a copy."""
        return surest(path, _likeness, suffixes=_SUFFIXES)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per story."""
        return read_papers(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    place = name.replace("\\", "/")
    if _PLACE.search(place):
        return 1.0
    if b'"commitment"' in head and b'"nonce"' in head and b'"content"' in head:
        return 1.0
    # Every story page of such a paper links to its own history.
    return 0.97 if re.search(rb'href="[^"]{0,200}history/', head) and place.endswith("index.html") else 0.0
