"""Quiet hours, over midnight and over the nights in which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.alerts.quiet import QuietHours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(22, 7, BERLIN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        ("2026-03-01T21:59:59", False),
        ("2026-03-01T22:00", True),
        ("2026-03-02T00:00", True),
        ("2026-03-02T06:59:59", True),
        ("2026-03-02T07:00", False),
    ],
)
def test_night_is_quiet_over_midnight(moment: str, is_quiet: bool) -> None:
    assert NIGHT.hold(at(moment)) is is_quiet
    assert NIGHT.hold(at(moment).astimezone(UTC)) is is_quiet


def test_hours_of_one_day_are_quiet_within_it() -> None:
    noon = QuietHours(12, 14, BERLIN)

    assert [noon.hold(at(f"2026-03-01T{hour}:30")) for hour in (11, 12, 13, 14)] == [False, True, True, False]


def test_the_same_hour_twice_is_never_quiet() -> None:
    never = QuietHours(7, 7, BERLIN)
    moment = at("2026-03-01T07:00")

    assert not never.hold(moment)
    assert never.over_at(moment) == moment
    assert never.next_at(moment) is None


def test_quiet_ends_in_the_morning_also_where_clocks_change() -> None:
    # The night of 29 March 2026 has an hour less, that of 25 October one more.
    for day, hours in (("2026-03-28", 7), ("2026-03-29", 8), ("2026-10-24", 9)):
        begins = at(f"{day}T23:00")
        over = NIGHT.over_at(begins)
        assert (over.astimezone(BERLIN).hour, over.astimezone(UTC) - begins.astimezone(UTC)) == (
            7,
            timedelta(hours=hours),
        )


@given(
    start=st.integers(0, 23),
    end=st.integers(0, 23),
    minute=st.integers(0, 366 * 24 * 60),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "Asia/Tbilisi"]),
)
def test_when_it_is_over_it_is_not_quiet_and_when_it_begins_it_is(
    start: int, end: int, minute: int, zone: str
) -> None:
    hours = QuietHours(start, end, ZoneInfo(zone))
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)

    over, begins = hours.over_at(moment), hours.next_at(moment)

    assert over >= moment
    assert not hours.hold(over)
    assert begins is None or (begins > moment and hours.hold(begins))
