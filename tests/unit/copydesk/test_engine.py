"""Whatever is written, the engine answers, in time, with places inside the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.copydesk.engine import check as engine
from dateline.copydesk.engine import grammar_en
from dateline.copydesk.engine.check import check
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Block, Finding, Story

KINDS = ("headline", "standfirst", "paragraph", "caption", "pull_quote", "table")
PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "«",
        "»",
        "„",
        "(",
        ")",
        " ",
        "\n",
        "had be",
        "the the",
        "два дом",
        "31 April",
        "Mr.",
        "в",
        "не",
        "-",
        "…",
        "’s",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join)
)


def story_of(*texts: str, language: str = "en", kind: str = "paragraph") -> Story:
    return Story(language, tuple(Block(f"p{number}", kind, text) for number, text in enumerate(texts)))


def found(*texts: str, language: str = "en") -> list[Finding]:
    return list(check(story_of(*texts, language=language), Desk()))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    blocks=st.lists(st.tuples(st.sampled_from(KINDS), TEXTS), max_size=4),
    language=st.sampled_from(["en", "ru", "uk", ""]),
)
@example(blocks=[("headline", '"«„„')], language="en")
def test_any_text_is_answered_with_places_inside_it(blocks: list[tuple[str, str]], language: str) -> None:
    story = Story(
        language, tuple(Block(f"p{number}", kind, text) for number, (kind, text) in enumerate(blocks))
    )
    lengths = {block.id: len(block.text) for block in story.blocks}
    failed: list[str] = []
    # The engine survives a rule that fails; here none may.
    original, engine.logger = (
        engine.logger,
        type("Heard", (), {"exception": lambda self, *_a, **kw: failed.append(str(kw))})(),
    )
    try:
        findings = check(story, Desk())
    finally:
        engine.logger = original

    assert failed == []
    assert [one for one in findings if not 0 <= one.start <= one.end <= lengths.get(one.block, 0)] == []
    assert all(one.fingerprint and one.place for one in findings)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "“" * 20_000,
        "( " * 30_000,
        "zxqv " * 20_000,
        "Zxqvabc " * 10_000,
        "и" * 100_000,
        "щъыь " * 20_000,
        "1 2 " * 20_000,
        " -" * 30_000,
        "the " * 25_000,
    ],
    ids=[
        "one word",
        "quotes",
        "brackets",
        "no words",
        "names",
        "Russian word",
        "no Russian words",
        "numbers",
        "dashes",
        "articles",
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_absurd_texts_are_answered_in_time(text: str, language: str) -> None:
    started = time.process_time()

    check(story_of(text, language=language), Desk())

    assert time.process_time() - started < 8


def test_a_rule_that_fails_does_not_take_the_others_along(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> list[Finding]:
        raise RuntimeError("broken")

    monkeypatch.setattr(engine, "ALL", (fails, *engine.ALL))
    rules = {one.rule for one in engine.check(story_of("The the ferry sails."), Desk(), rules=engine.ALL)}

    assert "typography.doubled_word" in rules


def test_fingerprints_survive_edits_elsewhere() -> None:
    before = found("The pier was servicement for years.")[0]
    after = next(
        one
        for one in found("On Monday, all of a sudden, it rained. The pier was servicement for years.")
        if one.rule == before.rule
    )

    assert (after.fingerprint, after.place) == (before.fingerprint, before.place)
    assert after.start != before.start


def test_place_tells_two_uses_of_the_same_words_apart() -> None:
    first, second = (
        one
        for one in found("Old servicement here.", "New servicement there.")
        if one.rule == "spelling.unknown"
    )

    assert first.fingerprint == second.fingerprint
    assert first.place != second.place


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        (("“We sail,” he said. “We",), "quotes.unclosed"),
        (("“We sail today,” he said. “We never stop.", "“We sail tomorrow, too.”"), None),
        (("He is 6'2\" tall.",), None),
        (("«Мы плывём», — сказал он. «Мы",), "quotes.unclosed"),
    ],
)
def test_quotations_are_followed_over_paragraphs(texts: tuple[str, ...], rule: str | None) -> None:
    language = "ru" if "«" in texts[0] else "en"
    rules = {one.rule for one in found(*texts, language=language) if one.rule.startswith("quotes.")}

    assert rules == ({rule} if rule else set())


@pytest.mark.parametrize(
    "text", ["Дом стоит у реки.", "За рекой пять домов и два моста.", "Она сказала, что придёт."]
)
def test_plain_russian_is_left_alone(text: str) -> None:
    assert found(text, language="ru") == []


def test_other_languages_get_typography_only() -> None:
    rules = {one.rule for one in found("Ми йшли йшли додому .", language="uk")}

    assert rules == {"typography.doubled_word", "typography.space_before"}


def test_misspelt_words_are_found_while_harper_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar_en, "grammar_lints", lambda text: None)

    assert [one.rule for one in found("The servicement stood at the gate.")] == ["spelling.unknown"]
