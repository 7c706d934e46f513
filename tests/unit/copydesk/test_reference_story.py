"""The story that the whole project is measured by, with its slips as they were published."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.copydesk.engine.check import check
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Block, Finding, Story

FILE = Path(__file__).parents[4] / "shared" / "reference" / "000_e8e30ca62a09f115.txt"
BEGINS, ENDS = "The Kremlin said on Wednesday", "\nRelated\n"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"the reference story is not here: {FILE.name}")


@pytest.fixture(scope="module")
def story() -> Story:
    text = FILE.read_text(encoding="utf-8")
    body = text[text.index(BEGINS) : text.index(ENDS)]
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    return Story(
        "en", tuple(Block(f"p{number}", "paragraph", line) for number, line in enumerate(paragraphs))
    )


@pytest.fixture(scope="module")
def findings(story: Story) -> tuple[Finding, ...]:
    return check(story, Desk())


def words_of(story: Story, finding: Finding) -> str:
    return next(block.text for block in story.blocks if block.id == finding.block)[
        finding.start : finding.end
    ]


@pytest.mark.parametrize(
    ("rule", "words", "suggestion"),
    [
        ("spelling.unknown", "servicement", "servicemen"),
        ("grammar.en.verb_form", "had be", "had been"),
        ("quotes.wrong_close", '"', "”"),
        ("quotes.mixed", '"', "“"),
    ],
)
def test_slip_is_found_with_its_correction(
    story: Story, findings: tuple[Finding, ...], rule: str, words: str, suggestion: str
) -> None:
    found = [one for one in findings if one.rule == rule and words_of(story, one) == words]

    assert found
    assert any(suggestion in one.suggestions for one in found)


def test_one_town_in_two_spellings_is_found(story: Story, findings: tuple[Finding, ...]) -> None:
    said = [one.message for one in findings if one.rule == "consistency.name"]

    assert any("Ezzor" in message and "al-Zor" in message for message in said)


def test_both_quotations_closed_with_the_wrong_mark_are_found(findings: tuple[Finding, ...]) -> None:
    assert len([one for one in findings if one.rule == "quotes.wrong_close"]) == 2


def test_nothing_else_is_called_an_error(findings: tuple[Finding, ...]) -> None:
    known = {
        "spelling.unknown",
        "grammar.en.verb_form",
        "quotes.wrong_close",
        "quotes.mixed",
        "consistency.name",
    }

    assert [one for one in findings if one.severity != "style" and one.rule not in known] == []
    assert len([one for one in findings if one.rule == "spelling.unknown"]) == 1
