"""Sitemaps: an index, a file or more for each month, one for lists, and the news of two days.

Sources: sitemaps.org protocol 0.9, Google's extensions for news (0.9) and images (1.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urljoin

from django.conf import settings
from lxml import etree

from dateline.feeds.sitemap_queries import (
    MOST,
    Place,
    authors,
    has_part,
    latest_news,
    lists,
    months,
    stories_in,
    topics,
)
from dateline.feeds.xml_writing import possible
from dateline.paper.queries import paper_settings

INDEX, NEWS, PAGES = "/sitemap.xml", "/news-sitemap.xml", "/sitemap/pages.xml"
SITEMAP_TYPE = "application/xml; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS_SPACE = "http://www.google.com/schemas/sitemap-news/0.9"
SOURCES: dict[str, Callable[[], Any]] = {"topics": topics, "authors": authors}
_FILE = re.compile(
    r"/sitemap/(?:(?P<name>topics|authors)|(?P<year>(?:1[5-9]|2[01])[0-9]{2})-(?P<month>0[1-9]|1[0-2]))"
    r"(?:-(?P<part>[2-9]|[1-9][0-9]{1,2}))?\.xml"
)
# As it is written, so that an address in a sitemap is the one that pages call canonical.
_SAFE = "/~!$&'()*+,;=:@%"


def files() -> Iterator[tuple[str, datetime | None]]:
    """Yield the address of every sitemap that the index names, and when it last changed if that is known."""
    yield PAGES, None
    for name, source in SOURCES.items():
        for part in range(1, _parts(source().count()) + 1):
            yield part_address(name, part=part), None
    for month in months():
        for part in range(1, _parts(month.count) + 1):
            yield part_address(f"{month.first_day:%Y-%m}", part=part), month.changed_at


def existing_files(addresses: Iterable[str]) -> set[str]:
    """Return those of these addresses at which there is a sitemap; asks about no other."""
    return {address for address in addresses if _exists(address)}


def _exists(address: str) -> bool:
    found = _FILE.fullmatch(address)
    if found is None:
        return address == PAGES
    part = int(found["part"] or 1)
    if found["name"]:
        start = MOST * (part - 1)
        return SOURCES[found["name"]]()[start : start + 1].exists()
    return has_part(date(int(found["year"]), int(found["month"]), 1), part=part)


def part_address(name: str, *, part: int) -> str:
    """Return the address of a sitemap; the first of several is called as if it were alone."""
    return f"/sitemap/{name}.xml" if part == 1 else f"/sitemap/{name}-{part}.xml"


def index() -> bytes:
    """Return the index of all sitemaps."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})
    for path, changed_at in files():
        _add(root, "sitemap", Place(path, changed_at))
    return _written(root)


def lists_file() -> bytes:
    """Return the sitemap of what there is once."""
    return _urlset(lists())


def records_file(name: str, *, part: int) -> bytes | None:
    """Return one sitemap of topics or authors; None when there is no such part."""
    found = SOURCES[name]()[MOST * (part - 1) : MOST * part]
    places = [Place(record.get_absolute_url()) for record in found]
    return _urlset(places) if places else None


def month_file(first_day: date, *, part: int) -> bytes | None:
    """Return one sitemap of a month; None when there is no such part."""
    places = stories_in(first_day, part=part)
    return _urlset(places) if places else None


def news_file(*, now: datetime) -> bytes:
    """Return the news of two days. Without any it names the front alone: the schema wants an address."""
    name = possible(paper_settings().name)
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS_SPACE})
    for one in latest_news(now=now):
        news = etree.SubElement(_add(root, "url", Place(one.path)), f"{{{NEWS_SPACE}}}news")
        publication = etree.SubElement(news, f"{{{NEWS_SPACE}}}publication")
        etree.SubElement(publication, f"{{{NEWS_SPACE}}}name").text = name
        etree.SubElement(publication, f"{{{NEWS_SPACE}}}language").text = one.language.partition("-")[0]
        published = etree.SubElement(news, f"{{{NEWS_SPACE}}}publication_date")
        published.text = one.published_at.isoformat(timespec="seconds")
        etree.SubElement(news, f"{{{NEWS_SPACE}}}title").text = possible(one.title)
    if not len(root):
        _add(root, "url", Place("/"))
    return _written(root)


def _urlset(places: Iterable[Place]) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "image": IMAGE})
    for place in places:
        _add(root, "url", place)
    return _written(root)


def _add(root: Any, kind: str, place: Place) -> Any:
    base = settings.WAGTAILADMIN_BASE_URL
    added = etree.SubElement(root, f"{{{SITEMAP}}}{kind}")
    etree.SubElement(added, f"{{{SITEMAP}}}loc").text = base + quote(place.path, safe=_SAFE)
    if place.changed_at is not None:
        changed = etree.SubElement(added, f"{{{SITEMAP}}}lastmod")
        changed.text = place.changed_at.isoformat(timespec="seconds")
    if place.picture:
        image = etree.SubElement(added, f"{{{IMAGE}}}image")
        etree.SubElement(image, f"{{{IMAGE}}}loc").text = urljoin(base, place.picture)
    return added


def _parts(count: int) -> int:
    return -(-count // MOST)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
