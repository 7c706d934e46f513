"""Time in the paper's own zone, which is Django's TIME_ZONE and comes from paper.toml."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format


def local(moment: datetime) -> datetime:
    """Return the aware moment in the paper's zone."""
    return moment.astimezone(timezone.get_default_timezone())


def local_date(moment: datetime) -> date:
    """Return the paper's date at the aware moment."""
    return local(moment).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the aware first moment of the day and of the next one; a day can have 23 or 25 hours."""
    zone = timezone.get_default_timezone()
    return (
        datetime.combine(day, time.min, tzinfo=zone),
        datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone),
    )


def moment_in_words(moment: datetime) -> str:
    """Return the moment as the desk writes it, with the paper's zone: 4 October 2026, 06:00 (MSK)."""
    there = local(moment)
    return f"{date_format(there, 'DATE_FORMAT')}, {there:%H:%M} ({there:%Z})"
