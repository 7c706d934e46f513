"""The calendar: what happens by itself, when by the paper's clock, and what did not happen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from dateline.desk.planning.calendar import Calendar, month_of, week_of
from dateline.fronts.choices import PlanState
from dateline.fronts.models import HomePage, Plan
from dateline.publishing import scheduled_items
from dateline.publishing.models import ScheduleFailure
from dateline.publishing.scheduled_items import ScheduledItem, register_scheduled
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.staff import member, town_editor
from tests.factories.stories import draft, published

TEN_DAYS = timedelta(days=10)


@pytest.fixture
def later() -> datetime:
    """Return a moment in the middle of a day to come."""
    return (timezone.now() + TEN_DAYS).replace(hour=12, minute=0, second=0, microsecond=0)


def scheduled(title: str, *, at: datetime, within: str = "town", **fields: Any) -> StoryPage:
    story = draft(title, within=within, go_live_at=at, **fields)
    story.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def calendar(day: date, *, role: str = Role.EDITOR, now: datetime | None = None) -> Calendar:
    return week_of(day, user=member(role), now=now or timezone.now())


def said(calendar: Calendar) -> list[tuple[date, str, str, str]]:
    return [
        (day.date, entry.clock, str(entry.item.verb), entry.item.title)
        for day in calendar.days
        for entry in day.entries
    ]


def test_what_goes_out_and_comes_off_stands_at_its_time(paper: HomePage, later: datetime) -> None:
    hour = timedelta(hours=1)
    scheduled("Embargoed", at=later, expire_at=later + hour)
    changed = published("Ferry", at=timezone.now() - hour)
    changed.title = "Ferry again"
    changed.go_live_at = later - hour
    changed.save_revision().publish()
    published("Notice", at=timezone.now() - hour, expire_at=later + 2 * hour)

    day = later.date()
    assert said(calendar(day)) == [
        (day, "11:00", "changes", "Ferry again"),
        (day, "12:00", "goes out", "Embargoed"),
        (day, "13:00", "comes off", "Embargoed"),
        (day, "14:00", "comes off", "Notice"),
    ]


def test_plans_stand_at_their_time_and_refused_ones_are_late(paper: HomePage, later: datetime) -> None:
    Plan.objects.create(name="Election night", at=later)
    Plan.objects.create(name="Called off", at=later, state=PlanState.CANCELED)
    Plan.objects.create(name="Budget", at=later, refusal="No text.", tried_at=timezone.now())
    Plan.objects.create(name="Done", at=later, state=PlanState.DONE, done_at=later)

    shown = calendar(later.date())

    day = later.date()
    assert said(shown) == [
        (day, "12:00", "goes out", "Budget"),
        (day, "12:00", "went out", "Done"),
        (day, "12:00", "goes out", "Election night"),
    ]
    assert [entry.item.title for entry in shown.late] == ["Budget"]


def test_what_was_carried_out_stays_on_the_calendar(paper: HomePage) -> None:
    # What ``publish_due`` leaves in the history when the time has come.
    log(instance=published("Embargoed", at=timezone.now()), action="wagtail.publish.scheduled")

    (entry,) = [entry for day in calendar(timezone.now().date()).days for entry in day.entries]

    assert (str(entry.item.verb), entry.item.title, entry.is_late) == ("went out", "Embargoed", False)


def test_what_nobody_has_tried_is_late(paper: HomePage, later: datetime) -> None:
    story = scheduled("Embargoed", at=later)
    made = calendar(later.date(), now=later + timedelta(minutes=1))

    assert [entry.item.url for entry in made.late] == [reverse("wagtailadmin_pages:edit", args=[story.pk])]


def test_what_was_refused_says_why(paper: HomePage, editor: Client, later: datetime) -> None:
    story = scheduled("Embargoed", at=later)
    now = timezone.now()
    ScheduleFailure.objects.create(page_id=story.pk, due_at=now, tried_at=now, reason="No credit.")

    html = editor.get(
        reverse("planning:calendar"), {"by": "week", "day": f"{later:%Y-%m-%d}"}
    ).content.decode()

    assert "Embargoed" in html
    assert "No credit." in html


def test_editor_of_one_section_sees_what_happens_in_it(paper: HomePage, later: datetime) -> None:
    scheduled("In town", at=later)
    scheduled("At sea", at=later, within="sea")

    made = week_of(later.date(), user=town_editor(), now=timezone.now())
    nothing = calendar(later.date(), role=Role.PHOTO_EDITOR)

    assert [title for *_, title in said(made)] == ["In town"]
    assert said(nothing) == []


def test_day_of_the_papers_zone_holds_its_own_hours(paper: HomePage, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    # In the night to 31 October 2027 the clock goes from 4:00 back to 3:00.
    scheduled("First", at=datetime(2027, 10, 31, 0, 30, tzinfo=UTC))
    scheduled("Second", at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    scheduled("Before midnight", at=datetime(2027, 10, 30, 20, 59, tzinfo=UTC))

    made = month_of(date(2027, 10, 31), user=member(Role.EDITOR), now=timezone.now())

    assert said(made) == [
        (date(2027, 10, 30), "23:59", "goes out", "Before midnight"),
        (date(2027, 10, 31), "03:30 EEST", "goes out", "First"),
        (date(2027, 10, 31), "03:30 EET", "goes out", "Second"),
    ]
    assert {day.date: day.hours for day in made.days if day.clocks_change} == {date(2027, 10, 31): 25}


def test_month_is_filled_up_to_whole_weeks(paper: HomePage) -> None:
    made = month_of(date(2026, 12, 1), user=member(Role.EDITOR), now=timezone.now())

    assert made.days[0].date == date(2026, 11, 30)
    assert made.days[-1].date == date(2027, 1, 3)
    assert all(len(week) == 7 for week in made.weeks)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduled_items, "_sources", dict(scheduled_items._sources))
    at = datetime(2027, 3, 4, 6, 0, tzinfo=UTC)
    register_scheduled(
        "letters",
        lambda since, until: (
            [ScheduledItem(at=at, title="Morning letter", verb="is sent")] if since <= at < until else []
        ),
    )


def test_other_packages_put_their_schedules_on_it(paper: HomePage, letters: None) -> None:
    assert said(calendar(date(2027, 3, 4))) == [(date(2027, 3, 4), "06:00", "is sent", "Morning letter")]


def test_two_sources_of_one_name_are_an_error(letters: None) -> None:
    with pytest.raises(ValueError, match="letters"):
        register_scheduled("letters", lambda since, until: [])


@pytest.mark.parametrize("asked", [{}, {"by": "week"}, {"day": "nonsense"}, {"day": "9999-12-31"}])
def test_calendar_opens_whatever_the_address_says(
    paper: HomePage, reporter: Client, asked: dict[str, str]
) -> None:
    assert reporter.get(reverse("planning:calendar"), asked).status_code == 200
    assert reporter.get(reverse("planning:board"), {"week": asked.get("day", "")}).status_code == 200
