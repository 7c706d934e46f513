"""Changes of the planning board. None of them is public: nothing of a plan is in any page, feed or log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dateline.desk.models import PlannedStory
from dateline.desk.planning.errors import AlreadyStartedError, DroppedError, NotYoursToPlanError
from dateline.desk.planning.rights import rights_of
from dateline.desk.planning.week import moved_to
from dateline.people.models import Contributor
from dateline.stories.actions import write_draft
from dateline.stories.models import StoryPage
from dateline.users.models import User


@transaction.atomic
def plan_story(*, plan: PlannedStory, by: User, at: datetime | None = None) -> PlannedStory:
    """Put a new plan on the board. Raises NotYoursToPlanError."""
    _check(plan, by)
    plan.planned_by = by
    plan.planned_at = at or timezone.now()
    plan.full_clean(exclude=["story"])
    plan.save(force_insert=True)
    return plan


@transaction.atomic
def change_plan(*, plan: PlannedStory, by: User) -> PlannedStory:
    """Save what was changed about a plan. Raises NotYoursToPlanError, also for what it was before.

    What became of it is not written: somebody may have begun its story while the form was open.
    """
    _check(locked(plan.pk), by)
    _check(plan, by)
    plan.full_clean(exclude=["story"])
    plan.save(update_fields=PLANNED)
    return plan


@transaction.atomic
def move_plan(*, plan: PlannedStory, to: date, by: User) -> PlannedStory:
    """Make the plan due on another day, at the same time by the clock. Raises NotYoursToPlanError."""
    found = locked(plan.pk)
    _check(found, by)
    found.due_at = moved_to(found.due_at, to)
    found.save(update_fields=["due_at"])
    return found


@transaction.atomic
def drop_plan(*, plan: PlannedStory, by: User, at: datetime | None = None) -> PlannedStory:
    """Take a plan off the board; it can be taken up again.

    Raises NotYoursToPlanError, and AlreadyStartedError because a draft is deleted and not dropped.
    """
    found = locked(plan.pk)
    _check(found, by)
    if found.story_id is not None:
        raise AlreadyStartedError
    found.dropped_at = at or timezone.now()
    found.save(update_fields=["dropped_at"])
    return found


@transaction.atomic
def take_up_plan(*, plan: PlannedStory, by: User) -> PlannedStory:
    """Put a dropped plan back on the board. Raises NotYoursToPlanError."""
    found = locked(plan.pk)
    _check(found, by)
    found.dropped_at = None
    found.save(update_fields=["dropped_at"])
    return found


@transaction.atomic
def start_story(*, plan: PlannedStory, by: User, at: datetime | None = None) -> StoryPage:
    """Begin the story of a plan: a draft in its section that belongs to whoever is to write it.

    Of two people who press the button at once one gets the draft and the other AlreadyStartedError: the row
    of the plan is locked, and has room for one story. A plan whose draft was deleted can be begun again.
    Raises NotYoursToPlanError, DroppedError.
    """
    found = locked(plan.pk)
    _check(found, by)
    if found.story_id is not None:
        raise AlreadyStartedError
    if found.dropped_at is not None:
        raise DroppedError
    named = found.contributor or _contributor_called(found.assignee or by)
    story = write_draft(
        section=found.section,
        headline=found.working_title,
        by=by,
        owner=found.assignee,
        contributors=[named] if named else [],
    )
    found.story = story
    found.started_at = at or timezone.now()
    found.save(update_fields=["story", "started_at"])
    return story


PLANNED = (
    "working_title",
    "notes",
    "section",
    "assignee",
    "contributor",
    "planned_length",
    "wants_picture",
    "picture_wanted",
    "due_at",
)


def locked(pk: int) -> PlannedStory:
    """Return the plan as it is now; nobody else changes it before the transaction ends.

    Raises PlannedStory.DoesNotExist when its section was deleted meanwhile.
    """
    return PlannedStory.objects.select_for_update().get(pk=pk)


def _check(plan: PlannedStory, by: User) -> None:
    if not rights_of(by).may_change(plan):
        raise NotYoursToPlanError


def _contributor_called(user: Any) -> Contributor | None:
    """Return the contributor with this person's name, if there is exactly one: a byline needs no account."""
    name = user.get_full_name().strip()
    found = list(Contributor.objects.filter(name__iexact=name)[:2]) if name else []
    return found[0] if len(found) == 1 else None
