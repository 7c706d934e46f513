"""WordPress exports as a format of archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document
from dateline.archive.wxr.reader import SUFFIXES, read_exports


class WxrFormat:
    """The XML that WordPress exports, plain, compressed or in a zip."""

    name = "wxr"
    label = "WordPress export (WXR)"

    def recognises(self, path: Path) -> float:
        """Look for the namespace of WordPress exports, or for the words of its version."""
        return surest(path, _likeness, suffixes=SUFFIXES)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per post, page and redirect, and one with the lists of the old site."""
        return read_exports(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    if b"//wordpress.org/export/" in head[:8192] or b"<wp:wxr_version>" in head:
        return 1.0
    return 0.0
