"""Quoted words are found where they are meant, however they were retyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.quoted_words import Place, Quoted, places_of

TEXTS = {
    "headline": "Ferry is back",
    "a": "She said: “the ferry’s  late” — and left. The йод and the ferry.",
    "b": "The ferry sails at noon; no\u00a0break here.",
}


@pytest.mark.parametrize(
    ("quoted", "place"),
    [
        (Quoted("ferry", name="b", start=4), ("b", 4, 9)),
        (Quoted("ferry", name="b", start=60), ("b", 4, 9)),
        (Quoted('"the ferry\'s late"'), ("a", 10, 29)),
        (Quoted("«THE FERRY’S LATE»"), ("a", 10, 29)),
        (Quoted("late” - and"), ("a", 24, 35)),
        (Quoted("no break"), ("b", 25, 33)),
        (Quoted("no\u200b\u00adbreak here"), None),
        (Quoted("и\u0306од"), ("a", 46, 49)),
        (Quoted("и"), None),
        (Quoted("ferry", name="a", start=14), ("a", 15, 20)),
        (Quoted("ferry", prefix="and the ", suffix="."), ("a", 58, 63)),
        (Quoted("ferry", name="gone", start=4, suffix=" sails"), ("b", 4, 9)),
        (Quoted("Ferry is back"), ("headline", 0, 13)),
        (Quoted("boat"), None),
        (Quoted(" \u200b "), None),
        (Quoted(""), None),
    ],
)
def test_words_are_found_at_the_place_that_is_meant(
    quoted: Quoted, place: tuple[str, int, int] | None
) -> None:
    assert places_of(quoted, TEXTS) == ([Place(*place)] if place else [])


def test_words_that_nothing_tells_apart_are_all_returned() -> None:
    found = places_of(Quoted("ferry"), TEXTS)

    assert [place.name for place in found] == ["headline", "a", "a", "b"]


def test_what_stands_around_the_words_tells_places_of_a_long_text_apart() -> None:
    text = f"{'a ferry sails. ' * 150}The last ferry\u200b,  it was said, sails. {'a ferry sails. ' * 10}"

    (place,) = places_of(Quoted("ferry", prefix="The last ", suffix=", it was said"), {"a": text})

    assert text[place.start - 5 : place.end] == "last ferry"


def test_words_that_stand_everywhere_are_told_apart_by_nothing() -> None:
    text = "a ferry sails. " * 500 + "The last ferry."

    assert len(places_of(Quoted("ferry", prefix="The last "), {"a": text})) == 501


@given(
    st.text(max_size=300),
    st.text(max_size=60),
    st.integers(min_value=0, max_value=400),
    st.text(max_size=20),
)
def test_whatever_is_found_is_in_the_text(text: str, words: str, start: int, around: str) -> None:
    quoted = Quoted(words, name="a", start=start, prefix=around, suffix=around)

    for place in places_of(quoted, {"a": text, "b": text[::-1]}):
        assert 0 <= place.start < place.end <= len(text)


@given(st.text(min_size=1, max_size=200), st.data())
def test_what_is_quoted_exactly_is_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = Quoted(text[start:end], name="a", start=start)

    found = places_of(quoted, {"a": text})

    # Only what nobody can see is found nowhere.
    if found or any(character.isalnum() for character in text[start:end]):
        assert found == [Place("a", start, end)]
