"""Numbers of versions in a leaf are written in one way and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.tlog.log_leaves import BadLeafError, read_numbers, written_numbers


@given(st.sets(st.integers(1, 400)))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert read_numbers(written_numbers(numbers)) == numbers


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([3], "3"), ([1, 2, 3, 7, 9, 10], "1-3,7,9-10"), ([2, 1], "1-2")]
)
def test_neighbors_are_one_span(numbers: list[int], text: str) -> None:
    assert written_numbers(numbers) == text


@pytest.mark.parametrize("text", ["0", "1-", "-1", "a", "1,,2", "1-2-3", "٣", "99999999"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadLeafError):
        read_numbers(text)
