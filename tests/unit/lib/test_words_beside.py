"""Words set right beside a passage are told from what stands in another sentence, or was only moved."""

from __future__ import annotations

import pytest

from dateline.lib.words_beside import with_words_beside

OLD = "The ferry carries 30 tonnes. It left at 9.30 in the morning"


@pytest.mark.parametrize(
    ("reported", "new", "expected"),
    [
        ("30 tonnes", OLD, "30 tonnes"),
        ("30 tonnes", OLD.replace("30 tonnes", "30 tonnes a day"), "30 tonnes a day"),
        (
            "30 tonnes",
            OLD.replace("30 tonnes", "30 tonnes (of grain, they say)"),
            "30 tonnes (of grain, they say)",
        ),
        ("30 tonnes", OLD.replace("30 tonnes", "over 30 tonnes"), "over 30 tonnes"),
        ("30 tonnes", OLD.replace("30 tonnes", "not 30 tonnes of it"), "not 30 tonnes of it"),
        ("30 tonnes", OLD.replace(". It", ". Nobody saw it. It"), "30 tonnes"),
        ("30 tonnes", OLD.replace("carries", "still carries"), "30 tonnes"),
        ("30 tonnes", OLD.replace("tonnes.", "tonnes,."), "30 tonnes"),
        ("30 tonnes", OLD.replace("carries 30 tonnes", "is said to bear 30 tonnes"), "30 tonnes"),
        ("morning", OLD + ", as ever", "morning, as ever"),
        ("morning", OLD + ". It rained", "morning"),
        ("9.30", OLD.replace("9.30", "9.30 local time"), "9.30 local time"),
        ("The", "Yesterday The" + OLD[3:], "Yesterday The"),
        ("The", "Something else. " + OLD, "The"),
        ("left", OLD.replace("left", "left " + "very " * 40), "left"),
    ],
)
def test_what_stands_beside_a_passage(reported: str, new: str, expected: str) -> None:
    was = OLD.index(reported), OLD.index(reported) + len(reported)
    now = new.index(reported), new.index(reported) + len(reported)

    assert new[slice(*with_words_beside(OLD, new, was=was, now=now))] == expected
