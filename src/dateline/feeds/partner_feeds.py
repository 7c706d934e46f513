"""Feeds of partners as text: which stories they have, and how much of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.edition.keys import announce
from dateline.feeds.entry_queries import entries_of
from dateline.feeds.models import PartnerFeed
from dateline.feeds.partner_actions import digest_of
from dateline.feeds.writing import WrittenFeed, written
from dateline.lib.feed_addresses import Format
from dateline.lib.feed_documents import Feed, FeedEntry
from dateline.paper.queries import paper_settings
from dateline.stories.models import StoryPage, StoryTopic

ROOT = "/partner-feed/"
ENDINGS = {Format.RSS: "rss", Format.ATOM: "atom", Format.JSON: "json"}
_ADDRESS = re.compile(rf"{ROOT}(?P<key>[-\w]{{32}})\.(?:{'|'.join(ENDINGS.values())})", re.ASCII)
# As ``html`` writes them; it writes no other.
_FIGURE = re.compile(r"<figure><img [^>]*>.*?</figure>\n?", re.DOTALL)


def address_of(words: str, *, form: Format) -> str:
    """Return the address of a feed by the key that was told when it was made."""
    return f"{ROOT}{words}.{ENDINGS[form]}"


def feed_by(words: str) -> PartnerFeed | None:
    """Return the feed of a key; None for one that leads nowhere, or nowhere any more."""
    feed = PartnerFeed.objects.filter(digest=digest_of(words)).first()
    if feed is None:
        return None
    announce(f"partner-feed/{feed.pk}")
    return feed if feed.ended_at is None else None


def written_partner_feed(words: str, *, form: Format) -> WrittenFeed | None:
    """Return the feed of a key in this format; None for one that leads nowhere."""
    row = feed_by(words)
    if row is None:
        return None
    paper, base = paper_settings(), settings.WAGTAILADMIN_BASE_URL
    entries = entries_of(ids_of(row))
    feed = Feed(
        title=_("%(paper)s: %(list)s") % {"paper": paper.name, "list": row.title},
        description=paper.tagline,
        url=f"{base}/",
        feed_url=base + address_of(words, form=form),
        language=settings.LANGUAGE_CODE,
        author=paper.name,
        entries=entries if row.has_pictures else tuple(map(without_pictures, entries)),
    )
    return written(feed, form=form, is_full=row.is_full)


def ids_of(feed: PartnerFeed) -> list[int]:
    """Return the newest public stories that the feed is of, and announce what decides about them."""
    # Every publication touches the first: labels and sections of stories change with one. The others are
    # touched when a topic or a section goes by itself.
    announce("stories/text", "stories/list")
    announce(*(f"section/{pk}/list" for pk in feed.sections), *(f"topic/{pk}/list" for pk in feed.topics))
    stories = StoryPage.objects.newest().exclude(label__in=feed.without_labels)
    if feed.sections:
        stories = stories.filter(section__in=feed.sections)
    if feed.topics:
        tagged = StoryTopic.objects.filter(topic__in=feed.topics)
        stories = stories.filter(pk__in=tagged.values("story"))
    return list(stories.values_list("pk", flat=True)[: feed.length])


def without_pictures(entry: FeedEntry) -> FeedEntry:
    """Return an entry without any picture: rights to them are mostly not ours to give."""
    return replace(entry, picture=None, content_html=_FIGURE.sub("", entry.content_html))


def existing_partner_feeds(addresses: Sequence[str]) -> set[str]:
    """Return those of these addresses at which there is a feed of a partner."""
    keys = {
        address: digest_of(found["key"]) for address in addresses if (found := _ADDRESS.fullmatch(address))
    }
    if not keys:
        return set()
    open_ones = PartnerFeed.objects.filter(digest__in=set(keys.values()), ended_at=None)
    there = set(open_ones.values_list("digest", flat=True))
    return {address for address, digest in keys.items() if digest in there}
