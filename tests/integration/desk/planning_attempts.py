"""What each role tries on the planning board, for the table in docs/reference/roles.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from dateline.desk.models import PlannedStory
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import section
from tests.factories.plans import planned

Attempt = Callable[[Client, User], bool]
DUE = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)


def plan_form(within: str, **fields: Any) -> dict[str, Any]:
    return {
        "working_title": "Planned now",
        "section": section(within).pk,
        "due_day": "2026-12-01",
        "due_time": "18:00",
        **fields,
    }


def plans(within: str, *, for_another: bool = False) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        # Another reporter: a story is given to somebody who can write it.
        who = another_reporter() if for_another else user
        client.post(reverse("planning:add"), plan_form(within, assignee=who.pk))
        return PlannedStory.objects.filter(working_title="Planned now", assignee=who).exists()

    return attempt


def moves_anothers(client: Client, user: User) -> bool:
    plan = planned(due_at=DUE, assignee=another_reporter())
    client.post(reverse("planning:move", args=[plan.pk]), {"day": "2026-12-03"})
    plan.refresh_from_db()
    return plan.due_at.day == 3


def starts(within: str, *, of_another: bool = False) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        plan = planned(within=within, assignee=another_reporter() if of_another else user)
        client.post(reverse("planning:start", args=[plan.pk]))
        return StoryPage.objects.filter(plan=plan).exists()

    return attempt


def sees(client: Client, user: User) -> bool:
    planned("On the wall", due_at=DUE)
    board = client.get(reverse("planning:board"), {"week": "2026-12-01"})
    calendar = client.get(reverse("planning:calendar"))
    return "On the wall" in board.content.decode() and calendar.status_code == 200


def another_reporter() -> User:
    made, is_new = User.objects.get_or_create(username="another", email="another@harbour.example")
    if is_new:
        made.groups.add(Group.objects.get(name=Role.REPORTER))
    return made


PLANNING: dict[str, Attempt] = {
    "Plan a story of one’s own": plans("town"),
    "Plan a story of one’s own in another section": plans("sea"),
    "Plan a story for somebody else": plans("town", for_another=True),
    "Plan a story for somebody else in another section": plans("sea", for_another=True),
    "Move the plan of somebody else": moves_anothers,
    "Start the draft of one’s own plan": starts("town"),
    "Start the draft of somebody else’s plan": starts("town", of_another=True),
    "Start the draft of somebody else’s plan in another section": starts("sea", of_another=True),
    "See the planning board and the calendar": sees,
}
