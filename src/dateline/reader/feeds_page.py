"""The page that lists feeds for people, and the links to feeds in the heads of pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dateline.corrections.listing import FEED as CORRECTIONS_FEED
from dateline.feeds.json_writing import JSON_TYPE
from dateline.feeds.opml import OPML
from dateline.feeds.queries import Row, rows_of_feeds
from dateline.feeds.xml_writing import ATOM_TYPE, RSS_TYPE
from dateline.lib.feed_addresses import Format, Of, feed_address
from dateline.reader.contexts import FeedLinkContext, FeedRowContext, FeedsContext
from dateline.reader.queries import PaperParts

TYPES = {Format.RSS: RSS_TYPE, Format.ATOM: ATOM_TYPE, Format.JSON: JSON_TYPE}


def feed_links(of: Of, slug: str = "", *, title: str) -> tuple[FeedLinkContext, ...]:
    """Return the feeds of one list, RSS first."""
    return tuple(
        FeedLinkContext(
            title=title, url=feed_address(of, slug, form=form), media_type=media_type.partition(";")[0]
        )
        for form, media_type in TYPES.items()
    )


def feeds_context(parts: PaperParts) -> FeedsContext:
    """Return what the page of feeds shows."""
    rows = rows_of_feeds(parts.settings.name)
    by_kind = {of: tuple(_row(row) for row in rows if row.of is of) for of in Of}
    return FeedsContext(
        title=_("Feeds"),
        paper=by_kind[Of.PAPER],
        sections=by_kind[Of.SECTION],
        series=by_kind[Of.SERIES],
        corrections_url=CORRECTIONS_FEED,
        opml_url=OPML,
    )


def _row(row: Row) -> FeedRowContext:
    return FeedRowContext(
        name=row.name,
        page_url=row.path,
        rss_url=feed_address(row.of, row.slug),
        atom_url=feed_address(row.of, row.slug, form=Format.ATOM),
        json_url=feed_address(row.of, row.slug, form=Format.JSON),
    )
