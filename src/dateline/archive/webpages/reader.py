"""The door to HTML pages: files, folders, zips and web archives in, documents out, in two passes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.records import Document, OldList, Problem
from dateline.archive.webpages.article import read_page
from dateline.archive.webpages.learning import learn
from dateline.archive.webpages.lists import feeds_of
from dateline.archive.webpages.studied import Studied, study
from dateline.archive.webpages.template import MOST_PAGES, Template
from dateline.archive.webpages.warc import LARGEST_PAGE, Fetched, is_warc, pages_of

SUFFIXES = frozenset(
    (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".warc", ".arc", ".gz", "")
)
SAMPLE = 600
"""Pages of all sites together that are looked at before reading."""

_HOST = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$", re.IGNORECASE)


def read_pages(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield one record per page, redirect and gone address; lists of stories come as lists.

    The first pass learns from a sample what pages of a site have in common. Never raises for what is in a
    file.
    """
    sources = list(sources_in(paths, suffixes=SUFFIXES))
    templates = learn(_sample(sources), zone=zone)
    seen = _Seen()
    feeds: dict[str, OldList] = {}
    for source in sources:
        for number, fetched in enumerate(_fetched(source), start=1):
            document = _document(source, fetched, templates=templates, zone=zone, feeds=feeds)
            yield seen.marked(replace(document, file=source.name, document=number))
    if sources and feeds:
        yield Document(file=sources[0].name, document=0, kind="list", id="lists", lists=tuple(feeds.values()))


def _sample(sources: list[Source]) -> Iterator[Studied]:
    """Yield pages from all over the files: early pages may have another template than late ones."""
    step = max(1, len(sources) // SAMPLE)
    taken = 0
    for source in sources[::step]:
        for within, fetched in enumerate(_fetched(source)):
            if taken >= SAMPLE or within >= MOST_PAGES * 4:
                break
            if fetched.problem is None and fetched.data:
                taken += 1
                page = _studied(source, fetched)
                if page is not None:
                    yield page


def _fetched(source: Source) -> Iterator[Fetched]:
    if source.problem is not None:
        yield Fetched(problem=source.problem)
    elif is_warc(source.head(64)):
        yield from pages_of(source)
    else:
        data, problem = source.read(LARGEST_PAGE)
        yield Fetched(data, problem=problem)


def _studied(source: Source, fetched: Fetched) -> Studied | None:
    try:
        return study(fetched, guessed_address=_mirrored(source.name))
    except RecursionError:
        return None


def _mirrored(name: str) -> str:
    """Return the address of a file in a mirror, which has a folder called as the host; a guess."""
    parts = name.replace("\\", "/").split("/")
    for at, part in enumerate(parts[:-1]):
        if _HOST.match(part) and not part.endswith((".zip", ".warc")):
            path = "/".join(parts[at + 1 :])
            return f"https://{part}/{re.sub(r'(?:^|(?<=/))index[.]html?$', '', path)}"
    return ""


def _document(
    source: Source,
    fetched: Fetched,
    *,
    templates: dict[str, Template],
    zone: tzinfo,
    feeds: dict[str, OldList],
) -> Document:
    if fetched.problem is not None and not fetched.data:
        return Document(file="", address=fetched.address, errors=(fetched.problem,))
    if fetched.is_redirect:
        return Document(
            file="",
            kind="redirect",
            id=f"redirect:{fetched.address}",
            address=fetched.address,
            target=fetched.target,
        )
    if fetched.is_gone:
        return Document(
            file="", kind="redirect", status="gone", id=f"gone:{fetched.address}", address=fetched.address
        )
    page = _studied(source, fetched)
    if page is None:
        told = Problem("page", "the markup is nested too deep", "a page that people wrote")
        return Document(file="", address=fetched.address, errors=(told,))
    for feed in feeds_of(page):
        feeds.setdefault(feed.address, feed)
    try:
        document = read_page(page, template=templates.get(page.host) or Template(), zone=zone)
    except RecursionError:
        told = Problem("page", "the markup is nested too deep", "a page that people wrote")
        return Document(file="", address=fetched.address, errors=(told,))
    errors = (*([fetched.problem] if fetched.problem else []), *document.errors)
    return replace(document, errors=errors)


@dataclass(slots=True)
class _Seen:
    """Remembers addresses and chains of redirects."""

    stories: dict[str, str] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)

    def marked(self, document: Document) -> Document:
        """Return the document with a problem if its address was there before, or leads in a circle."""
        place = f"document {document.document} of {document.file}"
        if document.kind == "redirect" and document.target:
            self.led[document.address] = document.target
            if self._circles(document.address):
                told = Problem(document.address, "the redirect leads back to itself", "a redirect that ends")
                return replace(document, errors=(*document.errors, told))
        elif document.kind == "story" and document.address and not document.errors:
            earlier = self.stories.setdefault(document.address, place)
            if earlier != place:
                told = Problem(document.address, f"the page is {earlier} already", "each page once")
                return replace(document, errors=(*document.errors, told))
        return document

    def _circles(self, start: str) -> bool:
        current, steps = self.led.get(start), 0
        while current is not None and steps < 20:
            if current == start:
                return True
            current, steps = self.led.get(current), steps + 1
        return steps >= 20
