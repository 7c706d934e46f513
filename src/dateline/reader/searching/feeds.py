"""What a search finds, as feeds: the newest first, so that a program tells of each new story."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.feeds.entry_queries import entries_of
from dateline.feeds.writing import WrittenFeed, written
from dateline.lib.feed_addresses import Format
from dateline.lib.feed_documents import Feed
from dateline.publishing.paper_time import local_date
from dateline.reader.contexts import FeedLinkContext
from dateline.reader.feeds_page import TYPES
from dateline.reader.queries import PaperParts
from dateline.reader.searching.parameters import ROOT, Parameters
from dateline.search.contexts import Order
from dateline.search.queries import find_stories

NEWEST = 30


def feed_of_search(wanted: Parameters, *, form: Format, parts: PaperParts) -> WrittenFeed | None:
    """Return the feed of a search, with what was found in the time that a search has.

    None when nothing is asked for: that would be the feed of the paper.
    """
    question = replace(wanted.question, order=Order.NEWEST)
    if question.is_empty:
        return None
    found = find_stories(question, today=local_date(parts.now), offset=0, limit=NEWEST)
    paper, base = parts.settings, settings.WAGTAILADMIN_BASE_URL
    feed = Feed(
        title=_("%(paper)s: %(list)s") % {"paper": paper.name, "list": search_title(wanted)},
        description=paper.tagline,
        url=base + wanted.address(),
        feed_url=base + feed_address_of(wanted, form=form),
        language=settings.LANGUAGE_CODE,
        author=paper.name,
        entries=entries_of(found.story_ids),
    )
    return written(feed, form=form)


def feed_address_of(wanted: Parameters, *, form: Format = Format.RSS) -> str:
    """Return where the feed of a search is: in its order there is no choice, and it has one page."""
    query = wanted.address(order=Order.BEST).removeprefix(ROOT)
    place = "feed.json" if form is Format.JSON else f"{form}/"
    return f"{ROOT}{place}{query}"


def feeds_of_search(wanted: Parameters) -> tuple[FeedLinkContext, ...]:
    """Return the feeds of a search, RSS first; none when nothing is asked for."""
    if wanted.question.is_empty:
        return ()
    return tuple(
        FeedLinkContext(
            title=search_title(wanted),
            url=feed_address_of(wanted, form=form),
            media_type=media_type.partition(";")[0],
        )
        for form, media_type in TYPES.items()
    )


def search_title(wanted: Parameters) -> str:
    """Return what a search is called, in heads and in readers' programs."""
    query = wanted.asked.text
    return _("Search: %(query)s") % {"query": query} if query else _("Search")
