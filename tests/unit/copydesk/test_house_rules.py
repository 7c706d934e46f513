"""Rules as data: the shipped ones keep their examples, the paper's own are tried before they are saved."""

from __future__ import annotations

import time

import pytest

from dateline.copydesk.choices import HouseRuleKind, Severity
from dateline.copydesk.engine.desk import HouseRule
from dateline.copydesk.engine.house import apply_rule
from dateline.copydesk.engine.phrases import LANGUAGES, ShippedRule, shipped
from dateline.copydesk.engine.texts import Block, Story, Text
from dateline.copydesk.house_rules import preview, problems_of_rule
from dateline.copydesk.sources import Piece

SHIPPED = [one for language in LANGUAGES for one in shipped(language)]
EXAMPLES = {"must_match": "one Kiev\ntwo Kiev", "must_not_match": "one Kyiv\ntwo Kyiv"}


def rule(
    kind: HouseRuleKind = HouseRuleKind.REGEX, pattern: str = r"\bKiev\b", replacement: str = "Kyiv"
) -> HouseRule:
    return HouseRule("house.1", kind, pattern, replacement, Severity.WARNING, "")


def fires(one: HouseRule, *lines: str) -> list[tuple[str, ...]]:
    return [
        found.suggestions
        for found in apply_rule(one, [Text(Block(str(n), "paragraph", line)) for n, line in enumerate(lines)])
    ]


@pytest.mark.parametrize("one", SHIPPED, ids=[one.rule.id for one in SHIPPED])
def test_shipped_rule_keeps_its_examples(one: ShippedRule) -> None:
    assert min(len(one.must_match), len(one.must_not_match)) >= 2
    assert [line for line in one.must_match if not fires(one.rule, line)] == []
    assert [line for line in one.must_not_match if fires(one.rule, line)] == []


def test_words_keep_their_capitals_and_take_any_space() -> None:
    words = rule(HouseRuleKind.WORDLIST, "prior to = before\nKiev = Kyiv", "")

    assert fires(words, "Prior\u00a0to noon.", "PRIOR TO NOON.", "in Kiev") == [
        ("Before",),
        ("BEFORE",),
        ("Kyiv",),
    ]
    assert fires(words, "Kievan Rus", "a Kiev-born man") == []


def test_first_mention_asks_for_the_explanation_once() -> None:
    term = rule(HouseRuleKind.FIRST_MENTION, "NBK", "National Bank of Kelvia")

    assert fires(term, "The NBK cut its rate.", "The NBK waits.") == [("National Bank of Kelvia (NBK)",)]
    assert fires(term, "The National Bank of Kelvia (NBK) cut its rate.", "The NBK waits.") == []


def test_examples_are_tried() -> None:
    assert problems_of_rule(rule(), **EXAMPLES) == {}
    assert set(problems_of_rule(rule(pattern="K[y]iv", replacement="Kiev"), **EXAMPLES)) == {
        "must_match",
        "must_not_match",
    }
    assert set(problems_of_rule(rule(), must_match="Kiev", must_not_match="")) == {
        "must_match",
        "must_not_match",
    }


@pytest.mark.parametrize("pattern", ["(", "a{9999999999}", "(?P<n", "x" * 2000])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    assert "pattern" in problems_of_rule(rule(pattern=pattern), **EXAMPLES)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+$"])
def test_patterns_that_would_hang_are_refused_and_never_hang(pattern: str) -> None:
    started = time.process_time()

    assert "pattern" in problems_of_rule(rule(pattern=pattern), **EXAMPLES)
    assert fires(rule(pattern=pattern), "a" * 5000 + "c") is not None
    assert time.process_time() - started < 5


def test_preview_counts_stories_and_findings() -> None:
    pieces = [
        Piece("page/1", "One", "", Story("en", (Block("p", "paragraph", "Kiev and Kiev"),))),
        Piece("page/2", "Two", "", Story("en", ())),
    ]
    found = preview(rule(), pieces)

    assert (found.stories, found.fired_in, found.findings, found.is_complete) == (2, 1, 2, True)
