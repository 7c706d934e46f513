"""Plans put on the board through the actions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dateline.desk.models import PlannedStory
from dateline.desk.planning.actions import plan_story
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.staff import member


def planned(
    title: str = "Ferry strike", *, within: str = "town", due_at: datetime | None = None, **fields: Any
) -> PlannedStory:
    """Return a plan that an editor-in-chief has put on the board."""
    plan = PlannedStory(
        working_title=title,
        section=section(within),
        due_at=due_at or datetime(2026, 12, 1, 18, 0, tzinfo=UTC),
        **fields,
    )
    return plan_story(plan=plan, by=member(Role.EDITOR_IN_CHIEF))
