"""HTML pages as a format of archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from importlib import import_module
from pathlib import Path

from dateline.archive.parsing.sources import surest
from dateline.archive.records import Document

_SUFFIX = re.compile(r"\.(?:x?html?|shtml|php|aspx?)$", re.IGNORECASE)
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I | re.S,
)


class HtmlFormat:
    """Pages of any site: single files, folders, zips, and web archives."""

    name = "html"
    label = "HTML pages, files or web archives (WARC)"

    def recognises(self, path: Path) -> float:
        """Look for the beginning of a page or of a web archive."""
        return surest(path, _likeness)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per page, redirect and gone address."""
        # What it needs takes a second to load, and a paper that imports no pages never needs it.
        reader = import_module("dateline.archive.webpages.reader")
        yield from reader.read_pages(paths, zone=zone)


def _likeness(head: bytes, name: str) -> float:
    if head.startswith((b"WARC/1", b"WARC/0", b"filedesc://")):
        return 1.0
    if _HTML.match(head):
        return 0.95
    if _SUFFIX.search(name) and re.search(rb"<(?:p|div|table|h1|br)\b", head, re.IGNORECASE):
        return 0.8
    return 0.0
