"""Stories published together leave the rows that each would leave by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from dateline.fronts.models import HomePage
from dateline.lib.slugs import slug_from
from dateline.media.models import Picture
from dateline.publishing.actions import publish_page
from dateline.publishing.bulk.actions import publish_new_pages
from dateline.publishing.bulk.acts import NewPage
from dateline.publishing.choices import Kind
from dateline.stories.models import Byline, RelatedStory, StoryPage
from tests.factories.papers import section
from tests.factories.stories import contributor, picture, published, topic

DAY = datetime(1998, 5, 3, 12, 0, tzinfo=UTC)
# What is random, or the clock's, or numbered by the database.
RANDOM = {"nonce", "commitment", "translation_key", "uuid", "id"}
CLOCK = {
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "created_at",
    "timestamp",
    "at",
    "title_norm",
}
# Those that come together share one entry of the log, and so a place in the order of changes.
SHARED = {"paper_feeds.StoryChange": {"number"}}
# Drafts hold the times at which Wagtail wrote them.
NOW = re.compile(r"20[2-9]\d-\d\d-\d\dT[0-9:.]+Z")


def stories() -> Iterator[tuple[StoryPage, list[datetime]]]:
    """Yield stories as an archive brings them: with people, topics, pictures, updates, related headlines."""
    town = [topic("Harbour"), topic("Ferries")]
    pier = Picture.objects.get()
    for number in range(6):
        at = DAY + timedelta(days=(number * 5) % 7, minutes=number)
        headline = f"Ferry number {number} sails from the harbour again"
        story = StoryPage(
            title=headline,
            slug=slug_from(headline),
            live=False,
            published_at=at,
            source_address=f"old#{number}",
            standfirst="The harbour office said so." if number % 2 else "",
            lead_picture=pier if number == 1 else None,
            body=[
                {"type": "paragraph", "value": f"<p>It sailed at <b>{number}</b>.</p>", "id": f"a{number}"},
                {"type": "subheading", "value": "Later", "id": f"b{number}"},
                {"type": "picture", "value": {"picture": pier.pk, "caption": "Pier"}, "id": f"c{number}"},
            ],
        )
        story.bylines.set([Byline(contributor=contributor("Ada Byron"), role="words", sort_order=0)])
        wanted = RelatedStory(wanted_headline="The Old Quay", wanted_section="Sea", sort_order=0)
        story.chosen_related.set([wanted])
        story.topics.set(town[: number % 3])
        yield story, [at + timedelta(hours=3)] if number == 2 else []


def one_by_one() -> None:
    for story, updates in stories():
        section("town").add_child(instance=story)
        publish_page(page=story, by=None, at=story.published_at)
        for at in updates:
            publish_page(page=story, by=None, kind=Kind.UPDATE, at=at)


def together() -> None:
    publish_new_pages(
        pages=[
            NewPage(page=story, parent=section("town"), at=story.published_at, updates=tuple(updates))
            for story, updates in stories()
        ],
        by=None,
    )


def rows(names: dict[str, str]) -> dict[str, list[str]]:
    """Return every row of every table of ours and Wagtail's, with what is random or the clock's left out."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        if label.split(".")[0] not in ("wagtailcore", "wagtailsearch") and not label.startswith("paper_"):
            continue
        if label in ("paper_publishlog.LogEntry", "paper_media.PictureRendition", "paper_media.RetiredFile"):
            continue
        # What comes together is indexed by the worker afterwards; tests/integration/search holds that.
        if label.startswith("paper_search."):
            continue
        left_out = RANDOM | CLOCK | SHARED.get(label, set())
        fields = [f.attname for f in model._meta.concrete_fields if f.attname not in left_out]
        listed = [
            {name: str(value) for name, value in zip(fields, row, strict=True)}
            for row in model._base_manager.values_list(*fields)
        ]
        told = [NOW.sub("now", json.dumps(row, sort_keys=True)) for row in listed]
        for old, new in names.items():
            told = [line.replace(old, new) for line in told]
        found[label] = sorted(told)
    return found


def taken(publish: Any, on_commit: Any) -> dict[str, list[str]]:
    """Publish, note every row, and go back to the state before."""
    with transaction.atomic():
        point = transaction.savepoint()
        with on_commit(execute=True):
            publish()
        names = {str(s.uuid): s.slug for s in StoryPage.objects.all()}
        names |= {str(s.translation_key): f"tk-{s.slug}" for s in StoryPage.objects.all()}
        found = rows(names)
        transaction.savepoint_rollback(point)
    return found


@pytest.mark.any_database
def test_stories_published_together_leave_the_same_rows(
    paper: HomePage, django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Any
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("compares numbers, which only SQLite gives again")
    settings.MEDIA_ROOT = tmp_path
    published("An earlier story about the ferry in the harbour", at=DAY, topics=["Harbour"])
    picture()
    contributor("Ada Byron"), topic("Ferries")

    single = taken(one_by_one, django_capture_on_commit_callbacks)
    bulk = taken(together, django_capture_on_commit_callbacks)

    assert sum('"kind": "update"' in row for row in single["paper_publishing.PublishedVersion"]) == 1
    differing = {
        label: [row for row in zip(expected, bulk[label], strict=False) if row[0] != row[1]][:1]
        or [(str(len(expected)), str(len(bulk[label])))]
        for label, expected in single.items()
        if bulk[label] != expected
    }
    assert differing == {}
