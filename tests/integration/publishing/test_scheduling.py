"""Schedules: on time, late, refused and tried again, called off, and across a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.module_loading import import_string

from dateline.config.worker import JOBS
from dateline.publishing.actions import unpublish_page
from dateline.publishing.models import ScheduleFailure
from dateline.publishing.scheduling import RETRY_AFTER, publish_due
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import draft, published
from tests.support.watching import Watch, fresh

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
TEN = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def schedule(page: StoryPage, at: datetime = TEN) -> StoryPage:
    page.go_live_at = at
    page.save_revision().publish()
    return page


def due(clock: Any, at: datetime) -> tuple[int, int]:
    clock.move_to(at, tick=False)
    return publish_due(now=at)


def test_worker_carries_schedules_out_every_second() -> None:
    (job,) = [job for job in JOBS if "schedul" in job.name]

    assert job.seconds <= 5
    assert import_string(job.run).__module__ == "dateline.publishing.scheduling"


@pytest.mark.parametrize(("at", "is_public"), [(TEN - timedelta(seconds=1), False), (TEN, True)])
def test_draft_becomes_public_at_its_time_and_not_before(
    clock: Any, unpublished: StoryPage, at: datetime, is_public: bool
) -> None:
    schedule(unpublished)
    assert not fresh(unpublished).live

    with Watch() as seen:
        assert due(clock, at) == ((1, 0) if is_public else (0, 0))

    assert fresh(unpublished).live == is_public
    assert seen.events == (["story.published"] if is_public else [])


def test_time_of_publication_is_the_time_it_happened(clock: Any, unpublished: StoryPage) -> None:
    schedule(unpublished)
    late = TEN + timedelta(hours=3)

    due(clock, late)

    assert fresh(unpublished).published_at == late


def test_schedule_is_carried_out_once(clock: Any, unpublished: StoryPage) -> None:
    schedule(unpublished)
    due(clock, TEN)
    with Watch() as seen:
        assert due(clock, TEN + timedelta(seconds=1)) == (0, 0)

    assert seen.is_empty


def test_public_story_shows_its_old_text_until_then(clock: Any, story: StoryPage) -> None:
    page = fresh(story)
    page.title, page.change_kind, page.change_summary = "At ten", "correction", "It was not so."
    with Watch() as before:
        schedule(page)
    assert before.is_empty
    assert (fresh(story).title, fresh(story).live) == (story.title, True)

    with Watch() as seen:
        due(clock, TEN)

    assert fresh(story).title == "At ten"
    assert [(version.kind, version.summary, version.at) for version in seen.versions] == [
        ("correction", "It was not so.", TEN)
    ]


def test_expiry_unpublishes_at_its_time(clock: Any, story: StoryPage) -> None:
    StoryPage.objects.filter(pk=story.pk).update(expire_at=TEN)
    assert due(clock, TEN - timedelta(seconds=1)) == (0, 0)
    with Watch() as seen:
        assert due(clock, TEN) == (1, 0)

    assert seen.events == ["story.unpublished"]
    assert (fresh(story).live, fresh(story).expired) == (False, True)


def test_refused_is_noted_and_holds_up_nobody(clock: Any, unpublished: StoryPage) -> None:
    empty = schedule(draft("No text", body=[]), TEN - timedelta(minutes=5))
    schedule(unpublished)
    with Watch() as seen:
        assert due(clock, TEN) == (1, 1)

    failure = ScheduleFailure.objects.get()
    assert (failure.page_id, failure.reason) == (empty.pk, "A story needs a text.")
    assert failure.due_at == TEN - timedelta(minutes=5)
    assert seen.events == ["story.published"]
    assert not fresh(empty).live


def test_refused_is_tried_again_after_a_while_and_forgotten_when_mended(clock: Any, paper: Any) -> None:
    empty = schedule(draft("No text", body=[]))
    due(clock, TEN)
    soon = TEN + timedelta(seconds=5)
    assert due(clock, soon) == (0, 0)
    assert ScheduleFailure.objects.exists()

    revision = empty.revisions.get(approved_go_live_at__isnull=False)
    revision.content["body"] = '[{"type": "paragraph", "value": "<p>Now.</p>", "id": "a"}]'
    revision.save()
    with Watch() as seen:
        assert due(clock, TEN + RETRY_AFTER + timedelta(seconds=1)) == (1, 0)

    assert seen.events == ["story.published"]
    assert not ScheduleFailure.objects.exists()


def test_refusal_is_forgotten_when_the_schedule_is_called_off(clock: Any, paper: Any) -> None:
    empty = schedule(draft("No text", body=[]))
    due(clock, TEN)
    empty.revisions.update(approved_go_live_at=None)

    due(clock, TEN + timedelta(minutes=2))

    assert not ScheduleFailure.objects.exists()


def test_section_with_stories_does_not_expire(clock: Any, story: StoryPage) -> None:
    page = section()
    type(page).objects.filter(pk=page.pk).update(expire_at=TEN)

    assert due(clock, TEN) == (0, 1)
    assert section().live
    assert "Move or unpublish them first" in ScheduleFailure.objects.get().reason


def test_broken_revision_holds_up_nobody(clock: Any, unpublished: StoryPage) -> None:
    broken = schedule(draft("Broken"), TEN - timedelta(minutes=1))
    broken.revisions.update(content={"pk": broken.pk, "title": None, "body": 7})
    schedule(unpublished)

    assert due(clock, TEN) == (1, 1)
    assert fresh(unpublished).live
    assert ScheduleFailure.objects.get().page_id == broken.pk


def test_what_came_due_while_nothing_ran_is_carried_out_in_order(clock: Any, paper: Any) -> None:
    later = schedule(draft("Later"), TEN + timedelta(minutes=1))
    earlier = schedule(draft("Earlier"), TEN)
    with Watch() as seen:
        assert due(clock, TEN + timedelta(days=1)) == (2, 0)

    assert [entry.subject for entry in seen.entries] == [f"story/{earlier.pk}", f"story/{later.pk}"]


def test_story_taken_off_the_paper_loses_its_schedule(clock: Any, story: StoryPage) -> None:
    page = fresh(story)
    page.title = "At ten"
    schedule(page)
    unpublish_page(page=story, by=None)
    with Watch() as seen:
        assert due(clock, TEN) == (0, 0)

    assert seen.is_empty


def test_scheduled_address_that_was_taken_meanwhile_is_refused(clock: Any, paper: Any) -> None:
    waiting = schedule(draft("Same day", slug="same"))
    clock.move_to(TEN - timedelta(minutes=1), tick=False)
    published("First", slug="same", at=TEN - timedelta(minutes=1))

    assert due(clock, TEN) == (0, 1)
    assert not fresh(waiting).live
    assert "has or had this address" in ScheduleFailure.objects.get().reason
