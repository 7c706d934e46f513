"""Generated stories are what publishing them would have made, or the benchmark measures another paper."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from django.test import Client
from wagtail.models import Page

from dateline.publishing.actions import publish_page
from dateline.publishing.canonical import commitment_of
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.paper_time import local_date
from dateline.stories.canonical import story_content
from dateline.stories.models import Byline, RelatedStory, StoryPage, StoryTopic
from tests.factories.papers import make_paper
from tools.bench.filling import fill_paper

pytestmark = pytest.mark.any_database

STORIES = 26
# What a new headline changes, and the draft that publishing leaves behind.
CHANGED = {
    *("title", "draft_title", "last_published_at", "latest_revision_id", "live_revision_id"),
    *("latest_revision_created_at", "updated_at", "changed_at", "version_number"),
    # The generator picks neighbors by chance.
    "nearest",
}


@pytest.fixture
def stories(transactional_db: None, tmp_path: Any, settings: Any) -> list[StoryPage]:
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    make_paper()
    fill_paper(STORIES, pictures=2)
    return list(StoryPage.objects.filter(slug__startswith="generated").order_by("pk"))


def rows_of(story: StoryPage) -> dict[str, Any]:
    found = {"page": Page.objects.filter(pk=story.pk), "story": StoryPage.objects.filter(pk=story.pk)}
    for model in (Byline, StoryTopic, RelatedStory):
        found[model.__name__] = model.objects.filter(story=story).order_by("pk")
    return {
        name: [
            {column: value for column, value in row.items() if column not in CHANGED | {"id"}}
            for row in rows.values()
        ]
        for name, rows in found.items()
    }


def test_generated_paper_has_a_sound_tree_and_answers(stories: list[StoryPage]) -> None:
    reader = Client(headers={"host": "localhost"})
    newest = stories[-1]

    assert len(stories) == STORIES
    assert Page.find_problems() == ([], [], [], [], [])
    for path in (
        newest.public_path(),
        newest.section.public_path(),
        newest.topics.first().get_absolute_url(),
        newest.bylines.first().contributor.get_absolute_url(),
        f"/archive/{local_date(newest.public_since):%Y/%m/%d}/",
    ):
        assert newest.title in reader.get(path).content.decode()


def test_versions_of_generated_stories_say_what_the_stories_say(stories: list[StoryPage]) -> None:
    for story in stories:
        canonical = rfc8785.dumps(story_content(story))
        versions = PublishedVersion.objects.filter(publication=story.uuid).select_related("content")
        assert [version.number for version in versions] == list(range(1, story.version_number + 1))
        for version in versions:
            assert version.content.canonical_json.encode() == canonical
            nonce = bytes.fromhex(version.content.nonce)
            assert version.commitment == commitment_of(nonce=nonce, canonical=canonical)


def test_publishing_a_generated_story_unchanged_changes_nothing(stories: list[StoryPage]) -> None:
    for story in stories[:6]:
        before = Publication.objects.filter(pk=story.uuid).values().get()

        version = publish_page(page=story, by=None)

        assert version.number == before["latest_number"]
        assert Publication.objects.filter(pk=story.uuid).values().get() == before


def test_publishing_a_new_headline_leaves_every_other_column_as_it_was_generated(
    stories: list[StoryPage],
) -> None:
    for story in [stories[20], stories[-1]]:
        before = rows_of(story)
        story.title += ", officials say"

        publish_page(page=story, by=None, kind="update", summary="A new headline.")

        assert rows_of(story) == before
