"""Feeds as text: what readers' programs are answered, and what the paper's own hub sends."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.feeds.json_writing import JSON_TYPE, as_json_feed
from dateline.feeds.queries import feed_of, listed
from dateline.feeds.xml_writing import ATOM_TYPE, RSS_TYPE, as_atom, as_rss
from dateline.lib.feed_addresses import Format, Of
from dateline.lib.feed_documents import Feed
from dateline.paper.choices import FeedText
from dateline.paper.queries import paper_settings

_WRITERS = {
    Format.RSS: (as_rss, RSS_TYPE),
    Format.ATOM: (as_atom, ATOM_TYPE),
    Format.JSON: (as_json_feed, JSON_TYPE),
}


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """A feed as it goes over the wire."""

    text: str
    media_type: str
    url: str
    """Full address of the feed."""
    hub: str
    """Full address of its hub, or empty."""

    @property
    def links(self) -> str:
        """Return the header Link that WebSub asks of a feed with a hub (section 4); empty without one."""
        return f'<{self.hub}>; rel="hub", <{self.url}>; rel="self"' if self.hub else ""


def written(feed: Feed, *, form: Format, is_full: bool | None = None) -> WrittenFeed:
    """Return a feed in this format, by the paper's own choice with whole texts or with summaries."""
    write, media_type = _WRITERS[form]
    if is_full is None:
        is_full = paper_settings().feed_text == FeedText.FULL
    return WrittenFeed(write(feed, is_full=is_full), media_type, feed.feed_url, feed.hub)


def written_feed(of: Of, slug: str = "", *, form: Format) -> WrittenFeed | None:
    """Return the feed of something of the paper; None when there is no such thing."""
    found = listed(of, slug)
    return written(feed_of(found, of=of, slug=slug, form=form), form=form) if found is not None else None
