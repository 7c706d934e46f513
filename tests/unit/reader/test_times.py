"""Moments as HTML wants them."""

from datetime import UTC, date, datetime

from dateline.reader.templatetags.reader_tags import iso


def test_moment_has_seconds_and_no_fraction() -> None:
    """HTML allows three digits of a fraction at most; a story published now has six."""
    assert iso(datetime(2026, 11, 30, 10, 40, 19, 420834, tzinfo=UTC)) == "2026-11-30T10:40:19+00:00"


def test_day_is_a_day() -> None:
    assert iso(date(2026, 11, 30)) == "2026-11-30"
