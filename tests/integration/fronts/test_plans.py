"""Plans: all of it at one moment, or none of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from dateline.fronts.arrangements import Place
from dateline.fronts.choices import PlanState, Zone
from dateline.fronts.errors import PlanClosedError, PlanRefusedError
from dateline.fronts.models import Front, Plan
from dateline.fronts.plan_actions import (
    arrange_planned_front,
    call_off_plan,
    carry_out_due,
    carry_out_plan,
    save_plan,
)
from dateline.fronts.queries import places_of
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.stories import NOON, draft

SIX = NOON + timedelta(hours=18)


def plan_of(*stories: StoryPage, front: Front, by: User, at: datetime = SIX) -> Plan:
    places = [
        Place(story.pk, Zone.LEAD if not number else Zone.SECONDARY) for number, story in enumerate(stories)
    ]
    plan = save_plan(plan=None, name="Morning", at=at, stories=stories, by=by)
    arrange_planned_front(plan=plan, front=front, places=places, by=by)
    return plan


def test_stories_and_front_become_public_together_and_not_before(
    home: Front, editor: User, client: Client
) -> None:
    stories = [draft("The vote"), draft("What it means"), draft("How we counted")]
    plan = plan_of(*stories, front=home, by=editor)

    assert carry_out_due(now=SIX - timedelta(seconds=1)) == (0, 0)
    assert not StoryPage.objects.filter(live=True).exists()
    assert carry_out_due(now=SIX) == (1, 0)

    plan.refresh_from_db()
    assert (plan.state, plan.done_at) == (PlanState.DONE, SIX)
    assert [place.story_id for place in places_of(home)] == [story.pk for story in stories]
    assert {story.published_at for story in StoryPage.objects.filter(live=True)} == {SIX}
    front = client.get("/").content.decode().partition("<main")[2]
    assert front.index("The vote") < front.index("What it means") < front.index("How we counted")
    assert carry_out_due(now=SIX + timedelta(minutes=5)) == (0, 0)


def test_one_refused_story_holds_everything_back_and_says_why(home: Front, editor: User) -> None:
    good, bad = draft("The vote"), draft("No text at all", body=[])
    plan = plan_of(good, bad, front=home, by=editor)
    entries = LogEntry.objects.count()

    assert carry_out_due(now=SIX) == (0, 1)

    plan.refresh_from_db()
    assert plan.state == PlanState.PLANNED
    assert plan.refusal.startswith("No text at all: ")
    assert not StoryPage.objects.filter(live=True).exists()
    assert places_of(home) == ()
    assert LogEntry.objects.count() == entries


def test_refused_plan_is_tried_again_after_a_minute_when_it_was_mended(home: Front, editor: User) -> None:
    bad = draft("No text yet", body=[])
    plan = plan_of(bad, front=home, by=editor)
    assert carry_out_due(now=SIX) == (0, 1)
    bad.body = [("paragraph", "<p>Here it is.</p>")]
    bad.save_revision(user=editor)

    assert carry_out_due(now=SIX + timedelta(seconds=30)) == (0, 0)
    assert carry_out_due(now=SIX + timedelta(seconds=61)) == (1, 0)

    plan.refresh_from_db()
    assert (plan.refusal, plan.tried_at) == ("", None)


def test_newest_draft_of_a_public_story_goes_out_under_its_kind(
    home: Front, editor: User, flood: StoryPage
) -> None:
    flood.title, flood.change_kind = "Flood on the quay, one hurt", "update"
    flood.save_revision(user=editor)
    plan_of(flood, front=home, by=editor)

    assert carry_out_due(now=SIX) == (1, 0)

    flood.refresh_from_db()
    assert (flood.title, flood.updated_at) == ("Flood on the quay, one hurt", SIX)


def test_story_with_a_schedule_of_its_own_goes_out_with_the_plan(home: Front, editor: User) -> None:
    story = draft("The vote")
    story.go_live_at = SIX + timedelta(days=2)
    story.save_revision(user=editor)
    plan_of(story, front=home, by=editor)

    assert carry_out_due(now=SIX) == (1, 0)

    story.refresh_from_db()
    assert story.live


def test_plan_called_off_or_done_is_closed(home: Front, editor: User) -> None:
    plan = plan_of(draft("The vote"), front=home, by=editor)
    call_off_plan(plan=plan, by=editor)

    assert carry_out_due(now=SIX) == (0, 0)
    for act in (
        lambda: call_off_plan(plan=plan, by=editor),
        lambda: carry_out_plan(plan=plan, by=editor, at=SIX),
        lambda: save_plan(plan=plan, name="Again", at=SIX, stories=[], by=editor),
    ):
        with pytest.raises(PlanClosedError):
            act()


def test_plan_can_be_carried_out_at_once(home: Front, editor: User) -> None:
    plan = plan_of(draft("The vote"), front=home, by=editor)

    carry_out_plan(plan=plan, by=editor, at=NOON)

    assert StoryPage.objects.get(title="The vote").published_at == NOON


def test_part_that_is_refused_is_named(home: Front, editor: User) -> None:
    plan = plan_of(draft("Empty", body=[]), front=home, by=editor)

    with pytest.raises(PlanRefusedError, match="Empty"):
        carry_out_plan(plan=plan, by=editor, at=NOON)


def test_many_plans_on_one_minute_all_go_out(home: Front, editor: User) -> None:
    stories = [draft(f"Result number {number}", slug=f"result-{number}") for number in range(40)]
    for start in range(0, 40, 10):
        save_plan(plan=None, name=f"Part {start}", at=SIX, stories=stories[start : start + 10], by=editor)

    assert carry_out_due(now=SIX) == (4, 0)

    assert StoryPage.objects.filter(published_at=SIX, live=True).count() == 40


@pytest.mark.parametrize(
    "wrong", [{"state": "done"}, {"refusal": "no"}, {"name": ""}, {"state": "lost"}], ids=str
)
def test_database_refuses_plans_that_cannot_be(home: Front, editor: User, wrong: dict[str, str]) -> None:
    plan = plan_of(front=home, by=editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**wrong)
