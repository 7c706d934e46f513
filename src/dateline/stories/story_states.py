"""In which state of its life a story is, as the desk shows it: one of them, and what else is to be known.

The same rules stand twice, because both are needed: on loaded stories, for what lists and boards show, and as
conditions of a query, for the filter of the list. A test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, WorkflowState

from dateline.publishing.choices import Status
from dateline.publishing.models import Publication


class State(models.TextChoices):
    """What a story is, from its beginning to its end."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("In the paper")
    CHANGED = "changed", _("In the paper, with unpublished changes")
    UNPUBLISHED = "unpublished", _("Taken out of the paper")
    REMOVED = "removed", _("Taken down")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryState:
    """The state of one story."""

    state: State
    step: str = ""
    """At which step of its way through the desk it waits; changes of a public story can wait, too."""
    goes_out_at: datetime | None = None
    """When it, or a change of it, is published by itself."""
    ends_at: datetime | None = None
    """When it comes off by itself."""

    @property
    def name(self) -> str:
        return str(self.state.label)


def states_of(stories: Iterable[Any]) -> Mapping[int, StoryState]:
    """Return the state of each of these stories. Three queries, however many there are."""
    listed = list(stories)
    ids = [str(story.pk) for story in listed]
    steps = dict(
        WorkflowState.objects.active()
        .filter(
            base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id__in=ids
        )
        .values_list("object_id", "current_task_state__task__name")
    )
    times = dict(
        Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id__in=ids).values_list(
            "object_id", "approved_go_live_at"
        )
    )
    outside = [story.uuid for story in listed if not story.live]
    ended = (
        dict(Publication.objects.filter(uuid__in=outside).values_list("uuid", "status")) if outside else {}
    )
    return {
        story.pk: StoryState(
            state=_state(
                story,
                is_submitted=str(story.pk) in steps,
                is_scheduled=str(story.pk) in times,
                ended=ended.get(story.uuid, ""),
            ),
            step=steps.get(str(story.pk)) or "",
            goes_out_at=times.get(str(story.pk)),
            ends_at=story.expire_at if story.live else None,
        )
        for story in listed
    }


def _state(story: Any, *, is_submitted: bool, is_scheduled: bool, ended: str) -> State:
    if story.live:
        return State.CHANGED if story.has_unpublished_changes else State.LIVE
    if ended == Status.REMOVED:
        return State.REMOVED
    if is_scheduled:
        return State.SCHEDULED
    if is_submitted:
        return State.SUBMITTED
    return State.UNPUBLISHED if ended == Status.UNPUBLISHED else State.DRAFT


def in_state(state: str) -> Q:
    """Return the condition for stories that are in this state.

    “Handed in” and “scheduled” are also found where the change of a public story is meant.
    """
    match state:
        case State.SUBMITTED:
            return Q(_is_submitted())
        case State.SCHEDULED:
            return Q(_is_scheduled())
        case State.LIVE:
            return Q(live=True)
        case State.CHANGED:
            return Q(live=True, has_unpublished_changes=True)
        case State.UNPUBLISHED:
            return Q(_has_ended(Status.UNPUBLISHED), live=False)
        case State.REMOVED:
            return Q(_has_ended(Status.REMOVED), live=False)
    never = ~Q(_has_ended(Status.UNPUBLISHED)) & ~Q(_has_ended(Status.REMOVED))
    return Q(live=False) & ~Q(_is_submitted()) & ~Q(_is_scheduled()) & never


def at_step(task: Task) -> Q:
    """Return the condition for stories that wait at this step of their way through the desk."""
    waiting = _waiting().filter(current_task_state__task=task)
    return Q(pk__in=waiting.values("page_id"))


def _waiting() -> Any:
    # From the few that wait to their stories, and not from all stories to what waits.
    return (
        WorkflowState.objects.active()
        .filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
        .annotate(page_id=Cast("object_id", models.IntegerField()))
    )


def _is_submitted() -> Q:
    return Q(pk__in=_waiting().values("page_id"))


def _is_scheduled() -> Q:
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return Q(pk__in=scheduled.annotate(page_id=Cast("object_id", models.IntegerField())).values("page_id"))


def _has_ended(status: Status) -> Exists:
    ended = Publication.objects.filter(content_type="story", status=status)
    return Exists(ended.filter(uuid=OuterRef("uuid")))
