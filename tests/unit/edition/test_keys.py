"""What a rendering announces, and what renderings of one state of the database share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from dateline.edition.keys import Reading, announce, announce_good_until, collecting, once

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def reader_of(values: list[str]) -> Callable[[], str]:
    """Return a reading that takes the next value and announces where it found it."""

    def read() -> str:
        announce("footer")
        announce_good_until(NOON)
        return values.pop(0)

    return read


def test_value_is_read_once_in_a_rendering() -> None:
    read = reader_of(["first", "second"])

    with collecting() as page:
        assert [once("footer", read), once("footer", read)] == ["first", "first"]

    assert page.keys == {"footer"}


def test_renderings_that_share_nothing_read_by_themselves() -> None:
    read = reader_of(["first", "second"])

    with collecting():
        once("footer", read)
    with collecting():
        assert once("footer", read) == "second"


def test_rendering_that_shares_a_value_announces_all_that_reading_it_announced() -> None:
    read, shared = reader_of(["first", "second"]), dict[str, Reading]()
    with collecting(shared):
        announce("story/1")
        once("footer", read)

    with collecting(shared) as page:
        assert once("footer", read) == "first"

    assert page.keys == {"footer"}
    assert page.good_until == NOON


def test_reading_within_a_reading_is_announced_by_both() -> None:
    shared: dict[str, Reading] = {}

    def outer() -> str:
        announce("paper")
        return "of " + once("footer", reader_of(["the footer"]))

    with collecting(shared):
        once("paper", outer)
    with collecting(shared) as page:
        assert once("paper", outer) == "of the footer"

    assert page.keys == {"paper", "footer"}


def test_outside_a_rendering_values_are_read_each_time() -> None:
    read = reader_of(["first", "second"])

    assert [once("footer", read), once("footer", read)] == ["first", "second"]
