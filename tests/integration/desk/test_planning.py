"""The planning board: what is planned, for whom, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from dateline.desk.models import PlannedStory
from dateline.desk.planning.actions import drop_plan, move_plan, plan_story, start_story, take_up_plan
from dateline.desk.planning.board import Board, board_of
from dateline.desk.planning.errors import AlreadyStartedError, DroppedError, NotYoursToPlanError
from dateline.desk.planning.week import Week
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishlog.queries import latest_number
from dateline.stories.models import StoryPage
from dateline.stories.story_states import State
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.plans import planned
from tests.factories.staff import member
from tests.factories.stories import contributor

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def board(role: str = Role.EDITOR, **narrowed: Any) -> Board:
    return board_of(week=Week(MONDAY), user=member(role), now=NOW, **narrowed)


def titles(board: Board) -> list[list[str]]:
    return [[card.plan.working_title for card in day.cards] for day in board.days]


def due(day: int, hour: int = 18) -> datetime:
    return datetime(2026, 11, 30, hour, tzinfo=UTC) + timedelta(days=day)


def test_board_shows_each_plan_on_its_day(paper: HomePage) -> None:
    planned("Ferry strike", due_at=due(0))
    planned("Night train", due_at=due(6, 23))
    planned("Next week", due_at=due(7, 0))

    assert titles(board()) == [["Ferry strike"], [], [], [], [], [], ["Night train"]]


def test_board_of_this_week_keeps_what_was_never_begun(paper: HomePage) -> None:
    planned("Left over", due_at=due(-2))
    dropped = planned("Dropped", due_at=due(-3))
    drop_plan(plan=dropped, by=member(Role.EDITOR))

    assert [card.plan.working_title for card in board().left_over] == ["Left over"]
    assert not board_of(week=Week(MONDAY).next, user=member(Role.EDITOR), now=NOW).left_over


def test_board_is_narrowed_by_section_and_person(paper: HomePage) -> None:
    reporter = member(Role.REPORTER)
    planned("Harbor", within="sea", due_at=due(0))
    planned("Trams", due_at=due(0), assignee=reporter)

    assert titles(board(section_id=section("sea").pk))[0] == ["Harbor"]
    assert titles(board(assignee_id=reporter.pk))[0] == ["Trams"]


def test_started_story_has_title_byline_owner_and_section_of_its_plan(paper: HomePage) -> None:
    reporter = member(Role.REPORTER)
    plan = planned("Ferry strike", within="sea", assignee=reporter, contributor=contributor("Ines Moreau"))

    started: Any = start_story(plan=plan, by=member(Role.EDITOR))

    story: Any = StoryPage.objects.get(pk=started.pk)
    assert (story.title, story.slug, story.section.slug, story.live) == (
        "Ferry strike", "ferry-strike", "sea", False,
    )  # fmt: skip
    assert story.owner == reporter
    assert [byline.contributor.name for byline in story.bylines.all()] == ["Ines Moreau"]
    assert story.get_latest_revision_as_object().title == "Ferry strike"
    assert PlannedStory.objects.get().story_id == story.pk


def test_byline_is_the_contributor_with_the_name_of_who_writes(paper: HomePage) -> None:
    reporter = member(Role.REPORTER)
    reporter.first_name, reporter.last_name = "Ines", "Moreau"
    reporter.save()
    contributor("Ines Moreau")

    story = start_story(plan=planned(assignee=reporter), by=reporter)

    assert [byline.contributor.name for byline in story.bylines.all()] == ["Ines Moreau"]


def test_board_follows_the_story_from_draft_to_taken_down(paper: HomePage) -> None:
    editor = member(Role.EDITOR)
    plan = planned(due_at=due(0), planned_length=600)

    def card() -> Any:
        return board().days[0].cards[0]

    assert card().state is None
    assert card().is_late

    story: Any = start_story(plan=plan, by=editor)
    story.body = [("paragraph", "<p>Four words are <b>here</b>.</p>"), ("subheading", "Two more")]
    story.save_revision(user=editor)
    assert (card().state.state, card().words) == (State.DRAFT, 6)

    Workflow.objects.get().start(story, editor)
    assert (card().state.state, card().state.step) == (State.SUBMITTED, "Copy desk")

    story.current_workflow_state.cancel(user=editor)
    story = story.get_latest_revision_as_object()
    story.go_live_at = timezone.now() + timedelta(days=2)
    story.save_revision(user=editor).publish(user=editor)
    assert card().state.state == State.SCHEDULED
    assert card().state.goes_out_at == story.go_live_at

    publish_page(page=story.get_latest_revision_as_object(), by=editor)
    assert card().state.state == State.LIVE
    assert not card().is_late

    take_down(page=StoryPage.objects.get(pk=story.pk), by=editor, reason=RemovalReason.LEGAL)
    assert card().state.state == State.REMOVED


def test_story_is_started_once(paper: HomePage) -> None:
    plan = planned()
    start_story(plan=plan, by=member(Role.EDITOR))

    with pytest.raises(AlreadyStartedError):
        start_story(plan=plan, by=member(Role.EDITOR_IN_CHIEF))

    assert StoryPage.objects.count() == 1


def test_second_press_of_the_button_says_that_the_story_is_there(paper: HomePage, editor: Client) -> None:
    url = reverse("planning:start", args=[planned().pk])

    first = editor.post(url)
    second = editor.post(url, follow=True)

    assert first.url == reverse("wagtailadmin_pages:edit", args=[StoryPage.objects.get().pk])
    assert "already been started" in second.content.decode()


def test_deleted_draft_can_be_started_again(paper: HomePage) -> None:
    plan = planned()
    start_story(plan=plan, by=member(Role.EDITOR)).delete()

    again = start_story(plan=plan, by=member(Role.EDITOR))

    assert PlannedStory.objects.get().story == again


def test_database_refuses_what_a_plan_cannot_be(paper: HomePage) -> None:
    story = start_story(plan=planned("One"), by=member(Role.EDITOR))
    other = planned("Two")
    wrong: list[dict[str, Any]] = [
        {"story": story, "started_at": NOW},
        {"working_title": ""},
        {"planned_length": 0},
        {"planned_length": 50_001},
        {"picture_wanted": "the quay", "wants_picture": False},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            PlannedStory.objects.filter(pk=other.pk).update(**values)
    for values in ({"started_at": None}, {"dropped_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlannedStory.objects.filter(story=story).update(**values)


def test_dropped_plan_is_off_the_board_and_can_be_taken_up(paper: HomePage) -> None:
    editor, plan = member(Role.EDITOR), planned(due_at=due(0))

    drop_plan(plan=plan, by=editor)
    assert titles(board())[0] == []
    assert len(board().dropped) == 1
    with pytest.raises(DroppedError):
        start_story(plan=plan, by=editor)

    take_up_plan(plan=plan, by=editor)
    assert len(board().days[0].cards) == 1


def test_started_plan_is_not_dropped(paper: HomePage) -> None:
    plan = planned()
    start_story(plan=plan, by=member(Role.EDITOR))

    with pytest.raises(AlreadyStartedError):
        drop_plan(plan=plan, by=member(Role.EDITOR))


def test_moving_keeps_the_time_of_the_clock(paper: HomePage, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    # 18:00 in Riga; the night to 29 March has no hour from 3 to 4.
    plan = planned(due_at=datetime(2027, 3, 27, 16, 0, tzinfo=UTC))

    moved = move_plan(plan=plan, to=date(2027, 3, 28), by=member(Role.EDITOR))

    assert moved.due_at == datetime(2027, 3, 28, 15, 0, tzinfo=UTC)


def test_moving_into_the_gap_of_the_clocks_lands_behind_it(paper: HomePage, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    plan = planned(due_at=datetime(2027, 3, 27, 1, 30, tzinfo=UTC))

    moved = move_plan(plan=plan, to=date(2027, 3, 28), by=member(Role.EDITOR))

    assert moved.due_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_nothing_of_a_plan_touches_a_readers_page(paper: HomePage, client: Client) -> None:
    before = latest_number()
    plan = planned("Secret inquiry", due_at=due(0), notes="Nobody may know.")
    move_plan(plan=plan, to=MONDAY, by=member(Role.EDITOR))
    story: Any = start_story(plan=plan, by=member(Role.EDITOR))

    assert latest_number() == before
    for address in ("/", "/town/", "/rss/", "/sitemap.xml", f"/{timezone.now():%Y/%m/%d}/{story.slug}/"):
        assert "Secret inquiry" not in client.get(address).content.decode()


def test_wrong_values_are_refused_by_the_action(paper: HomePage) -> None:
    with pytest.raises(ValidationError):
        planned(planned_length=0)


def test_reporter_plans_for_nobody_else(paper: HomePage) -> None:
    reporter = member(Role.REPORTER)
    plan = PlannedStory(working_title="Mine", section=section(), due_at=NOW, assignee=member(Role.EDITOR))

    with pytest.raises(NotYoursToPlanError):
        plan_story(plan=plan, by=reporter)


def test_week_board_asks_no_more_for_more_plans(
    paper: HomePage, editor: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(12):
        plan = planned(f"Plan {number}", due_at=due(number % 7), assignee=member(Role.REPORTER))
        if number % 2:
            start_story(plan=plan, by=member(Role.EDITOR))
    url = f"{reverse('planning:board')}?week=2026-11-30"
    editor.get(url)

    with django_assert_max_num_queries(40):
        response = editor.get(url)

    assert response.context["board"].count == 12
