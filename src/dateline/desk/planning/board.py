"""The week board: which plans stand on which day, and what has become of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from dateline.desk.models import PlannedStory
from dateline.desk.planning.rights import PlanningRights, rights_of
from dateline.desk.planning.week import Week
from dateline.publishing.paper_time import day_bounds, local_date
from dateline.sections.models import SectionPage
from dateline.stories.edit_screen import share_tasks
from dateline.stories.lengths import words_in
from dateline.stories.models import StoryPage
from dateline.stories.story_states import State, StoryState, states_of
from dateline.users.models import User

# How far back the board looks for what was planned and never begun.
LEFT_OVER = timedelta(days=28)
# Of a week with more than this the board says so; nobody can look at so many.
MOST_PLANS = 300
PUBLIC = (State.LIVE, State.CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One plan on the board."""

    plan: PlannedStory
    state: StoryState | None
    """What its story is; None before there is one."""
    words: int
    """How long the story is by now."""
    is_late: bool
    """Whether it is due and not public."""
    may_change: bool
    may_open: bool
    """Whether this person may open the draft."""
    day: date
    """The paper's date on which it is due."""

    @property
    def is_done(self) -> bool:
        return self.state is not None and self.state.state in PUBLIC

    @property
    def day_before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def day_after(self) -> date:
        return self.day + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A column of the board."""

    date: date
    cards: Sequence[Card]
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A week of plans as one person sees it."""

    week: Week
    days: Sequence[Day]
    dropped: Sequence[Card]
    left_over: Sequence[Card]
    """Planned for an earlier week and never begun."""
    may_plan: bool
    is_cut: bool
    """Whether there were too many to show."""

    @property
    def count(self) -> int:
        return sum(len(day.cards) for day in self.days)


def board_of(
    *, week: Week, user: User, now: datetime, section_id: int | None = None, assignee_id: int | None = None
) -> Board:
    """Return the board of a week. The number of queries does not depend on how much is planned."""
    rights = rights_of(user)
    plans = _narrowed(section_id=section_id, assignee_id=assignee_id)
    since, until = week.bounds
    of_week = list(plans.filter(due_at__gte=since, due_at__lt=until)[: MOST_PLANS + 1])
    left = list(_left_over(plans, week=week, now=now)[:MOST_PLANS])
    cards = _cards([*of_week[:MOST_PLANS], *left], rights=rights, user=user, now=now)
    today = local_date(now)
    on_board = [card for card in cards if week.monday <= card.day <= week.sunday]
    return Board(
        week=week,
        days=[
            Day(
                date=day,
                cards=[card for card in on_board if card.day == day and card.plan.dropped_at is None],
                is_today=day == today,
            )
            for day in week.days
        ],
        dropped=[card for card in on_board if card.plan.dropped_at is not None],
        left_over=[card for card in cards if card.day < week.monday],
        may_plan=bool(rights.sections),
        is_cut=len(of_week) > MOST_PLANS,
    )


def _narrowed(*, section_id: int | None, assignee_id: int | None) -> QuerySet[PlannedStory]:
    plans = PlannedStory.objects.select_related("assignee", "contributor").order_by("due_at", "pk")
    if section_id:
        plans = plans.filter(section_id=section_id)
    if assignee_id:
        plans = plans.filter(assignee_id=assignee_id)
    return plans


def _left_over(plans: QuerySet[PlannedStory], *, week: Week, now: datetime) -> QuerySet[PlannedStory]:
    """Return what was left of earlier weeks; on the board of this week only, where somebody can act on it."""
    if not week.monday <= local_date(now) <= week.sunday:
        return plans.none()
    monday = day_bounds(week.monday)[0]
    return plans.filter(Q(due_at__gte=monday - LEFT_OVER, due_at__lt=monday), story=None, dropped_at=None)


def _cards(plans: Sequence[PlannedStory], *, rights: PlanningRights, user: User, now: datetime) -> list[Card]:
    stories = _stories(plan.story_id for plan in plans if plan.story_id)
    share_tasks(stories.values())
    states = states_of(stories.values()) if stories else {}
    names = dict(SectionPage.objects.values_list("pk", "title"))
    cards = []
    for plan in plans:
        plan.section_name = names.get(plan.section_id, "")  # type: ignore[attr-defined]  # for templates
        story = stories.get(plan.story_id or 0)
        state = states.get(plan.story_id or 0)
        is_public = state is not None and state.state in PUBLIC
        cards.append(
            Card(
                plan=plan,
                state=state,
                words=_words(story),
                is_late=plan.due_at < now and not is_public and plan.dropped_at is None,
                may_change=rights.may_change(plan),
                may_open=story is not None and story.permissions_for_user(user).can_edit(),
                day=local_date(plan.due_at),
            )
        )
    return cards


def _stories(ids: Iterable[int]) -> Mapping[int, Any]:
    wanted = list(ids)
    if not wanted:
        return {}
    found: Any = StoryPage.objects.filter(pk__in=wanted).defer("body").select_related("latest_revision")
    return {story.pk: story for story in found.prefetch_workflow_states()}


def _words(story: Any) -> int:
    """Count the words of the newest draft, which an editor of this story would see."""
    revision = getattr(story, "latest_revision", None)
    return words_in(revision.content.get("body")) if revision is not None else 0
