"""What a correction would say of a change: the sentences of the two versions."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.corrections.choices import Placement
from dateline.corrections.correction_proposals import propose


def content(*texts: str, headline: str = "Bridge", standfirst: str = "") -> dict[str, Any]:
    blocks = [{"id": f"b{number}", "text": text} for number, text in enumerate(texts)]
    return {"fields": {"headline": headline, "standfirst": standfirst}, "blocks": blocks}


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        (
            "It is old. It carries 30 tonnes. It is red.",
            "It is old. It carries 40 tonnes. It is red.",
            "It carries 30 tonnes.",
            "It carries 40 tonnes.",
        ),
        (
            "It fell by 3.5 percent. End.",
            "It fell by 3.6 percent. End.",
            *("It fell by 3.5 percent.", "It fell by 3.6 percent."),
        ),
        ("Mr. Lund came. He ate.", "Mr. Lind came. He ate.", "Mr. Lund came.", "Mr. Lind came."),
        (
            "Мост держит 30 т. Он стар.",
            "Мост держит 40 т. Он стар.",
            "Мост держит 30 т.",
            "Мост держит 40 т.",
        ),
        ("He said: “No.” She left.", "He said: “Yes.” She left.", "He said: “No.”", "He said: “Yes.”"),
        ("It is old.", "It is old. It is red.", "", "It is red."),
        ("It is old. It is red.", "It is old.", "It is red.", ""),
    ],
)
def test_sentences_that_changed(old: str, new: str, wrong: str, right: str) -> None:
    proposal = propose(content("Opening.", old), content("Opening.", new))

    assert (proposal.wrong, proposal.right) == (wrong, right)
    assert proposal.is_small


def test_marks_are_the_new_words() -> None:
    new = "It carries 40 tonnes, says Mr. Lind."
    proposal = propose(content("It carries 30 tonnes, says Mr. Lund."), content(new))

    assert [new[mark["start"] : mark["end"]] for mark in proposal.marks] == ["40", "Lind"]


@pytest.mark.parametrize(
    ("after", "placement"),
    [
        (content("Opening.", "Old.", headline="Bridge shut"), Placement.TOP),
        (content("Opening.", "Old.", standfirst="New."), Placement.TOP),
        (content("Other.", "Old."), Placement.TOP),
        (content("Opening.", "New."), Placement.END),
        (content("Opening.", "Old.", "Added."), Placement.END),
    ],
)
def test_placement_by_what_was_hit(after: dict[str, Any], placement: Placement) -> None:
    assert propose(content("Opening.", "Old."), after).placement == placement


def test_rewriting_is_not_small_and_its_words_are_cut() -> None:
    old = " ".join(f"Sentence {number} is old." for number in range(60))
    new = " ".join(f"Sentence {number} is new." for number in range(60))
    proposal = propose(content(old), content(new))

    assert not proposal.is_small
    assert len(proposal.wrong) <= 400
    assert proposal.wrong.endswith("…")


def test_nothing_changed_proposes_nothing() -> None:
    proposal = propose(content("Same."), content("Same."))

    assert (proposal.wrong, proposal.right, proposal.marks, proposal.is_small) == ("", "", (), False)


def test_withheld_version_proposes_nothing_that_it_said() -> None:
    assert propose({}, content("New.")).wrong == ""
