"""Which addresses for programs exist: in a flood of made-up ones, and for a copy of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.feeds import indexnow, robots, security_txt
from dateline.feeds.opml import OPML
from dateline.feeds.sitemap_queries import authors, series_with_stories, topics
from dateline.feeds.sitemaps import INDEX, NEWS, existing_files, files
from dateline.lib.feed_addresses import Format, Of, feed_address
from dateline.sections.models import SectionPage

ONCE = (OPML, INDEX, NEWS, robots.ADDRESS, security_txt.ADDRESS, indexnow.ADDRESS)
_FEED = re.compile(
    r"/(?:(?P<form>rss|atom)/(?:(?P<of>topic|author|series)/)?(?P<slug>[-a-zA-Z0-9_]+)/"
    r"|feed/(?:(?P<of_json>topic|author|series)/)?(?P<slug_json>[-a-zA-Z0-9_]+)\.json)"
)
_OF_PAPER = {feed_address(Of.PAPER, form=form): form for form in Format}


def feed_addresses() -> Iterator[str]:
    """Yield the address of every feed and sitemap, and of what else there is for programs once."""
    yield from ONCE
    yield from (path for path, _changed_at in files())
    for of, slug in feeds_by_slug():
        for form in Format:
            yield feed_address(of, slug, form=form)


def feeds_by_slug() -> Iterator[tuple[Of, str]]:
    """Yield of what there are feeds, the whole paper first."""
    yield Of.PAPER, ""
    for of, rows in _sources().items():
        for slug in rows.order_by("pk").values_list("slug", flat=True).iterator():
            yield of, slug


def feed_at(address: str) -> tuple[Of, str, Format] | None:
    """Return of what the feed at an address would be, by its slug, and in which format; asks nothing."""
    if address in _OF_PAPER:
        return Of.PAPER, "", _OF_PAPER[address]
    match = _FEED.fullmatch(address)
    if match is None:
        return None
    of = Of(match["of"] or match["of_json"] or Of.SECTION)
    return of, match["slug"] or match["slug_json"], Format(match["form"] or Format.JSON)


def existing_feeds(addresses: Sequence[str]) -> set[str]:
    """Return those of these addresses at which there is a feed, with a query for each kind."""
    asked: dict[Of, dict[str, list[str]]] = {}
    for address in addresses:
        feed = feed_at(address)
        if feed is not None and feed[0] is not Of.PAPER:
            asked.setdefault(feed[0], {}).setdefault(feed[1], []).append(address)
    sources = _sources()
    found = set(_OF_PAPER).union(ONCE).intersection(addresses)
    found |= existing_files(addresses)
    for of, slugs in asked.items():
        there = sources[of].filter(slug__in=list(slugs)).values_list("slug", flat=True)
        found.update(address for slug in there for address in slugs[slug])
    return found


def _sources() -> dict[Of, Any]:
    return {
        Of.SECTION: SectionPage.objects.public(),
        Of.TOPIC: topics(),
        Of.AUTHOR: authors(),
        Of.SERIES: series_with_stories(),
    }
