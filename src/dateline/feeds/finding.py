"""Which addresses for programs exist: in a flood of made-up ones, and for a copy of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.feeds.addresses import feed_address
from dateline.feeds.choices import Format, Of
from dateline.people.models import Contributor
from dateline.sections.models import SectionPage, Series, Topic

_FEED = re.compile(
    r"/(?:(?:rss|atom)/(?:(?P<of>topic|author|series)/)?(?P<slug>[-a-zA-Z0-9_]+)/"
    r"|feed/(?:(?P<of_json>topic|author|series)/)?(?P<slug_json>[-a-zA-Z0-9_]+)\.json)"
)


def feed_addresses() -> Iterator[str]:
    """Yield the address of every feed."""
    for of, slug in feeds_by_slug():
        for form in Format:
            yield feed_address(of, slug, form=form)


def feeds_by_slug() -> Iterator[tuple[Of, str]]:
    """Yield of what there are feeds, the whole paper first."""
    yield Of.PAPER, ""
    for of, rows in _sources().items():
        for slug in rows.order_by("pk").values_list("slug", flat=True).iterator():
            yield of, slug


def existing_feeds(addresses: Sequence[str]) -> set[str]:
    """Return those of these addresses at which there is a feed, with a query for each kind."""
    asked: dict[Of, dict[str, list[str]]] = {}
    for address in addresses:
        match = _FEED.fullmatch(address)
        if match is not None:
            of = Of(match["of"] or match["of_json"] or Of.SECTION)
            asked.setdefault(of, {}).setdefault(match["slug"] or match["slug_json"], []).append(address)
    sources = _sources()
    found = {feed_address(Of.PAPER, form=form) for form in Format}.intersection(addresses)
    for of, slugs in asked.items():
        there = sources[of].filter(slug__in=list(slugs)).values_list("slug", flat=True)
        found.update(address for slug in there for address in slugs[slug])
    return found


def _sources() -> dict[Of, Any]:
    return {
        Of.SECTION: SectionPage.objects.public(),
        Of.TOPIC: Topic.objects.all(),
        Of.AUTHOR: Contributor.objects.filter(has_page=True),
        Of.SERIES: Series.objects.all(),
    }
