"""Every sitemap against its XSD: ``python -m tools.judges.sitemaps``.

The schemas of sitemaps.org and of Google's news and images come from the npm package sitemap, which has
Google's own in version 4.0.1 only; for an index, which it lacks, sitemap-verify (PyPI) has written the rules
down. libxml2 judges, strictly: it has to know whatever stands in a sitemap. Also asks for what no schema has:
sizes, that a listed page is there and calls itself by that address, that news are of the last two days
(Google's rule) and say what the page says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from tools.judges.asking import asked_about, verdict
from tools.registries import npm_folder, pypi_folder
from tools.walking import Walker, running_paper

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SPACES = {
    "sitemap.xsd": SITEMAP[1:-1],
    "sitemap-news.xsd": NEWS[1:-1],
    "sitemap-image.xsd": "http://www.google.com/schemas/sitemap-image/1.1",
}
INDEX_PACKAGE = "sitemap-verify==0.1.1"
INDEX_DIGEST = "641f3fdb45d6f2ac6f4a2eff86f3b49d9d737fe34934ac628a78f95138afe743"
# https://www.sitemaps.org/protocol.html#index; Google asks for at most 1,000 news.
MOST_ADDRESSES, MOST_BYTES, MOST_NEWS = 50_000, 52_428_800, 1000
TWO_DAYS = timedelta(days=2, minutes=5)
PAGES_OF_A_SITEMAP = 20
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


class Schemas:
    """The two schemas, compiled."""

    def __init__(self, folder: Path, index: Path) -> None:
        imports = "".join(
            f'<xs:import namespace="{space}" schemaLocation="{name}"/>' for name, space in SPACES.items()
        )
        whole = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
        self._urlset = etree.XMLSchema(etree.fromstring(whole, base_url=str(folder / "all.xsd")))
        self._index = etree.XMLSchema(etree.parse(str(index)))

    def faults(self, root: Any) -> Iterator[str]:
        """Yield what the schema has against a sitemap or an index of sitemaps."""
        schema = self._index if root.tag == f"{SITEMAP}sitemapindex" else self._urlset
        if not schema.validate(root):
            yield from (f"line {error.line}: {error.message}" for error in islice(schema.error_log, 5))


def main() -> int:
    """Hold every sitemap to its schema and return the exit code."""
    chosen = asked_about(__doc__).parse_args()
    schemas = fetched_schemas()
    with running_paper(chosen.base) as paper:
        found = dict(sitemaps(paper))
        faults = [f"{path}: {fault}" for path, body in found.items() for fault in faults_of(body, schemas)]
        for path, body in found.items():
            faults += [f"{path}: {fault}" for fault in faults_of_pages(paper, body)]
    news = sum(body.count(b"<news:news>") for body in found.values())
    places = sum(body.count(b"<url>") for body in found.values())
    looked_at = f"{len(found)} files, {places} addresses, {news} news"
    return verdict("sitemaps", faults=faults, looked_at=looked_at, is_enough=len(found) > 3 and places > 0)


def fetched_schemas() -> Schemas:
    """Return the schemas, fetched from npm and PyPI once."""
    index = pypi_folder(INDEX_PACKAGE, digest=INDEX_DIGEST) / "sitemap_verify" / "schemas" / "siteindex.xsd"
    return Schemas(npm_folder("sitemaps") / "node_modules" / "sitemap" / "schema", index)


def sitemaps(paper: Walker) -> Iterator[tuple[str, bytes]]:
    """Yield every sitemap that robots.txt names, and those that these name, by their path."""
    named = re.findall(r"(?im)^sitemap:\s*(\S+)", paper.get("/robots.txt").text)
    waiting = [urlsplit(address).path for address in named]
    for path in waiting:
        body = paper.get(path).body
        yield path, body
        if b"<sitemapindex" in body:
            waiting += [urlsplit(place).path for place in _places(etree.fromstring(body))]


def faults_of(body: bytes, schemas: Schemas, *, now: datetime | None = None) -> Iterator[str]:
    """Yield what is wrong with one file by itself."""
    try:
        root = etree.fromstring(body)
    except etree.XMLSyntaxError as error:
        yield f"is no XML: {error}"
        return
    yield from schemas.faults(root)
    if len(root) > MOST_ADDRESSES or len(body) > MOST_BYTES:
        yield f"is too large: {len(root)} addresses, {len(body)} bytes"
    places = list(_places(root))
    yield from (f"names {place!r}, which is no whole address" for place in places if not _is_whole(place))
    if len(set(places)) != len(places):
        yield "names an address twice"
    if len(news := list(root.iter(f"{NEWS}news"))) > MOST_NEWS:
        yield f"has {len(news)} news"
    for one in news:
        published = datetime.fromisoformat(one.findtext(f"{NEWS}publication_date"))
        age = (now or datetime.now(UTC)) - published  # noqa: TID251 - the clock of who reads the sitemap
        if not -timedelta(minutes=5) <= age <= TWO_DAYS:
            yield f"has news of {published}"


def faults_of_pages(paper: Walker, body: bytes) -> Iterator[str]:
    """Yield what is wrong with the pages that a sitemap names; with news, also whether they say the same."""
    root = etree.fromstring(body)
    if root.tag != f"{SITEMAP}urlset":
        return
    for url in islice(root, PAGES_OF_A_SITEMAP):
        place = url.findtext(f"{SITEMAP}loc")
        answer = paper.get(urlsplit(place).path)
        canonical = _CANONICAL.search(answer.text)
        if answer.status != 200:
            yield f"names {place}, which answers {answer.status}"
        elif canonical is None or unescape(canonical[1]) != place:
            yield f"names {place}, which calls itself {canonical and canonical[1]}"
        if (title := url.findtext(f"{NEWS}news/{NEWS}title")) and title not in unescape(answer.text):
            yield f"calls {place} {title!r}, and the page does not"


def _places(root: Any) -> Iterator[str]:
    # Not those of pictures, which have a name of their own.
    return (place.text for place in root.iter(f"{SITEMAP}loc"))


def _is_whole(place: str) -> bool:
    parts = urlsplit(place)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and parts.path.startswith("/")


if __name__ == "__main__":
    sys.exit(main())
