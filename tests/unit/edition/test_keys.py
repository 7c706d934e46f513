"""What a rendering announces, and what renderings of one state of the database share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from dateline.edition import keys
from dateline.edition.keys import (
    Reading,
    Readings,
    announce,
    announce_good_until,
    apart,
    collecting,
    kept,
    kept_each,
    once,
    untouched,
    watch,
)

# Far ahead: what was good until a moment that has passed is read again.
NOON = datetime(2126, 11, 20, 12, tzinfo=UTC)


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


def kept_reading(shelf: Readings, *, value: str, watched: str = "", key: str = "card/1") -> str:
    """Return what a page gets that keeps one reading."""

    def read() -> str:
        if key:
            announce(key)
        if watched:
            watch(watched)
        return value

    with collecting(kept=shelf):
        return kept("card", read)


@pytest.mark.parametrize(
    ("touched", "expected"), [("card/2", "first"), ("card/1", "second"), ("sections", "second")]
)
def test_kept_value_holds_until_what_it_announced_or_watched_is_touched(touched: str, expected: str) -> None:
    shelf: Readings = {}
    kept_reading(shelf, value="first", watched="sections")

    later = untouched(shelf, {touched})

    assert kept_reading(later, value="second") == expected


def test_kept_value_that_announced_nothing_holds_for_no_other_state() -> None:
    shelf: Readings = {}
    kept_reading(shelf, value="first", key="")

    assert untouched(shelf, {"card/2"}) == {}


def test_what_is_watched_is_no_key_of_the_page() -> None:
    shelf: Readings = {}
    kept_reading(shelf, value="first", watched="sections")

    with collecting(kept=shelf) as page:
        kept("card", lambda: "never read")

    assert page.keys == {"card/1"}


def test_kept_value_made_of_kept_values_falls_with_them() -> None:
    shelf: Readings = {}
    with collecting(kept=shelf):
        kept("front", lambda: kept_reading(shelf, value="first", watched="sections"))

    assert set(shelf) == {"front", "card"}
    assert untouched(shelf, {"card/1"}) == {}
    assert untouched(shelf, {"sections"}) == {}


def test_kept_value_is_read_again_when_its_time_has_come() -> None:
    shelf: Readings = {}
    values = ["first", "second"]

    def read() -> str:
        announce("card/1")
        announce_good_until(keys.timezone.now() - timedelta(seconds=1))
        return values.pop(0)

    with collecting(kept=shelf):
        assert [kept("card", read), kept("card", read)] == ["first", "second"]


def test_values_not_kept_are_read_together_and_each_has_its_own_keys() -> None:
    shelf: Readings = {}
    asked: list[list[int]] = []

    def card(pk: int) -> str:
        announce(f"card/{pk}")
        return f"card {pk}"

    def read(ids: list[int]) -> dict[int, Callable[[], str]]:
        asked.append(ids)
        announce("counts for nothing")
        return {pk: partial(card, pk) for pk in ids if pk != 9}

    with collecting(kept=shelf) as first:
        assert kept_each({1: "1", 2: "2", 9: "9"}, read) == {1: "card 1", 2: "card 2"}
    with collecting(kept=untouched(shelf, {"card/1"})) as second:
        assert kept_each({2: "2", 1: "1"}, read) == {2: "card 2", 1: "card 1"}

    assert asked == [[1, 2, 9], [1]]
    assert first.keys == second.keys == {"card/1", "card/2"}


def test_what_is_read_apart_is_kept_and_no_key_of_the_page() -> None:
    shelf: Readings = {}

    with collecting(kept=shelf) as page, apart():
        kept("card", lambda: announce("card/1"))

    assert page.keys == set()
    assert shelf["card"].keys == {"card/1"}


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_KEPT", 20)
    shelf: Readings = {}

    with collecting(kept=shelf):
        for number in range(100):
            kept(str(number), lambda: announce("card/1"))

    assert len(shelf) <= 20
    assert "99" in shelf
