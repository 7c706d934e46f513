"""Plans on the desk's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from dateline.fronts.choices import PlanState
from dateline.fronts.models import Plan
from dateline.publishing.scheduled_items import GOES_OUT, WENT_OUT, ScheduledItem, register_scheduled


def register_plans() -> None:
    """Let the calendar ask for plans."""
    register_scheduled("plans", scheduled_plans)


def scheduled_plans(since: datetime, until: datetime) -> Iterator[ScheduledItem]:
    """Yield the plans of this span that wait or were carried out; not those that were called off."""
    for plan in Plan.objects.filter(at__gte=since, at__lt=until).exclude(state=PlanState.CANCELED):
        is_done = plan.state == PlanState.DONE
        yield ScheduledItem(
            at=plan.done_at or plan.at,
            title=plan.name,
            verb=WENT_OUT if is_done else GOES_OUT,
            url=reverse("plans:edit", args=[plan.pk]),
            refused="" if is_done else plan.refusal,
            is_done=is_done,
        )
