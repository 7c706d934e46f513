"""Which labels a story carries, and the reason why another one does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.entities.insertion import insert_notes
from dateline.entities.labels import (
    LabelFact,
    LabelFinding,
    LabelRules,
    Outcome,
    TextBlock,
    first_mentions,
    judged_labels,
    notes_for_block,
    placements,
)
from dateline.entities.mentions import Spelling, build_index

LEAGUE, UNION = 1, 2
SPELLINGS = [
    Spelling(LEAGUE, "Northern League", "en", plural=True),
    Spelling(LEAGUE, "NLF", "en", plural=True),
    Spelling(LEAGUE, "Северная лига", "ru", plural=True),
    Spelling(UNION, "Harbor Union", "en", plural=True),
]
DESIGNATED = date(2015, 6, 1)
BANNED = LabelFact(10, LEAGUE, "RU", "en", "an extremist group banned in Russia", DESIGNATED)
RULES = LabelRules(
    language="en", paper_language="en", published_on=date(2017, 10, 4), jurisdictions=frozenset({"RU", "KZ"})
)


def judged(
    *texts: str, labels: tuple[LabelFact, ...] = (BANNED,), rules: LabelRules = RULES
) -> tuple[LabelFinding, ...]:
    blocks = [TextBlock(f"b{number}", text) for number, text in enumerate(texts)]
    mentions = first_mentions(build_index(SPELLINGS, language=rules.language), blocks)
    return judged_labels(blocks=blocks, mentions=mentions, labels=labels, rules=rules)


def test_the_first_mention_of_the_story_carries_the_note() -> None:
    (placed,) = placements(judged("Nothing.", "The NLF, or Northern League.", "NLF again."), language="en")

    assert (placed.block_id, placed.start, placed.end, placed.offset) == ("b1", 4, 7, 7)
    assert (placed.entity_id, placed.jurisdiction, placed.written_by_author) == (LEAGUE, "RU", False)
    assert placed.note == BANNED.note


@pytest.mark.parametrize(
    ("label", "rules", "outcome"),
    [
        (BANNED, RULES, Outcome.ADDED),
        (BANNED, replace(RULES, published_on=DESIGNATED), Outcome.ADDED),
        (BANNED, replace(RULES, published_on=date(2015, 5, 31)), Outcome.OLDER_STORY),
        (replace(BANNED, until_date=date(2017, 10, 4)), RULES, Outcome.ENDED),
        (replace(BANNED, until_date=date(2017, 10, 5)), RULES, Outcome.ADDED),
        (replace(BANNED, is_active=False), RULES, Outcome.UNUSED),
        (BANNED, replace(RULES, jurisdictions=frozenset({"KZ"})), Outcome.NOT_OBEYED),
        (BANNED, replace(RULES, switched_off=True), Outcome.SWITCHED_OFF),
        (replace(BANNED, language="fr"), RULES, Outcome.NO_WORDING),
        (replace(BANNED, language="fr"), replace(RULES, paper_language="fr"), Outcome.ADDED),
        (replace(BANNED, language="en-GB"), RULES, Outcome.ADDED),
    ],
)
def test_every_label_has_an_outcome(label: LabelFact, rules: LabelRules, outcome: Outcome) -> None:
    (finding,) = judged("The Northern League met.", labels=(label,), rules=rules)

    assert finding.outcome is outcome


def test_the_note_is_in_the_language_of_the_story() -> None:
    russian = replace(BANNED, label_id=11, language="ru", note="организация, запрещённая в России")

    (in_russian,) = placements(
        judged("Северную лигу", labels=(BANNED, russian), rules=replace(RULES, language="ru")), language="ru"
    )
    (in_english,) = placements(judged("Northern League", labels=(BANNED, russian)), language="en")

    assert (in_russian.note, in_russian.language) == (russian.note, "")
    assert (in_english.note, in_english.language) == (BANNED.note, "")


def test_a_note_in_the_paper_s_language_says_so() -> None:
    (placed,) = placements(judged("Северную лигу", rules=replace(RULES, language="ru")), language="ru")

    assert (placed.note, placed.language) == (BANNED.note, "en")


def test_a_written_note_is_reported_and_not_rendered() -> None:
    findings = judged("The Northern League, an extremist group banned in Russia, met.")
    placed = placements(findings, language="en")

    assert [finding.outcome for finding in findings] == [Outcome.WRITTEN]
    assert [placement.written_by_author for placement in placed] == [True]
    assert notes_for_block(placed, "b0") == ()


def test_two_jurisdictions_share_the_brackets() -> None:
    other = LabelFact(11, LEAGUE, "KZ", "en", "outlawed in Kazakhstan", DESIGNATED)
    placed = placements(judged("The Northern League’s men", labels=(BANNED, other)), language="en")

    html = insert_notes("The Northern League’s men", notes_for_block(placed, "b0"))

    assert [placement.jurisdiction for placement in placed] == ["KZ", "RU"]
    assert " (outlawed in Kazakhstan; an extremist group banned in Russia)</span> men" in html


def test_one_of_two_notes_can_be_written() -> None:
    other = LabelFact(11, LEAGUE, "KZ", "en", "outlawed in Kazakhstan", DESIGNATED)
    placed = placements(
        judged("Northern League, outlawed in Kazakhstan, met.", labels=(BANNED, other)), language="en"
    )

    assert [note.text for note in notes_for_block(placed, "b0")] == [BANNED.note]


def test_two_entities_carry_one_note_each() -> None:
    union = LabelFact(12, UNION, "RU", "en", "an undesirable organization", DESIGNATED)
    placed = placements(
        judged("Harbor Union met the Northern League.", labels=(BANNED, union)), language="en"
    )

    assert [placement.entity_id for placement in placed] == [UNION, LEAGUE]


def test_a_note_goes_behind_the_abbreviation_in_brackets() -> None:
    (placed,) = placements(judged("The Northern League (NLF) met."), language="en")

    assert placed.offset == len("The Northern League (NLF)")


def test_the_same_input_gives_the_same_labels_in_any_order() -> None:
    other = LabelFact(11, LEAGUE, "KZ", "en", "outlawed in Kazakhstan", DESIGNATED)

    assert judged("Northern League", labels=(BANNED, other)) == judged(
        "Northern League", labels=(other, BANNED)
    )


def test_a_story_without_names_has_no_labels() -> None:
    assert judged("Nobody met anyone.", "") == ()
