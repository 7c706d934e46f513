"""Who is near to whom is said once, by a publication, and to those pages alone that show it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.stories.models import StoryPage
from dateline.stories.nearness import KEPT, SHOWN
from tests.factories.papers import make_paper
from tests.factories.stories import NOON, draft, published, topic
from tests.support.watching import Watch, fresh


@pytest.fixture
def paper(db: None) -> HomePage:
    return make_paper()


def on_ferries(title: str, *, hours: int, **fields: str) -> StoryPage:
    return published(title, topics=["Ferries"], at=NOON + timedelta(hours=hours), **fields)


def neighbors_of(story: StoryPage) -> list[int]:
    return [pk for pk, _likeness in fresh(story).nearest]


def story_keys(seen: Watch) -> set[str]:
    return {key for entry in seen.entries for key in entry.keys if key.startswith("story/")}


def shown_on(story: StoryPage) -> str:
    page = Client(headers={"host": "localhost"}).get(fresh(story).public_path()).content.decode()
    return page[page.index('id="related"') : page.index("</aside>")] if 'id="related"' in page else ""


def test_new_story_comes_to_the_pages_of_its_neighbors(paper: HomePage) -> None:
    old = on_ferries("Ferry fares rise", hours=0)
    elsewhere = published("Ferry fares rise too", topics=["Bakeries"])

    with Watch() as seen:
        new = on_ferries("Ferry fares rise again", hours=1)

    assert neighbors_of(old) == [new.pk]
    assert neighbors_of(new) == [old.pk]
    assert neighbors_of(elsewhere) == []
    assert story_keys(seen) == {f"story/{old.pk}", f"story/{new.pk}"}
    assert new.public_path() in shown_on(old)


def test_story_that_no_page_would_show_touches_none(paper: HomePage) -> None:
    alike = [on_ferries(f"Ferry fares rise in {year}", hours=year - 2000) for year in range(2001, 2006)]

    with Watch() as seen:
        unlike = on_ferries("Captain bakes bread", hours=9)

    assert all(unlike.pk in neighbors_of(story)[SHOWN:] for story in alike)
    assert story_keys(seen) == {f"story/{unlike.pk}"}


def test_nearest_are_bounded_and_the_likest_first(paper: HomePage) -> None:
    for number in range(KEPT):
        on_ferries(f"Something else, number {number}", hours=number)
    alike = on_ferries("Ferry fares rise in spring", hours=20)

    story = on_ferries("Ferry fares rise in autumn", hours=21)

    assert len(neighbors_of(story)) == KEPT
    assert neighbors_of(story)[0] == alike.pk


def test_new_headline_moves_a_story_among_its_neighbors(paper: HomePage) -> None:
    story = on_ferries("Ferry fares rise", hours=0)
    others = [on_ferries(f"Ferry fares rise in {year}", hours=year - 2000) for year in range(2001, 2005)]
    unlike = on_ferries("Captain bakes bread", hours=9)
    assert neighbors_of(story)[-1] == unlike.pk

    unlike.title = "Ferry fares rise"
    with Watch() as seen:
        publish_page(page=unlike, by=None, kind="update")

    assert neighbors_of(story)[0] == unlike.pk
    assert story_keys(seen) >= {f"story/{story.pk}", *(f"story/{other.pk}" for other in others)}


def test_story_that_leaves_its_topic_leaves_its_neighbors(paper: HomePage) -> None:
    other, story = on_ferries("Ferry fares rise", hours=0), on_ferries("Ferry fares rise again", hours=1)

    story.topics.set([topic("Bakeries")])
    with Watch() as seen:
        publish_page(page=story, by=None)

    assert neighbors_of(other) == neighbors_of(story) == []
    assert f"story/{other.pk}" in story_keys(seen)


def test_correction_of_the_text_leaves_all_others_alone(paper: HomePage) -> None:
    on_ferries("Ferry fares rise", hours=0)
    story = on_ferries("Ferry fares rise again", hours=1)

    story.body[0].value.source = "<p>By half.</p>"
    with Watch() as seen:
        publish_page(page=story, by=None, kind="correction", summary="It was half.")

    assert seen.keys == {f"story/{story.pk}", "corrections/list"}


def test_unpublished_neighbor_makes_room_and_comes_back(paper: HomePage) -> None:
    story = on_ferries("Ferry fares rise", hours=0)
    others = [on_ferries(f"Ferry fares rise in {year}", hours=year - 2000) for year in range(2001, 2006)]
    first, last = (StoryPage.objects.get(pk=neighbors_of(story)[place]) for place in (0, SHOWN))
    assert len(others) == SHOWN + 1
    assert last.public_path() not in shown_on(story)

    unpublish_page(page=first, by=None)
    assert last.public_path() in shown_on(story)
    assert first.public_path() not in shown_on(story)

    publish_page(page=fresh(first), by=None)
    assert first.public_path() in shown_on(story)
    assert last.public_path() not in shown_on(story)


def test_command_relates_what_was_published_before(paper: HomePage) -> None:
    old, new = on_ferries("Ferry fares rise", hours=0), on_ferries("Ferry fares rise again", hours=1)
    models.QuerySet(StoryPage).update(nearest=[])
    said = StringIO()

    with Watch() as seen:
        call_command("relate_stories", stdout=said)

    assert (neighbors_of(old), neighbors_of(new)) == ([new.pk], [old.pk])
    assert [entry.event for entry in seen.entries] == ["story.related"]
    assert story_keys(seen) == {f"story/{old.pk}", f"story/{new.pk}"}
    assert said.getvalue() == "2 stories looked at, 2 pages with other related stories.\n"
    with Watch() as seen:
        call_command("relate_stories", stdout=said)
    assert seen.is_empty


def test_draft_is_near_to_nobody_until_it_is_published(paper: HomePage) -> None:
    story = on_ferries("Ferry fares rise", hours=0)

    draft("Ferry fares rise again", topics=["Ferries"])

    assert neighbors_of(story) == []
