"""Times that never come, and times that come twice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dateline.lib.local_times import gap_around, is_repeated, is_skipped

BERLIN, LORD_HOWE, MOSCOW = (
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("Europe/Moscow"),
)


def wall(text: str) -> datetime:
    """Return what a clock on the wall shows."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "zone", "skipped"),
    [
        (wall("2027-03-28 01:59"), BERLIN, False),
        (wall("2027-03-28 02:00"), BERLIN, True),
        (wall("2027-03-28 02:59"), BERLIN, True),
        (wall("2027-03-28 03:00"), BERLIN, False),
        (wall("2027-10-31 02:30"), BERLIN, False),
        (wall("2026-10-04 02:15"), LORD_HOWE, True),
        (wall("2026-10-04 02:30"), LORD_HOWE, False),
        (wall("2027-03-28 02:30"), MOSCOW, False),
    ],
)
def test_time_that_the_clocks_jump_over_never_comes(typed: datetime, zone: ZoneInfo, skipped: bool) -> None:
    assert is_skipped(typed, zone) is skipped


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [
        (wall("2027-10-31 01:59"), False),
        (wall("2027-10-31 02:00"), True),
        (wall("2027-10-31 02:59"), True),
        (wall("2027-10-31 03:00"), False),
        (wall("2027-03-28 02:30"), False),
    ],
)
def test_time_after_which_the_clocks_go_back_comes_twice(typed: datetime, repeated: bool) -> None:
    assert is_repeated(typed, BERLIN) is repeated


@pytest.mark.parametrize(
    ("typed", "zone", "start", "end"),
    [
        (wall("2027-03-28 02:00"), BERLIN, "02:00", "03:00"),
        (wall("2027-03-28 02:59"), BERLIN, "02:00", "03:00"),
        (wall("2026-10-04 02:15"), LORD_HOWE, "02:00", "02:30"),
    ],
)
def test_gap_is_named_by_its_ends(typed: datetime, zone: ZoneInfo, start: str, end: str) -> None:
    before, after = gap_around(typed, zone)

    assert (f"{before:%H:%M}", f"{after:%H:%M}") == (start, end)
