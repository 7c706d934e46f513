"""Times are never moved falsely: after random publications page, JSON-LD, notices, list and feed agree."""

from __future__ import annotations

import json
import random
import re
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from dateline.publishing.actions import publish_page
from dateline.publishing.choices import CHANGE_KINDS, NOTICE_KINDS, Kind
from dateline.stories.models import StoryPage
from tests.integration.feeds.reading import time_in_sitemap, times_in_feeds
from tests.integration.notices.correcting import START
from tests.support.watching import fresh

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("seed", range(6))
def test_random_publications_leave_the_same_times_everywhere(
    client: Client, story: StoryPage, clock: Any, seed: int
) -> None:
    chance = random.Random(seed)
    kinds = [*CHANGE_KINDS, *(chance.choice(CHANGE_KINDS) for _ in range(3))]
    chance.shuffle(kinds)
    now, updated, told = START, None, {}
    for number, kind in enumerate(kinds):
        now += timedelta(minutes=chance.randrange(1, 3000))
        clock.move_to(now)
        page = fresh(story)
        # A typo is one in a word; everything else says something new.
        word = ("again", "agian")[number % 2] if kind is Kind.TYPO else f"{number} times"
        page.body[0].value.source = f"<p>The ferry sails {word}.</p>"
        if kind is Kind.TYPO:
            page.body[0].value.source = _with_slip(fresh(story).body[0].value.source)
        publish_page(page=page, by=None, kind=str(kind), summary=f"Said {number}. So it is.")
        if kind is not Kind.TYPO:
            updated = now
        if kind in NOTICE_KINDS:
            told[now] = kind
        _all_agree(client, fresh(story), updated=updated, told=told)


def _with_slip(source: str) -> str:
    """Return the text with two letters of its last plain word exchanged, or put right again."""
    return source.replace("ferry", "frery") if "ferry" in source else source.replace("frery", "ferry")


def _all_agree(
    client: Client, story: StoryPage, *, updated: datetime | None, told: dict[datetime, Kind]
) -> None:
    html = client.get(story.public_path()).content.decode()
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[0])
    published = START - timedelta(days=1)
    assert datetime.fromisoformat(data["datePublished"]) == published
    assert datetime.fromisoformat(data["dateModified"]) == (updated or published)
    modified = re.findall(r'article:modified_time" content="([^"]+)"', html)
    assert [datetime.fromisoformat(one) for one in modified] == ([updated] if updated else [])
    said = [datetime.fromisoformat(one["datePublished"]) for one in data.get("correction", [])]
    # A note of the editor corrects nothing, so programs are told of no correction.
    assert said == [moment for moment, kind in told.items() if kind is not Kind.NOTE]
    shown = re.findall(r'notice-time"[^>]*><time datetime="([^"]+)"', html)
    assert sorted(datetime.fromisoformat(one) for one in shown) == [*told]
    listed = client.get("/corrections/").content.decode().partition('class="corrections-main"')[2]
    times = re.findall(r'<time datetime="([^"]+)"', listed)
    assert [datetime.fromisoformat(one) for one in times] == [*told][::-1]
    assert set(times_in_feeds(client, story.uuid).values()) == {(published, updated or published)}
    assert time_in_sitemap(client, story.public_path(), month=f"{published:%Y-%m}") == (updated or published)
    # What is told of it on its page is told in its feeds, too.
    notes = [one["text"] for one in data.get("correction", [])]
    for address in ("/rss/", "/atom/", "/feed.json"):
        text = client.get(address).content.decode()
        assert [note for note in notes if note not in text] == []
    feed = ET.fromstring(client.get("/corrections/atom.xml").content)
    entries = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert [datetime.fromisoformat(one) for one in entries] == [*told][::-1]
