"""Lists are read from an index alone: what carries a story's date carries it exactly while it is public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page

from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.sections.models import Series
from dateline.stories.models import Byline, StoryPage, StoryTopic
from dateline.stories.queries import (
    stories_about,
    stories_by,
    stories_in_section,
    stories_of_series,
    stories_on,
)
from tests.factories.papers import make_paper, section
from tests.factories.stories import NOON, contributor, draft, published, topic
from tests.support.watching import fresh

EARLIER = datetime(2019, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def story(db: None) -> StoryPage:
    make_paper()
    return published(by=["Ines Moreau"], topics=["Ferries"])


def dates_of(story: StoryPage) -> set[datetime | None]:
    rows = (Byline.objects.filter(story=story), StoryTopic.objects.filter(story=story))
    return {fresh(story).listed_at, *(row.published_at for listed in rows for row in listed)}


def unpublish_as_wagtail_does(story: StoryPage) -> None:
    Page.objects.get(pk=story.pk).unpublish()


def publish_again(story: StoryPage) -> None:
    unpublish_page(page=story, by=None)
    publish_page(page=fresh(story), by=None)


def publish_at_another_date(story: StoryPage) -> None:
    story.published_at = EARLIER
    publish_page(page=story, by=None)


def keep_a_draft(story: StoryPage) -> None:
    story.published_at, story.title = EARLIER, "Another"
    story.save_revision()


@pytest.mark.parametrize(
    ("act", "date_then"),
    [
        (lambda story: None, NOON),
        (lambda story: unpublish_page(page=story, by=None), None),
        (unpublish_as_wagtail_does, None),
        (lambda story: take_down(page=story, by=None, reason=RemovalReason.LEGAL), None),
        (publish_again, NOON),
        (publish_at_another_date, EARLIER),
        (keep_a_draft, NOON),
        (lambda story: fresh(story).move(section("sea"), pos="last-child"), NOON),
    ],
    ids=["published", "unpublished", "by Wagtail", "taken down", "again", "redated", "drafted", "moved"],
)
def test_rows_of_lists_have_the_date_exactly_while_the_story_is_public(
    story: StoryPage, act: Callable[[StoryPage], Any], date_then: datetime | None
) -> None:
    act(story)

    assert dates_of(story) == {date_then}


def test_draft_stands_in_no_list(story: StoryPage) -> None:
    hidden = draft("Not yet", published_at=NOON, by=["Ines Moreau"], topics=["Ferries"])

    assert dates_of(hidden) == {None}
    for listed in (
        stories_about(topic("Ferries")),
        stories_by(contributor("Ines Moreau")),
        stories_in_section(section("town")),
        stories_on(date(2026, 3, 14)),
    ):
        assert [row[0] for row in listed] == [story.pk]


def test_contributor_with_two_roles_has_the_story_once(story: StoryPage) -> None:
    story.bylines.add(Byline(contributor=contributor("Ines Moreau"), role="photos"))
    publish_page(page=story, by=None)

    listed = stories_by(contributor("Ines Moreau"))

    assert Byline.objects.filter(story=story).count() == 2
    assert [row[0] for row in listed] == [story.pk]
    assert listed.count() == 1


def test_lists_are_counted_and_read_from_an_index_alone(story: StoryPage) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so small a table from end to end")
    for listed in (
        stories_about(topic("Ferries")),
        stories_by(contributor("Ines Moreau")),
        stories_in_section(section("town")),
        stories_of_series(Series(pk=1)),
        stories_on(date(2026, 3, 14)),
    ):
        plan = listed[24:48].explain()

        assert "COVERING INDEX" in plan
        assert "ORDER BY" not in plan
