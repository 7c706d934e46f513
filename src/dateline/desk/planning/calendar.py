"""The calendar of what happens by itself, as one person sees it: days of the paper's zone."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateline.desk.planning.week import Week
from dateline.publishing.lateness import LATE_AFTER
from dateline.publishing.paper_time import day_bounds, local, local_date
from dateline.publishing.scheduled_items import ScheduledItem, scheduled_between
from dateline.stories.desk_queries import paths_shown_to
from dateline.users.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on the calendar."""

    item: ScheduledItem
    is_late: bool
    """Whether its time is over and it has not happened."""
    clock: str
    """The time by the paper's clock; with the offset on a day when an hour comes twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day."""

    date: date
    entries: Sequence[Entry]
    is_today: bool
    is_outside: bool
    """Whether it belongs to the month before or after."""
    hours: int
    """24; 23 or 25 when the clocks change."""

    @property
    def clocks_change(self) -> bool:
        return self.hours != 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A week or a month of weeks."""

    weeks: Sequence[Sequence[CalendarDay]]
    late: Sequence[Entry]
    """What is late, of the last month and of the days that are shown."""

    @property
    def days(self) -> list[CalendarDay]:
        return [day for week in self.weeks for day in week]

    @property
    def count(self) -> int:
        return sum(len(day.entries) for day in self.days if not day.is_outside)


def week_of(day: date, *, user: User, now: datetime) -> Calendar:
    """Return the calendar of the week of a day."""
    return _calendar([Week.of(day).days], user=user, now=now, month=None)


def month_of(day: date, *, user: User, now: datetime) -> Calendar:
    """Return the calendar of the month of a day, with the days that fill its first and last week."""
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return _calendar(weeks, user=user, now=now, month=day.month)


def _calendar(weeks: Sequence[Sequence[date]], *, user: User, now: datetime, month: int | None) -> Calendar:
    since, until = day_bounds(weeks[0][0])[0], day_bounds(weeks[-1][-1])[1]
    paths = paths_shown_to(user)
    earliest = min(since, now - timedelta(days=31))
    entries = [
        _entry(item, now)
        for item in scheduled_between(earliest, max(until, now))
        if not item.page_path or paths is None or item.page_path.startswith(paths)
    ]
    return Calendar(
        weeks=[[_day(day, entries, now=now, month=month) for day in week] for week in weeks],
        late=[entry for entry in entries if entry.is_late],
    )


def _entry(item: ScheduledItem, now: datetime) -> Entry:
    is_late = not item.is_done and (bool(item.refused) or item.at < now - LATE_AFTER)
    return Entry(item=item, is_late=is_late, clock=_clock(item.at))


def _clock(moment: datetime) -> str:
    here = local(moment)
    # When the clocks go back, an hour comes twice, and only the offset tells which is meant.
    comes_twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return f"{here:%H:%M %Z}" if comes_twice else f"{here:%H:%M}"


def _day(day: date, entries: Sequence[Entry], *, now: datetime, month: int | None) -> CalendarDay:
    begin, end = day_bounds(day)
    return CalendarDay(
        date=day,
        entries=[entry for entry in entries if begin <= entry.item.at < end],
        is_today=local_date(now) == day,
        is_outside=month is not None and day.month != month,
        # Subtracting moments of one zone counts by the clock, which shows 24 hours on every day.
        hours=round((end.timestamp() - begin.timestamp()) / 3600),
    )
