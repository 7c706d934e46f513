"""What the desk reads of plans: what waits, and what would stand against it. Announces nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from dateline.fronts.arrangements import Place, from_json
from dateline.fronts.choices import PlanState
from dateline.fronts.desk_queries import state_of
from dateline.fronts.models import Front, Plan, PlannedStory
from dateline.fronts.queries import places_of
from dateline.publishing.judging import check_publication
from dateline.stories.models import StoryPage

KEPT = timedelta(days=14)
# As for single schedules: a second for the worker to wake, some for the work.
LATE_AFTER = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class PartOfPlan:
    """A story of a plan, as it stands now."""

    story_id: int
    headline: str
    section: str
    state: str
    problems: tuple[str, ...]
    """What would stand against publishing it."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list."""

    plan: Plan
    is_late: bool


def plans_of_desk(*, now: datetime) -> list[PlanRow]:
    """Return the plans that wait, soonest first, then those that were closed within two weeks."""
    plans = Plan.objects.annotate(
        count_of_stories=Count("stories", distinct=True), count_of_fronts=Count("fronts", distinct=True)
    ).select_related("made_by")
    waiting = plans.filter(state=PlanState.PLANNED)
    closed = plans.filter(~Q(state=PlanState.PLANNED), at__gte=now - KEPT).order_by("-at", "-pk")
    late = now - LATE_AFTER
    return [PlanRow(each, each.state == PlanState.PLANNED and each.at < late) for each in [*waiting, *closed]]


def late_plans(*, now: datetime) -> QuerySet[Plan]:
    """Return the plans whose time has passed without their being carried out, refused ones included."""
    return Plan.objects.filter(state=PlanState.PLANNED, at__lt=now - LATE_AFTER)


def parts_of(story_ids: Iterable[int], *, at: datetime) -> list[PartOfPlan]:
    """Return these stories with what would stand against publishing their newest drafts then."""
    listed = list(story_ids)
    found = StoryPage.objects.select_related("section").in_bulk(listed)
    return [_part(found[pk], at) for pk in listed if pk in found]


def drafts_of(plan: Plan) -> dict[int, StoryPage]:
    """Return the stories of the plan as they will be when it is carried out, by id."""
    drafts = {}
    for planned in PlannedStory.objects.filter(plan=plan).select_related("story"):
        draft = planned.story.get_latest_revision_as_object()
        draft.published_at = draft.published_at or plan.at
        drafts[planned.story_id] = draft
    return drafts


def planned_places(plan: Plan, front: Front) -> tuple[Place, ...]:
    """Return how the plan arranges the front; as it stands now, when the plan leaves it alone."""
    planned = plan.fronts.filter(front=front).first()
    return from_json(planned.places) if planned else places_of(front)


def _part(story: StoryPage, at: datetime) -> PartOfPlan:
    draft = story.get_latest_revision_as_object()
    problems: list[str] = []
    try:
        if not draft.live or draft.has_unpublished_changes:
            check_publication(draft, at=at)
    except ValidationError as error:
        problems = error.messages
    return PartOfPlan(story.pk, draft.title, story.section.title, state_of(story), tuple(problems))
