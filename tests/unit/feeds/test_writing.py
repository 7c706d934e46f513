"""Writers of feeds: what is said of one entry, in each format."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest

from dateline.feeds.json_writing import as_json_feed
from dateline.feeds.xml_writing import as_atom, as_rss
from dateline.lib.feed_documents import NEVER, Feed, FeedEntry, FeedPerson

AT, LATER = datetime(2026, 3, 14, 12, tzinfo=UTC), datetime(2026, 3, 15, 9, 30, tzinfo=UTC)
ENTRY = FeedEntry(
    id="urn:uuid:1",
    url="https://paper.example/a/",
    title="A & <b>",
    published_at=AT,
    updated_at=LATER,
    summary_html="<p>Short &amp; sweet</p>",
    content_html="<p>All of ]]> it</p>",
    authors=(FeedPerson("Ines Moreau", "https://paper.example/author/ines/"), FeedPerson("Oto\x0b Lind")),
)
FEED = Feed(
    title="The Paper",
    url="https://paper.example/",
    feed_url="https://paper.example/rss/",
    language="en",
    author="The Paper",
    entries=(ENTRY,),
)


def test_time_of_a_feed_is_that_of_its_newest_entry() -> None:
    older = replace(ENTRY, id="urn:uuid:2", updated_at=AT)

    assert replace(FEED, entries=(older, ENTRY)).updated_at == LATER
    assert replace(FEED, entries=()).updated_at == NEVER


@pytest.mark.parametrize("write", [as_rss, as_atom])
def test_xml_says_everything_of_an_entry(write: Callable[..., str]) -> None:
    found = feedparser.parse(write(FEED, is_full=True), sanitize_html=False)
    (entry,) = found.entries

    assert not found.bozo
    assert entry.summary == ENTRY.summary_html
    assert entry.content[0].value == ENTRY.content_html
    assert [author.name for author in entry.authors] == ["Ines Moreau", "Oto Lind"]
    assert entry.id == "urn:uuid:1"
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == AT
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == LATER


@pytest.mark.parametrize("write", [as_rss, as_atom, as_json_feed])
def test_summary_says_nothing_of_the_rest(write: Callable[..., str]) -> None:
    assert "All of" not in write(FEED)


def test_json_says_everything_of_an_entry() -> None:
    (item,) = json.loads(as_json_feed(FEED, is_full=True))["items"]

    assert item["title"] == "A & <b>"
    assert item["content_html"] == ENTRY.content_html
    assert (item["date_published"], item["date_modified"]) == (AT.isoformat(), LATER.isoformat())
    assert item["authors"][0] == {"name": "Ines Moreau", "url": "https://paper.example/author/ines/"}


def test_entry_without_more_than_a_summary_is_the_same_in_both() -> None:
    short = replace(FEED, entries=(replace(ENTRY, content_html=""),))

    assert as_json_feed(short, is_full=True) == as_json_feed(short)
    assert as_atom(short, is_full=True) == as_atom(short)
