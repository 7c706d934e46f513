"""A canary in all that a story is made of: in every output while it is public, and in none otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from dateline.feeds.finding import feed_addresses
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, schedule_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.embargo_actions import set_embargo
from dateline.publishing.scheduling import publish_due
from dateline.sections.models import Series
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft, picture, published
from tests.support.watching import fresh

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
END = START + timedelta(hours=2)
CANARY = "quetzalcanary"


@pytest.fixture
def clock(paper: HomePage) -> Any:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def canary() -> StoryPage:
    """Return a draft with the canary in all its parts, and with things that belong to it alone."""
    return draft(
        f"The {CANARY} report",
        slug=CANARY,
        standfirst=f"In brief: {CANARY}",
        body=[("paragraph", f"<p>A {CANARY} sails.</p>"), ("subheading", CANARY)],
        by=[f"Ada {CANARY}"],
        topics=[f"Topic {CANARY}"],
        series=Series.objects.create(name=f"Series {CANARY}", slug=f"series-{CANARY}"),
        lead_picture=picture(caption=CANARY, credit=CANARY, description=CANARY),
    )


def with_canary(reader: Client, story: StoryPage) -> list[str]:
    """Return the addresses of everything for programs that holds the canary."""
    own = [
        f"/{root}/{kind}/{slug}{ending}"
        for kind, slug in (
            ("topic", f"topic-{CANARY}"),
            ("author", f"ada-{CANARY}"),
            ("series", f"series-{CANARY}"),
        )
        for root, ending in (("rss", "/"), ("atom", "/"), ("feed", ".json"))
    ]
    # Their own addresses and names say it; what is asked here is whether the story is told.
    told = [
        address
        for address in own
        if any(text in reader.get(address).content.decode() for text in ("In brief", "sails"))
    ]
    listed = [address for address in (*feed_addresses(), "/feeds/") if address not in own]
    return [*told, *(address for address in listed if CANARY in reader.get(address).content.decode())]


EVERYWHERE = {
    *("/rss/", "/atom/", "/feed.json", "/rss/town/", "/atom/town/", "/feed/town.json"),
    *(f"/rss/topic/topic-{CANARY}/", f"/atom/author/ada-{CANARY}/", f"/feed/series/series-{CANARY}.json"),
    *("/sitemap/2026-05.xml", "/sitemap/topics.xml", "/sitemap/authors.xml", "/sitemap/pages.xml"),
    *("/news-sitemap.xml", "/feeds.opml", "/feeds/"),
}


def test_story_under_embargo_is_in_no_output_before_its_time(reader: Client, clock: Any) -> None:
    published("Ferry back in service", at=START - timedelta(days=1))
    story = canary()
    story.save_revision()
    set_embargo(page=story, until=END, words="Ministry, 10:00", by=member(Role.EDITOR), at=START)
    schedule_page(page=story, by=member(Role.EDITOR_IN_CHIEF), at=END)

    for moment in (START, END - timedelta(seconds=1)):
        clock.move_to(moment, tick=False)
        publish_due(now=moment)
        assert with_canary(reader, story) == []

    clock.move_to(END + timedelta(seconds=1), tick=False)
    publish_due(now=END + timedelta(seconds=1))
    assert set(with_canary(reader, story)) >= EVERYWHERE


@pytest.mark.parametrize("end", ["taken down", "unpublished", "deleted"])
def test_killed_story_is_in_no_output(reader: Client, clock: Any, end: str) -> None:
    published("Ferry back in service", at=START - timedelta(days=1))
    story = canary()
    publish_page(page=story, by=None, at=START)
    page = fresh(story)
    page.title = f"Another {CANARY}"
    publish_page(page=page, by=None, at=START, kind=Kind.CORRECTION, summary=f"Not {CANARY}. But so.")
    assert set(with_canary(reader, story)) >= EVERYWHERE

    if end == "taken down":
        take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, at=START)
    elif end == "unpublished":
        unpublish_page(page=fresh(story), by=None, at=START)
    else:
        fresh(story).delete()

    assert with_canary(reader, story) == []
