"""Moving a story to another section: recorded, at the same address, with its draft left alone."""

from __future__ import annotations

import pytest
from django.test import Client

from dateline.publishing.models import PublicAddress, PublishedVersion
from dateline.publishing.queries import content_of
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.papers import make_paper, section
from tests.factories.stories import draft, picture, published
from tests.support.watching import Watch, fresh


@pytest.fixture
def story(db: None) -> StoryPage:
    make_paper()
    return published()


@pytest.fixture
def unpublished(db: None) -> StoryPage:
    make_paper()
    return draft("Market closed")


def test_moved_story_names_both_sections_in_its_record(story: StoryPage) -> None:
    editor = User.objects.create_superuser("anna", "anna@paper.example", "a quiet harbor 7")
    with Watch() as seen:
        fresh(story).move(section("sea"), pos="last-child", user=editor)

    contents = [content_of(found) for found in PublishedVersion.objects.filter(publication=story.uuid)]
    assert [found and found["shown"]["section"]["slug"] for found in contents] == ["town", "sea"]
    assert [(version.kind, version.user_id) for version in seen.versions] == [("typo", editor.pk)]
    assert fresh(story).updated_at is None


def test_move_asks_nothing_that_publishing_would_ask(story: StoryPage) -> None:
    """A picture that lost its credit since must not hold the story in the wrong section."""
    page = fresh(story)
    page.lead_picture = picture()
    page.save_revision().publish()
    page.lead_picture.credit = ""
    page.lead_picture.save()

    with Watch() as seen:
        fresh(story).move(section("sea"), pos="last-child")

    assert seen.events == ["story.published"]


def test_move_within_the_section_is_no_change(story: StoryPage) -> None:
    with Watch() as seen:
        fresh(story).move(draft("Sibling"), pos="left")

    assert seen.is_empty


def test_moved_to_another_section_keeps_its_address(client: Client, story: StoryPage) -> None:
    fresh(story).move(section("sea"), pos="last-child")

    page = fresh(story)
    assert (page.public_path(), page.section.slug) == (story.public_path(), "sea")
    assert client.get(story.public_path()).status_code == 200
    assert PublicAddress.objects.filter(publication=story.uuid).count() == 1


def test_moved_story_keeps_its_draft(story: StoryPage) -> None:
    page = fresh(story)
    page.title = "Still a draft"
    page.save_revision()

    fresh(story).move(section("sea"), pos="last-child")

    moved = fresh(story)
    assert (moved.title, moved.has_unpublished_changes) == (story.title, True)
    assert moved.get_latest_revision_as_object().title == "Still a draft"
    assert moved.get_latest_revision_as_object().section.slug == "sea"


def test_moved_draft_follows_its_section(unpublished: StoryPage) -> None:
    unpublished.move(section("sea"), pos="last-child")

    assert fresh(unpublished).section.slug == "sea"
