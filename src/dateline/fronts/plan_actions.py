"""Plans: several stories and fronts at one moment. All of it happens, or none; see docs/decisions/0022."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.fronts.actions import arrange_front
from dateline.fronts.arrangements import Place, check_places, from_json, to_json
from dateline.fronts.choices import PlanState
from dateline.fronts.errors import PlanClosedError, PlanRefusedError
from dateline.fronts.models import Front, Plan, PlannedFront, PlannedStory
from dateline.publishing.actions import publish_page
from dateline.stories.models import StoryPage

logger = structlog.get_logger(__name__)

# A refused plan is tried again after this time, because its reason may have been mended.
RETRY_AFTER = timedelta(minutes=1)


@transaction.atomic
def save_plan(
    *,
    plan: Plan | None,
    name: str,
    at: datetime,
    stories: Iterable[StoryPage],
    by: Any,
) -> Plan:
    """Make a plan, or change one that waits: its name, time and stories. Its fronts stay as they are.

    Raises PlanClosedError for one that was carried out or called off, PlanRefusedError for a story that
    this person may not publish.
    """
    stored = Plan(made_by=by) if plan is None else _waiting(plan)
    stored.name, stored.at, stored.refusal, stored.tried_at = name.strip(), at, "", None
    stored.made_by = by
    stored.full_clean(exclude=["made_by"])
    stored.save()
    stored.stories.all().delete()
    listed = list(stories)
    for story in listed:
        _require_right(story, by)
    PlannedStory.objects.bulk_create(PlannedStory(plan=stored, story=story) for story in listed)
    return stored


@transaction.atomic
def arrange_planned_front(*, plan: Plan, front: Front, places: Sequence[Place] | None, by: Any) -> None:
    """Keep how the plan arranges a front; None leaves the front out of the plan.

    Raises PlanClosedError, and ArrangementRefusedError for what cannot be.
    """
    stored = _waiting(plan)
    stored.fronts.filter(front=front).delete()
    if places is not None:
        check_places(places, is_home=front.section_id is None)
        PlannedFront.objects.create(plan=stored, front=front, places=to_json(places))
    # Mended or not: the worker may try again at once.
    stored.refusal, stored.tried_at, stored.made_by = "", None, by
    stored.save()


@transaction.atomic
def call_off_plan(*, plan: Plan, by: Any) -> None:
    """Call a waiting plan off. Nothing of it happens. Raises PlanClosedError when it is too late."""
    stored = _waiting(plan)
    stored.state, stored.refusal, stored.tried_at = PlanState.CANCELED, "", None
    stored.save()
    logger.info("plan_called_off", plan=stored.pk, by=getattr(by, "pk", None))


@transaction.atomic
def carry_out_plan(*, plan: Plan, by: Any, at: datetime) -> None:
    """Publish every story of the plan and arrange its fronts, in one transaction.

    The row of the plan is locked, so of two workers one carries it out and the other finds it done.
    Raises PlanClosedError when it was done or called off, PlanRefusedError naming the first part that is
    refused; nothing has happened then.
    """
    stored = _waiting(plan)
    for planned in stored.stories.select_related("story"):
        _publish(planned.story, by=by, at=at)
    for arranged in stored.fronts.select_related("front"):
        try:
            arrange_front(front=arranged.front, places=from_json(arranged.places), by=by)
        except ValidationError as error:
            raise PlanRefusedError(str(arranged.front), error.messages)
    stored.state, stored.done_at, stored.refusal, stored.tried_at = PlanState.DONE, at, "", None
    stored.save()


def carry_out_due_now() -> None:
    """Carry out the plans whose time has come. The worker's job."""
    carry_out_due(now=timezone.now())


def carry_out_due(*, now: datetime) -> tuple[int, int]:
    """Carry out every plan whose time has come; return how many succeeded and how many were refused.

    Each stands alone. A refusal is noted for the desk, and tried again after a minute.
    """
    done = refused = 0
    for plan in Plan.objects.filter(state=PlanState.PLANNED, at__lte=now).select_related("made_by"):
        if plan.tried_at is not None and plan.tried_at > now - RETRY_AFTER:
            continue
        try:
            carry_out_plan(plan=plan, by=plan.made_by, at=now)
        except PlanClosedError:
            continue
        except Exception as error:
            if not isinstance(error, ValidationError):
                logger.exception("plan_failed", plan=plan.pk)
            _note_refusal(plan, error=error, now=now)
            refused += 1
        else:
            done += 1
    return done, refused


def _publish(story: StoryPage, *, by: Any, at: datetime) -> None:
    _require_right(story, by)
    draft = story.get_latest_revision_as_object()
    # A draft that nobody has changed since it was published has nothing to say.
    if draft.live and not draft.has_unpublished_changes:
        return
    try:
        publish_page(page=draft, by=by, kind=draft.change_kind, summary=draft.change_summary, at=at)
    except ValidationError as error:
        raise PlanRefusedError(draft.title, error.messages)


def _require_right(story: StoryPage, by: Any) -> None:
    """Refuse a story that the person may not publish. Without a person it is the paper's own work."""
    if by is None:
        return
    if not (by.is_active and story.permissions_for_user(by).can_publish()):
        name = by.get_full_name() or by.get_username()
        raise PlanRefusedError(story.title, [_("%(name)s may not publish it.") % {"name": name}])


def _waiting(plan: Plan) -> Plan:
    stored = Plan.objects.select_for_update(of=("self",)).filter(pk=plan.pk, state=PlanState.PLANNED).first()
    if stored is None:
        raise PlanClosedError
    return stored


def _note_refusal(plan: Plan, *, error: Exception, now: datetime) -> None:
    messages = error.messages if isinstance(error, ValidationError) else [str(error) or type(error).__name__]
    waiting = Plan.objects.filter(pk=plan.pk, state=PlanState.PLANNED)
    waiting.update(tried_at=now, refusal=" ".join(messages))
