"""Keep counts of readings, sum them up, note signs of life. None of it is a publication or touches a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count

from dateline.edition.choices import Span
from dateline.edition.models import ReadingCount, Sign
from dateline.edition.queries import day_of, days_before, hour_of
from dateline.edition.readings import OTHERS

LONGEST_ADDRESS = 400
LONGEST_PROBLEM = 300
# While an hour lasts, and when it or its day is over: the most read keep their names, the rest is one sum.
MOST_IN_AN_HOUR = 20_000
MOST_KEPT = {Span.HOUR: 500, Span.DAY: 2_000}
KEPT_DAYS = 400

ADD = """
    INSERT INTO paper_edition_readingcount (span, starts_at, address, count) VALUES (%s, %s, %s, %s)
    ON CONFLICT (starts_at, span, address)
    DO UPDATE SET count = paper_edition_readingcount.count + excluded.count
"""
# Deleted and read in one statement: of two workers that are at it, the second finds nothing and adds nothing.
TAKE_ALL = (
    "DELETE FROM paper_edition_readingcount WHERE starts_at = %s AND span = %s RETURNING address, count"
)
TAKE_LEAST = """
    DELETE FROM paper_edition_readingcount WHERE id IN (
        SELECT id FROM paper_edition_readingcount WHERE starts_at = %s AND span = %s AND address <> ''
        ORDER BY count DESC, address LIMIT 1000000 OFFSET %s
    ) RETURNING address, count
"""


@transaction.atomic
def add_readings(*, counts: Mapping[str, int], at: datetime) -> None:
    """Add to the hour of this moment what a process has counted.

    Pass few counts at once: on SQLite nobody else can write meanwhile, and publishing must not wait.
    """
    start = hour_of(at)
    kept = ReadingCount.objects.filter(starts_at=start, span=Span.HOUR)
    known: Collection[str] = counts
    if kept.count() + len(counts) > MOST_IN_AN_HOUR:
        known = set(kept.filter(address__in=counts).values_list("address", flat=True))
    named: Counter[str] = Counter()
    for address, count in counts.items():
        is_named = len(address) <= LONGEST_ADDRESS and address in known
        named[address if is_named else OTHERS] += count
    _add(named, start=start, span=Span.HOUR)


def sum_up_readings(*, at: datetime) -> None:
    """Make days of hours that lie back more than a day, keep the most read of what is over, forget old days.

    Each hour is a transaction of its own. Safe to run twice at once, and again after late counts.
    """
    ended = ReadingCount.objects.filter(span=Span.HOUR, starts_at__lt=days_before(day_of(at), 1))
    for start in sorted(set(ended.values_list("starts_at", flat=True).distinct())):
        _move_to_day(start)
    for span, now in ((Span.HOUR, hour_of(at)), (Span.DAY, day_of(at))):
        over = ReadingCount.objects.filter(span=span, starts_at__lt=now).exclude(address=OTHERS)
        crowded = over.values("starts_at").annotate(rows=Count("pk")).filter(rows__gt=MOST_KEPT[span])
        for start in sorted(crowded.values_list("starts_at", flat=True)):
            _fold(start, span)
    ReadingCount.objects.filter(span=Span.DAY, starts_at__lt=days_before(day_of(at), KEPT_DAYS)).delete()


@transaction.atomic
def note_well(*, name: str, at: datetime, amount: int | None = None) -> None:
    """Note that something went well, and what was measured."""
    Sign.objects.update_or_create(name=name, defaults={"well_at": at, "amount": amount})


@transaction.atomic
def note_failure(*, name: str, at: datetime, problem: str) -> None:
    """Note that something failed. Say in ``problem`` what, and name nobody."""
    defaults = {"failed_at": at, "problem": problem[:LONGEST_PROBLEM]}
    Sign.objects.update_or_create(name=name, defaults=defaults)


@transaction.atomic
def _move_to_day(start: datetime) -> None:
    _add(_taken(TAKE_ALL, start, Span.HOUR), start=day_of(start), span=Span.DAY)


@transaction.atomic
def _fold(start: datetime, span: Span) -> None:
    least = _taken(TAKE_LEAST, start, span, MOST_KEPT[span])
    _add({OTHERS: sum(least.values())}, start=start, span=span)


def _taken(statement: str, start: datetime, *parameters: str | int) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datetimefield_value(start), *parameters])
        return dict(cursor.fetchall())


def _add(counts: Mapping[str, int], *, start: datetime, span: Span) -> None:
    moment = connection.ops.adapt_datetimefield_value(start)
    # In one order everywhere, so that no two processes wait for each other's rows.
    rows = [(span, moment, address, count) for address, count in sorted(counts.items()) if count]
    with connection.cursor() as cursor:
        cursor.executemany(ADD, rows)
