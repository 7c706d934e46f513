"""Numbers of stories in the index: they grow with the moment of publication, so that newest is largest.

A number is a day of the paper, a minute of that day, and a place among the stories of that minute.
"""

from __future__ import annotations

from datetime import date, datetime

DAY_BITS = 18
MINUTE_BITS = 6
DAY = 1 << DAY_BITS
PER_MINUTE = 1 << MINUTE_BITS
MINUTES = 24 * 60
LARGEST = (date.max.toordinal() + 1) << DAY_BITS


def first_of_day(day: date) -> int:
    """Return the smallest number of a day."""
    return day.toordinal() << DAY_BITS


def first_of_minute(moment: datetime) -> int:
    """Return the smallest number of a minute; the moment is in the paper's own zone."""
    minute = moment.hour * 60 + moment.minute
    return first_of_day(moment.date()) + (minute << MINUTE_BITS)


def end_of_minutes(number: int) -> int:
    """Return the first number behind the minutes of a number's day; as many again are free there."""
    return ((number >> DAY_BITS) << DAY_BITS) + (MINUTES << MINUTE_BITS)


def day_of(number: int) -> date:
    """Return the day of a number."""
    return date.fromordinal(min(number >> DAY_BITS, date.max.toordinal()))
