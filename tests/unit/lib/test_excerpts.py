"""The beginning of a text, cut between words."""

import pytest

from dateline.lib.excerpts import opening_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Short.", "Short."),
        ("One\ntwo  three", "One two three"),
        ("The ferry sails, at last, across the bay", "The ferry sails…"),
    ],
)
def test_opening_words_end_between_words(text: str, expected: str) -> None:
    assert opening_words(text, longest=17) == expected
