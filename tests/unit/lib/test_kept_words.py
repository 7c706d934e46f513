"""Words of an older text are found in a newer one while every one of them stays."""

from __future__ import annotations

import random

import pytest

from dateline.lib.kept_words import kept_place, tokens_of

OLD = "The bridge carries 40 tonnes. The ferry sails again."


@pytest.mark.parametrize(
    ("new", "place"),
    [
        (OLD, (19, 21)),
        ("It is said that " + OLD, (35, 37)),
        (OLD.replace("tonnes", "tons"), (19, 21)),
        (OLD.replace("40", "400"), None),
        (OLD.replace("40", "4.0"), None),
        (OLD.replace("carries 40 tonnes", "is shut"), None),
        ("Forty.", None),
        ("", None),
    ],
)
def test_kept_place_of_a_number(new: str, place: tuple[int, int] | None) -> None:
    assert kept_place(OLD, new, start=19, end=21) == place


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 2), (0, 900)])
def test_place_that_is_none_is_kept_nowhere(start: int, end: int) -> None:
    assert kept_place(OLD, OLD, start=start, end=end) is None


def test_kept_place_always_holds_the_same_words() -> None:
    """Random edits: where a place is told, the words stand there; hardly ever are they not found."""
    chance = random.Random(7)
    words = [f"w{number}" for number in range(60)]
    found = 0
    for _ in range(300):
        mark = chance.randrange(60)
        start = len(" ".join(words[:mark])) + (1 if mark else 0)
        edited = [word for number, word in enumerate(words) if number == mark or chance.random() > 0.2]
        edited.insert(chance.randrange(len(edited) + 1), "new")
        old, new = " ".join(words), " ".join(edited)
        place = kept_place(old, new, start=start, end=start + len(words[mark]))
        if place is not None:
            found += 1
            assert new[slice(*place)] == words[mark]
    # Of two differences that are as small, the one that moves the word may be taken.
    assert found >= 295


def test_tokens_are_the_text() -> None:
    text = "«Мост» держит 3,5 т — don’t ask.\n\nA-b"

    assert "".join(tokens_of(text)) == text
    assert "3,5" in tokens_of(text)
