"""Schedules whose time has passed without their being carried out, and whether that was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.publishing.models import ScheduleFailure
from dateline.publishing.queries import due_revisions, expired_pages

# The promise is five seconds; what takes longer than this is told to operators and the desk.
LATE_AFTER = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class LateSchedule:
    """A page that should be public by now, or no longer; ``refused`` says why it is not, if it was tried."""

    page_id: int
    title: str
    due_at: datetime
    is_end: bool
    refused: str


def overdue_schedules(now: datetime) -> list[LateSchedule]:
    """Return everything that is overdue, earliest first."""
    limit = now - LATE_AFTER
    refused = dict(ScheduleFailure.objects.values_list("page_id", "reason"))
    found = [
        LateSchedule(
            page_id=int(revision.object_id),
            title=revision.object_str,
            due_at=revision.approved_go_live_at,
            is_end=False,
            refused=refused.get(int(revision.object_id), ""),
        )
        for revision in due_revisions(limit)
    ]
    found += [
        LateSchedule(
            page_id=page.pk,
            title=page.title,
            due_at=page.expire_at,
            is_end=True,
            refused=refused.get(page.pk, ""),
        )
        for page in expired_pages(limit)
    ]
    return sorted(found, key=lambda schedule: schedule.due_at)


def late_schedules(now: datetime) -> list[LateSchedule]:
    """Return what nobody has even tried: the worker is away or cannot keep up."""
    return [schedule for schedule in overdue_schedules(now) if not schedule.refused]
