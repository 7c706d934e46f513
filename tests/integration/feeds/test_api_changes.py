"""The order of changes: whoever follows it by positions misses nothing and gets nothing twice."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.test import Client

from dateline.feeds.edition_keys import CHANGES
from dateline.feeds.models import StoryChange
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.models import Publication
from dateline.publishing.withholding_actions import withhold_versions
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import NOON, draft, published
from tests.integration.feeds.asking_api import ask, titles
from tests.support.watching import fresh

WRITERS, EACH = 4, 6


class Follower:
    """A partner's program that asks again and again for what has changed since it last asked."""

    def __init__(self, reader: Client, *, limit: int = 3) -> None:
        self.reader, self.limit = reader, limit
        self.position = "0"
        self.got: list[tuple[str, str, str]] = []

    def ask(self) -> list[Any]:
        """Ask until there is no more for now."""
        items = []
        while True:
            answer = ask(self.reader, f"stories?since={self.position}&limit={self.limit}")
            items += answer["items"]
            self.position = answer["position"]
            if not answer["more"]:
                break
        self.got += [(one["uri"], one["version"], one["pubStatus"]) for one in items]
        return items


def withhold_first_version(story: StoryPage) -> None:
    page = fresh(story)
    page.title = "Ferry back again"
    publish_page(page=page, by=None, kind=Kind.UPDATE)
    publication = Publication.objects.get(pk=story.uuid)
    withhold_versions(publication=publication, numbers=[1], by=None, reason=RemovalReason.LEGAL)


def take_away_and_destroy(story: StoryPage) -> None:
    unpublish_page(page=fresh(story), by=None)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, withholds_content=True)


@pytest.mark.parametrize("work", [withhold_first_version, take_away_and_destroy])
def test_whatever_moves_a_story_in_the_order_touches_the_order(
    paper: HomePage, work: Callable[[StoryPage], None]
) -> None:
    story = published("Ferry back")
    before = latest_number()

    work(story)

    last = StoryChange.objects.get(publication=story.uuid).number
    assert last > before + 1
    assert CHANGES in LogEntry.objects.get(number=last).keys


def test_story_comes_again_only_when_it_has_changed(reader: Client, paper: HomePage) -> None:
    follower = Follower(reader)
    story, other = published("Ferry back"), published("Harbour dredged", within="sea")
    assert titles(follower.ask()) == ["Ferry back", "Harbour dredged"]
    assert follower.ask() == []

    page = fresh(story)
    page.title = "Ferry back again"
    publish_page(page=page, by=None, kind=Kind.UPDATE, at=NOON - timedelta(days=9))
    assert titles(follower.ask()) == ["Ferry back again"]
    unpublish_page(page=fresh(other), by=None)
    assert [one["pubStatus"] for one in follower.ask()] == ["withheld"]
    publish_page(page=fresh(other), by=None)
    assert titles(follower.ask()) == ["Harbour dredged"]
    assert follower.ask() == []


def test_beginning_at_the_end_tells_only_what_comes(reader: Client, paper: HomePage) -> None:
    published("Ferry back")
    follower = Follower(reader)
    follower.position = ask(reader, "")["position"]

    assert follower.ask() == []
    published("Harbour dredged")
    assert titles(follower.ask()) == ["Harbour dredged"]


def test_moments_begin_and_end_a_list_whose_positions_go_on(reader: Client, paper: HomePage) -> None:
    for number in range(4):
        published(f"Story {number}")
    for row, number in zip(StoryChange.objects.order_by("number"), range(4), strict=True):
        StoryChange.objects.filter(pk=row.pk).update(at=NOON + timedelta(hours=number))

    def found(query: str) -> list[str]:
        return titles(ask(reader, f"stories?{query}")["items"])

    assert found("since=2026-03-14T13:00:00Z") == ["Story 1", "Story 2", "Story 3"]
    assert found("since=2026-03-14T13:00:00Z&until=2026-03-14T16:00:00%2B02:00") == ["Story 1", "Story 2"]
    assert found("until=2026-03-14T12:00:00Z") == ["Story 0"]
    later = ask(reader, "stories?since=2026-03-15T00:00:00Z")
    assert (later["items"], later["position"]) == ([], ask(reader, "")["position"])
    first = ask(reader, "stories?since=0&limit=2")
    assert found(f"until={first['position']}") == ["Story 0", "Story 1"]
    # Nothing lies between the two moments; what comes after must not be passed over.
    gap = ask(reader, "stories?since=2026-03-14T12:30:00Z&until=2026-03-14T12:40:00Z")
    assert titles(ask(reader, f"stories?since={gap['position']}")["items"]) == [
        "Story 1",
        "Story 2",
        "Story 3",
    ]


def test_withheld_words_of_a_notice_are_a_change(reader: Client, paper: HomePage) -> None:
    story, follower = published("Ferry back"), Follower(reader)
    page = fresh(story)
    page.standfirst = "On Monday."
    publish_page(
        page=page, by=None, kind=Kind.CORRECTION, summary="It was quetzalcanary. It is not.", at=NOON
    )
    assert "quetzalcanary" in json.dumps(follower.ask())

    publication = Publication.objects.get(pk=story.uuid)
    withhold_versions(publication=publication, numbers=[], sentences=[2], by=None, reason=RemovalReason.LEGAL)
    items = follower.ask()
    assert len(items) == 1
    assert "quetzalcanary" not in json.dumps(items)


def publish(story: StoryPage) -> None:
    publish_page(page=story, by=None)


def update(story: StoryPage) -> None:
    story.title = f"{story.title} updated"
    publish_page(page=story, by=None, kind=Kind.UPDATE)


def remove(story: StoryPage) -> None:
    take_down(page=story, by=None, reason=RemovalReason.OTHER)


def act_on(story: StoryPage, act: Callable[[StoryPage], None]) -> None:
    act(fresh(story))


def insist(act: Callable[[], Any]) -> None:
    """SQLite may make a writer wait for longer than it has patience; nothing is done then."""
    for _ in range(10):
        try:
            act()
        except OperationalError:
            continue
        return
    act()


@pytest.mark.django_db(transaction=True)
def test_follower_misses_nothing_and_gets_nothing_twice_while_many_publish(
    settings: Any, tmp_path: Any, transactional_db: None
) -> None:
    """Several publish at once, in transactions that end in another order than they began."""
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    make_paper()
    begun = threading.Barrier(WRITERS + 1)
    problems: list[BaseException] = []
    drafts = [
        [draft(f"Story {one} {two}", slug=f"story-{one}-{two}") for two in range(EACH)]
        for one in range(WRITERS)
    ]

    def write(stories: list[StoryPage]) -> None:
        try:
            begun.wait(30)
            for number, story in enumerate(stories):
                insist(partial(act_on, story, publish))
                insist(partial(act_on, story, update))
                if number % 3 == 0:
                    insist(partial(act_on, story, remove))
        except BaseException as error:  # noqa: BLE001 - told by the test
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(stories,)) for stories in drafts]
    for thread in threads:
        thread.start()
    follower = Follower(Client(headers={"host": "localhost"}))
    begun.wait(30)
    while any(thread.is_alive() for thread in threads):
        follower.ask()
    for thread in threads:
        thread.join()
    follower.ask()

    assert problems == []
    # Not one state of a story was told twice, and of each the last was told.
    assert [state for state, times in Counter(follower.got).items() if times > 1] == []
    last = {uri: (version, status) for uri, version, status in follower.got}
    assert last == {
        story.uuid.urn: ("3", "canceled") if number % 3 == 0 else ("2", "usable")
        for stories in drafts
        for number, story in enumerate(stories)
    }
