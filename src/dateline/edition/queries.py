"""Reads of the counts of readings and of the signs of life."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Case, F, FloatField, QuerySet, Sum, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from dateline.edition.choices import Span
from dateline.edition.models import ReadingCount, Sign

HOUR = timedelta(hours=1)


def hour_of(moment: datetime) -> datetime:
    """Return the beginning of the hour in the paper's zone, whose hours need not be those of UTC."""
    local = moment.astimezone(timezone.get_default_timezone())
    return moment - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)


def day_of(moment: datetime) -> datetime:
    """Return the beginning of the day in the paper's zone."""
    local = moment.astimezone(timezone.get_default_timezone())
    return local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def days_before(day: datetime, count: int) -> datetime:
    """Return the beginning of the day so many days earlier; days can have 23 or 25 hours."""
    return day_of(day.astimezone(timezone.get_default_timezone()).replace(hour=12) - timedelta(days=count))


def most_read(since: datetime, *, limit: int) -> list[tuple[str, int]]:
    """Return addresses with their readings since the beginning of an hour of these two days, or of a day."""
    counts = ReadingCount.objects.filter(starts_at__gte=since).exclude(address="")
    summed = counts.values("address").annotate(readings=Sum("count")).order_by("-readings", "address")
    return list(summed.values_list("address", "readings")[:limit])


def most_read_within_the_hour(now: datetime, *, limit: int) -> list[tuple[str, int]]:
    """Return addresses with their readings in the last sixty minutes, about: see ``share_of_last_hour``."""
    counts = _of_last_hour(now).exclude(address="").values("address")
    summed = counts.annotate(readings=_weighed(now)).filter(readings__gte=0.5)
    found = summed.order_by("-readings", "address").values_list("address", "readings")[:limit]
    return [(address, round(readings)) for address, readings in found]


def readings_since(since: datetime, *, addresses: Collection[str]) -> dict[str, int]:
    """Return the readings of these addresses since the beginning of an hour or day."""
    counts = ReadingCount.objects.filter(starts_at__gte=since, address__in=addresses)
    return dict(counts.values("address").annotate(readings=Sum("count")).values_list("address", "readings"))


def readings_within_the_hour(now: datetime, *, addresses: Collection[str]) -> dict[str, int]:
    """Return the readings of these addresses in the last sixty minutes, about."""
    counts = _of_last_hour(now).filter(address__in=addresses).values("address")
    found = counts.annotate(readings=_weighed(now)).values_list("address", "readings")
    return {address: round(readings) for address, readings in found}


def total_within_the_hour(now: datetime) -> int:
    """Return the readings of all pages in the last sixty minutes, about."""
    return round(_of_last_hour(now).aggregate(readings=_weighed(now))["readings"] or 0)


def readings_by_start(since: datetime) -> list[tuple[datetime, str, int]]:
    """Return the readings of all pages by hour and day: beginning, span, count; oldest first."""
    counts = ReadingCount.objects.filter(starts_at__gte=since).values("starts_at", "span")
    summed = counts.annotate(readings=Sum("count")).order_by("starts_at")
    return list(summed.values_list("starts_at", "span", "readings"))


def share_of_last_hour(now: datetime) -> float:
    """Return how much of the hour before this one lies within the last sixty minutes.

    Counts are kept by the hour. The last sixty minutes are this hour and that share of the one before.
    """
    return 1 - (now - hour_of(now)) / HOUR


def signs() -> dict[str, Sign]:
    """Return every sign of life by its name."""
    return {sign.name: sign for sign in Sign.objects.all()}


def _of_last_hour(now: datetime) -> QuerySet[ReadingCount]:
    return ReadingCount.objects.filter(span=Span.HOUR, starts_at__gte=hour_of(now) - HOUR)


def _weighed(now: datetime) -> Sum:
    return Sum(
        Cast(F("count"), FloatField())
        * Case(
            When(starts_at__gte=hour_of(now), then=Value(1.0)),
            default=Value(share_of_last_hour(now)),
            output_field=FloatField(),
        )
    )
