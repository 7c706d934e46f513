"""Web archives (WARC and ARC, plain or compressed): the pages in them, redirects, and what was gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.sources import READ_ERRORS, Source, said
from dateline.archive.records import Problem

LARGEST_PAGE = 16_000_000
"""Bytes of one page; the largest that people read are a few megabytes."""

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page as it was fetched or saved: bytes, address, what was declared, and where it led."""

    data: bytes = b""
    address: str = ""
    charset: str | None = None
    status: int = 200
    target: str = ""
    fetched: str = ""
    problem: Problem | None = None

    @property
    def is_redirect(self) -> bool:
        """Whether the address led to another."""
        return self.status in _REDIRECTS and bool(self.target)

    @property
    def is_gone(self) -> bool:
        """Whether there was nothing any more when the page was fetched."""
        return self.status in _GONE


def is_warc(head: bytes) -> bool:
    """Say whether a file begins like a web archive; compressed ones come already unpacked."""
    return head.startswith(b"WARC/") or head.startswith(b"filedesc://")


def pages_of(source: Source) -> Iterator[Fetched]:
    """Yield the HTML pages, redirects and gone addresses of a web archive, in order; damage is named."""
    try:
        with closing(source.open()) as stream:
            for record in ArchiveIterator(stream, no_record_parse=False, arc2warc=True):
                page = _page(record)
                if page is not None:
                    yield page
    except (ArchiveLoadFailed, *READ_ERRORS) as error:
        told = Problem("record", f"the web archive breaks off: {said(error)[:160]}", "the next record")
        yield Fetched(problem=told)


def _page(record: object) -> Fetched | None:
    kind = getattr(record, "rec_type", "")
    headers = getattr(record, "rec_headers", None)
    if kind not in ("response", "resource") or headers is None:
        return None
    address = address_of((headers.get_header("WARC-Target-URI") or "").strip("<> "))
    date = headers.get_header("WARC-Date") or ""
    http = getattr(record, "http_headers", None)
    status, content_type, target = 200, headers.get_header("Content-Type") or "", ""
    if kind == "response" and http is not None:
        code = http.get_statuscode() or ""
        status = int(code) if code.isdecimal() else 0
        content_type = http.get_header("Content-Type") or ""
        target = address_of(http.get_header("Location") or "", base=address)
    page = Fetched(
        address=address, charset=_charset(content_type), status=status, target=target, fetched=date
    )
    if page.is_redirect or page.is_gone:
        return page
    if status != 200 or (content_type and not re.search(r"html|xml", content_type, re.IGNORECASE)):
        return None
    return _with_body(record, page)


def _with_body(record: object, page: Fetched) -> Fetched:
    data = record.content_stream().read(LARGEST_PAGE + 1)  # type: ignore[attr-defined]  # warcio has no types
    if len(data) > LARGEST_PAGE:
        told = Problem(page.address or "record", f"the page is larger than {LARGEST_PAGE:,} bytes", "a page")
        return Fetched(address=page.address, problem=told)
    return Fetched(data, page.address, page.charset, page.status, page.target, page.fetched)


def _charset(content_type: str) -> str | None:
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    return match[1] if match else None
