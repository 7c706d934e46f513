"""Embargoes: no door publishes before the time, and only an editor-in-chief lifts one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState

from dateline.publishing.actions import publish_page, schedule_page
from dateline.publishing.draft_models import Embargo
from dateline.publishing.embargo_actions import lift_embargo, set_embargo
from dateline.publishing.errors import EmbargoError, PublicationRefusedError
from dateline.publishing.models import ScheduleFailure
from dateline.publishing.scheduling import publish_due
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft, published
from tests.support.desk_forms import story_form
from tests.support.watching import fresh

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
TEN = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(paper: Any) -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def story() -> StoryPage:
    held = draft("Ministry report")
    held.save_revision()
    set_embargo(page=held, until=TEN, words="Ministry, 10:00", by=member(Role.EDITOR), at=START)
    return held


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(member(Role.EDITOR_IN_CHIEF))
    return client


def test_action_refuses_before_and_publishes_after(clock: Any, story: StoryPage) -> None:
    with pytest.raises(PublicationRefusedError, match="Ministry, 10:00"):
        publish_page(page=story, by=None)
    assert not fresh(story).live

    clock.move_to(TEN, tick=False)
    publish_page(page=fresh(story), by=None)

    assert fresh(story).live


def test_action_is_not_deceived_by_a_later_moment_of_record(story: StoryPage) -> None:
    with pytest.raises(PublicationRefusedError):
        publish_page(page=story, by=None, at=TEN + timedelta(days=1))


def test_wagtails_button_is_refused_and_the_text_kept(editor: Client, story: StoryPage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    data = {**story_form(story, text="Typed just now."), "action-publish": "1"}

    page = editor.post(address, data).content.decode()

    assert not fresh(story).live
    assert "Under embargo until" in page
    assert "Typed just now." in page


def test_bulk_and_api_are_refused(editor: Client, story: StoryPage) -> None:
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{bulk}?id={story.pk}", {})
    assert not fresh(story).live

    api = reverse("wagtailadmin_api:pages:action", args=[story.pk, "publish"])
    answer = editor.post(api, {}, content_type="application/json")

    assert answer.status_code in (400, 409, 422)
    assert not fresh(story).live


def test_last_approval_is_refused(editor: Client, story: StoryPage) -> None:
    story.get_workflow().start(story, member(Role.REPORTER))
    for _step in range(4):
        state = fresh(story).current_workflow_task_state
        if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
            break
        address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])
        editor.post(address, {"comment": ""})

    assert not fresh(story).live


@pytest.mark.parametrize("at", [TEN - timedelta(minutes=1), TEN])
def test_schedule_before_the_embargo_ends_is_refused(story: StoryPage, at: datetime) -> None:
    if at < TEN:
        with pytest.raises(PublicationRefusedError, match="Under embargo"):
            schedule_page(page=story, by=None, at=at)
        assert fresh(story).scheduled_revision is None
    else:
        schedule_page(page=story, by=None, at=at)
        assert fresh(story).scheduled_revision is not None


def test_wagtails_own_schedule_is_refused(story: StoryPage) -> None:
    story.go_live_at = TEN - timedelta(minutes=5)

    with pytest.raises(PublicationRefusedError):
        story.save_revision().publish()

    assert fresh(story).scheduled_revision is None


def test_schedule_older_than_the_embargo_waits_for_it(clock: Any) -> None:
    story = draft("Planned before")
    schedule_page(page=story, by=None, at=TEN - timedelta(hours=1))
    set_embargo(page=story, until=TEN, words="Court, 10:00", by=member(Role.EDITOR), at=START)

    clock.move_to(TEN - timedelta(hours=1), tick=False)
    assert publish_due(now=TEN - timedelta(hours=1)) == (0, 1)
    assert "Court, 10:00" in ScheduleFailure.objects.get(page_id=story.pk).reason

    clock.move_to(TEN + timedelta(seconds=1), tick=False)
    assert publish_due(now=TEN + timedelta(seconds=1)) == (1, 0)
    assert fresh(story).live


def test_update_of_a_public_story_waits_too() -> None:
    story = published("Public already", at=START - timedelta(days=1))
    set_embargo(page=story, until=TEN, words="Figures, 10:00", by=member(Role.EDITOR), at=START)
    story.standfirst = "The figures."

    with pytest.raises(PublicationRefusedError):
        publish_page(page=story, by=None, kind="update")

    assert fresh(story).standfirst == ""


def test_only_an_editor_in_chief_lifts_it_and_that_is_logged(story: StoryPage) -> None:
    with pytest.raises(EmbargoError):
        lift_embargo(page=story, reason="They broke it.", by=member(Role.EDITOR), at=START)

    lift_embargo(page=story, reason="They broke it.", by=member(Role.EDITOR_IN_CHIEF), at=START)

    publish_page(page=fresh(story), by=None)
    entry = PageLogEntry.objects.get(page=story.pk, action="dateline.embargo.lift")
    assert entry.data["reason"] == "They broke it."
    assert entry.user == member(Role.EDITOR_IN_CHIEF)


def test_bringing_the_end_forward_is_lifting(story: StoryPage) -> None:
    earlier = TEN - timedelta(hours=1)
    with pytest.raises(EmbargoError):
        set_embargo(page=story, until=earlier, words="Sooner", by=member(Role.EDITOR), at=START)

    set_embargo(page=story, until=TEN + timedelta(hours=1), words="Later", by=member(Role.EDITOR), at=START)
    set_embargo(page=story, until=earlier, words="Sooner", by=member(Role.EDITOR_IN_CHIEF), at=START)

    assert Embargo.objects.get(page=story.pk).until == earlier


@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"lifted_at": START}, {"lifted_reason": "Why"}], ids=["words", "when", "why"]
)
def test_database_keeps_the_fields_paired(story: StoryPage, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Embargo.objects.filter(page=story.pk).update(**wrong)


def test_embargo_goes_with_its_story(story: StoryPage) -> None:
    story.delete()

    assert not Embargo.objects.exists()


def test_copy_says_the_same_and_waits_as_long(story: StoryPage) -> None:
    copy = story.copy(update_attrs={"slug": "copied", "title": "Copied"}, user=member(Role.EDITOR))

    with pytest.raises(PublicationRefusedError, match="Ministry, 10:00"):
        publish_page(page=StoryPage.objects.get(pk=copy.pk), by=None)
