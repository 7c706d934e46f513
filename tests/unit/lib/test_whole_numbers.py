"""Only what is a number that a database can look for is one."""

from __future__ import annotations

import pytest

from dateline.lib.whole_numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 9, 10**9 - 1), ("9" * 10, None)]
    + [(text, None) for text in ("", None, "-1", "1.0", " 1", "1\n", "١", "²", "x", "1\x00")],
)
def test_number_is_digits_and_nothing_else(text: str | None, number: int | None) -> None:
    assert whole_number(text) == number
