"""Ghost exports as a format of archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from dateline.archive.ghost.reader import SUFFIXES, read_exports
from dateline.archive.ghost.redirects import is_redirects
from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document

_EXPORT = re.compile(
    rb"^\s*\{\s*(?:\"db\"\s*:\s*\[\s*\{\s*\"(?:meta|data)\"|\"meta\"\s*:\s*\{[^{}]*\}\s*,\s*\"data\"\s*:)"
)


class GhostFormat:
    """The JSON that Ghost exports, with its redirects file if that lies beside it."""

    name = "ghost"
    label = "Ghost export (JSON)"

    def recognises(self, path: Path) -> float:
        """Look for the outermost names of an export."""
        return surest(path, _likeness, suffixes=SUFFIXES)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per post, page and redirect, and one with the lists of the old site."""
        return read_exports(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    if _EXPORT.match(head):
        return 1.0
    if is_redirects(name) and (b'"from"' in head or re.search(rb"^30[12]:", head, re.MULTILINE)):
        return 0.9
    return 0.0
