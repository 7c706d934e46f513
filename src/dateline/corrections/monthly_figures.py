"""What became of the reports of readers, month by month: from the rows, and no closer than to the hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median
from typing import Any

from django.db.models.functions import Coalesce

from dateline.corrections.choices import OPEN_STATUSES, ReportStatus
from dateline.corrections.contexts import MonthFigures
from dateline.corrections.correction_keys import FIGURES, month_key
from dateline.corrections.models import ReportCluster
from dateline.edition.keys import announce
from dateline.publishing.paper_time import day_bounds, local_date

# What was no report, or had been reported before, says nothing about how the paper answers.
NOT_COUNTED = (ReportStatus.SPAM,)
NOT_JUDGED = (*OPEN_STATUSES, ReportStatus.DUPLICATE)


def figures_of(month: date) -> MonthFigures:
    """Return the figures of one month."""
    first, _after_first = day_bounds(month)
    announce(month_key(first))
    end, _after_end = day_bounds(date(month.year + month.month // 12, month.month % 12 + 1, 1))
    return _figures(month, _rows(opened_hour__gte=first, opened_hour__lt=end))


def figures_by_month(*, limit: int = 12) -> tuple[MonthFigures, ...]:
    """Return the figures of the latest months that have any, newest first."""
    announce(FIGURES)
    by_month: dict[date, list[Any]] = {}
    newest = ReportCluster.objects.exclude(status__in=NOT_COUNTED).order_by("-opened_hour").first()
    if newest is None:
        return ()
    since = newest.opened_hour - timedelta(days=31 * (limit + 1))
    for row in _rows(opened_hour__gte=since):
        by_month.setdefault(local_date(row[2]).replace(day=1), []).append(row)
    return tuple(_figures(month, by_month[month]) for month in sorted(by_month, reverse=True)[:limit])


def _rows(**where: Any) -> list[tuple[str, int, datetime, datetime | None]]:
    """Return status, count, first report and end; what was mended in a version ended when that came out."""
    found = ReportCluster.objects.filter(**where).exclude(status__in=NOT_COUNTED).order_by("pk")
    found = found.annotate(ended_at=Coalesce("fixed_in__at", "closed_at"))
    return list(found.values_list("status", "count", "opened_hour", "ended_at"))


def _figures(month: date, rows: Iterable[tuple[str, int, datetime, datetime | None]]) -> MonthFigures:
    listed = list(rows)
    judged = [row for row in listed if row[0] not in NOT_JUDGED]
    # What was noted and left as it stands was no mistake.
    mended = [row for row in judged if row[0] == ReportStatus.FIXED]
    hours = [
        max(0, (closed - opened).total_seconds()) / 3600
        for _status, _count, opened, closed in mended
        if closed is not None
    ]
    return MonthFigures(
        month=month,
        reports=sum(count for _status, count, _opened, _closed in listed),
        upheld_percent=round(100 * len(mended) / len(judged)) if judged else None,
        median_hours=max(1, ceil(median(hours))) if hours else None,
        still_open=sum(status in OPEN_STATUSES for status, *_rest in listed),
    )
