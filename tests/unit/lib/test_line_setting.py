"""Headlines in a box, measured with a font in which every letter is half as wide as it is high."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.line_setting import Box, Setting, set_lines

BOX = Box(width=1000, height=400, leading=1.0)
SIZES = (200, 100, 50)


def half(text: str, size: int) -> float:
    return len(text) * size / 2


def placed(text: str, box: Box = BOX) -> Setting:
    return set_lines(text, box=box, sizes=SIZES, measure=half)


def test_short_headline_gets_the_largest_size() -> None:
    assert placed("Flood") == Setting(("Flood",), 200)


def test_longer_headline_gets_the_largest_size_at_which_all_of_it_fits() -> None:
    setting = placed("The last ferry bell goes quiet after a long time")

    assert setting.size == 100
    assert " ".join(setting.lines) == "The last ferry bell goes quiet after a long time"


def test_lines_are_about_the_same_length() -> None:
    # Filled one after the other, the second line would have a single word.
    assert placed("aaaa bbbb cccc dddd").lines == ("aaaa bbbb", "cccc dddd")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Паром стоит в порту", "в порту"),
        ("Колокол замолчал впервые за 112 лет", "за 112 лет"),
        ("Порт закрыт — паром стоит", "закрыт —"),
        ("He said “I saw it”", "“I saw"),
    ],
)
def test_line_ends_with_no_preposition_or_number_and_begins_with_no_dash(text: str, kept: str) -> None:
    lines = placed(text, Box(width=700, height=600, leading=1.0)).lines

    assert any(kept in line for line in lines)


def test_word_wider_than_the_box_is_set_smaller_before_it_is_broken() -> None:
    assert placed("x" * 20) == Setting(("x" * 20,), 100)
    assert placed("x" * 41) == Setting(("x" * 40, "x"), 50)


def test_what_is_too_much_gives_way_to_an_ellipsis() -> None:
    setting = placed("слово " * 200)

    assert setting.is_cut
    assert len(setting.lines) == 8
    assert setting.lines[-1].endswith("слово…")


def test_ellipsis_follows_no_comma() -> None:
    setting = set_lines("one, two, three", box=Box(250, 50, 1.0), sizes=(50,), measure=half)

    assert setting.lines == ("one, two…",)


def test_nothing_has_no_lines() -> None:
    assert placed("  ") == Setting((), 200)


@given(st.text(max_size=300))
def test_whatever_is_set_stays_in_its_box(text: str) -> None:
    setting = placed(text)

    assert all(half(line, setting.size) <= BOX.width for line in setting.lines)
    assert len(setting.lines) * setting.size * BOX.leading <= BOX.height
    if not setting.is_cut:
        assert "".join("".join(setting.lines).split()) == "".join(text.split())
