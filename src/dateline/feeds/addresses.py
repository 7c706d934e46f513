"""Where each feed is to be found (DESIGN section 6)."""

from __future__ import annotations

from dateline.feeds.choices import Format, Of

FEEDS = "/feeds/"
OPML = "/feeds.opml"
SITEMAP = "/sitemap.xml"
NEWS_SITEMAP = "/news-sitemap.xml"
ROBOTS = "/robots.txt"
SECURITY = "/.well-known/security.txt"


def feed_address(of: Of, slug: str = "", *, form: Format = Format.RSS) -> str:
    """Return the address of a feed, such as ``/rss/``, ``/rss/town/`` or ``/feed/topic/ferries.json``."""
    parts = {Of.PAPER: "", Of.SECTION: slug}
    place = parts.get(of, f"{of}/{slug}")
    if form is Format.JSON:
        return f"/feed/{place}.json" if place else "/feed.json"
    return f"/{form}/{place}/" if place else f"/{form}/"
