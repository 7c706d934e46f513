"""Places in a text are carried to newer texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.carrying import How, carry
from tools.carry.cases import made_cases

TEXT = "The wall stands. A monument to servicement was opened in the town. The end of it."


def carried(new: str, words: str, *, old: str = TEXT) -> tuple[str, How]:
    start = old.index(words)
    found = carry(old, new, start, start + len(words))
    return new[found.start : found.end], found.how


@pytest.mark.parametrize(
    ("new", "words", "expected", "how"),
    [
        (TEXT, "servicement", "servicement", How.UNCHANGED),
        (TEXT + " More.", "servicement", "servicement", How.UNCHANGED),
        ("Intro. " + TEXT, "servicement", "servicement", How.MOVED),
        (TEXT.replace("servicement", "servicemen"), "servicement", "servicemen", How.EDITED),
        (TEXT.replace("to servicement", "for soldiers"), "to servicement", "for soldiers", How.EDITED),
        (TEXT.replace("servicement ", ""), "servicement", "", How.GONE),
        ("The wall stands. The end of it.", "servicement", "", How.GONE),
        ("", "servicement", "", How.GONE),
        (
            "The wall stands. The end of it. A monument to servicement was opened in the town.",
            "servicement",
            "servicement",
            How.MOVED,
        ),
        (
            "The wall stands. The end of it. A monument to soldiers was opened in the old town.",
            "monument to servicement was",
            "monument to soldiers was",
            How.EDITED,
        ),
    ],
)
def test_words_are_found_after_an_edit(new: str, words: str, expected: str, how: How) -> None:
    assert carried(new, words) == (expected, how)


def test_offsets_are_code_points() -> None:
    assert carried("кот 😀😀 спит на софе", "на диване", old="кот 😀 спит на диване") == (
        "на софе",
        How.EDITED,
    )


def test_a_repeated_word_is_told_from_its_double() -> None:
    old = "Ada saw Ada. Then Ada left."
    start = old.rindex("Ada")

    found = carry(old, "Ada saw Ada. Suddenly Ada left. Ada saw nothing.", start, start + 3)

    assert (found.start, found.end, found.how) == (22, 25, How.MOVED)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(TEXT) + 1)])
def test_what_is_no_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no place"):
        carry(TEXT, TEXT, start, end)


@given(
    old=st.text(alphabet="ab ё.\n😀", min_size=1, max_size=40),
    new=st.text(alphabet="ab ё.\n😀", max_size=40),
    data=st.data(),
)
def test_the_answer_is_always_a_place_of_the_newer_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    found = carry(old, new, start, end)

    assert 0 <= found.start <= found.end <= len(new)
    assert (found.how == How.GONE) == (found.start == found.end)
    if found.how in (How.UNCHANGED, How.MOVED):
        assert new[found.start : found.end] == old[start:end]


def test_newsroom_edits_are_followed_within_one_character() -> None:
    cases = list(made_cases(count=10, lengths=(4000,), seed=11))
    right = 0
    for case in cases:
        found = carry(case.old, case.new, case.start, case.end)
        place = (found.start, found.end)
        expected = case.expected or (-9, -9)
        right += all(abs(place[side] - expected[side]) <= 1 for side in (0, 1))

    assert len(cases) == 60
    assert right >= 58
