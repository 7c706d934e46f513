"""Weeks of the newsroom: seven dates from Monday on, and moments moved from day to day.

A day of the paper can have 23 or 25 hours. A story due at 02:30 that is moved to a day that has no 02:30 is
due half an hour after the gap, at what its clock then calls 03:30.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from dateline.publishing.paper_time import day_bounds, local


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week of this day."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=number) for number in range(7)]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def next(self) -> Week:
        return Week(self.monday + timedelta(days=7))

    @property
    def previous(self) -> Week:
        return Week(self.monday - timedelta(days=7))

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of the week, and of the next one."""
        return day_bounds(self.monday)[0], day_bounds(self.sunday)[1]


def parse_day(text: str | None, *, default: date) -> date:
    """Return the date that an address names, or the default for anything else. Years that calendars know."""
    try:
        day = date.fromisoformat((text or "").strip())
    except ValueError:
        return default
    return day if 1900 <= day.year <= 2200 else default


def moved_to(moment: datetime, day: date) -> datetime:
    """Return the moment at which the paper's clock shows the same time on another day."""
    clock = local(moment).time()
    wanted = datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())
    # Through UTC and back, because a time in the gap of a change of clocks does not exist.
    return wanted.astimezone(UTC)
