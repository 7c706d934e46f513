"""Wall-clock times typed by people: which moment they mean, and that some never come and some come twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


def is_skipped(wall: datetime, zone: tzinfo) -> bool:
    """Say whether the clocks jump over this time, so that it never comes."""
    moment = wall.replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(fold=0)


def is_repeated(wall: datetime, zone: tzinfo) -> bool:
    """Say whether this time comes twice, because the clocks go back."""
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return not is_skipped(wall, zone) and first.utcoffset() != second.utcoffset()


def gap_around(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the wall-clock times between which a skipped time lies: 02:00 and 03:00."""
    before = (wall.replace(tzinfo=zone, fold=1).utcoffset() or timedelta()) - (
        wall.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    )
    width = abs(before)
    start = wall
    while is_skipped(start - timedelta(minutes=1), zone):
        start -= timedelta(minutes=1)
    return start, start + width
