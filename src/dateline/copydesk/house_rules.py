"""Whether a house rule does what its examples say, and how often it would have fired. Knows no model."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dateline.copydesk.choices import HouseRuleKind
from dateline.copydesk.engine.desk import HouseRule
from dateline.copydesk.engine.house import apply_rule, word_pairs
from dateline.copydesk.engine.patterns import PatternError, compiled, matches
from dateline.copydesk.engine.texts import Block, Story, Text, checked
from dateline.copydesk.sources import Piece

EXAMPLES_AT_LEAST = 2
SECONDS_FOR_PREVIEW = 4.0
# What makes badly built patterns run for ever.
_HARD = (
    *(
        word * 400 + end
        for word in ("a", "ab", "word ", "и", "1", " ", "a,")
        for end in ("", "!", "c", "\n", "! " + word * 400)
    ),
    "a" * 4000,
    "ab" * 2000 + "!",
    "1 " * 2000,
    "и" * 4000,
    (" " * 4000) + "x",
    "“" * 2000,
)


@dataclass(frozen=True, slots=True)
class Preview:
    """How often a rule would have fired."""

    stories: int
    fired_in: int
    findings: int
    excerpts: tuple[tuple[str, str], ...]
    is_complete: bool


def problems_of_rule(rule: HouseRule, *, must_match: str, must_not_match: str) -> dict[str, list[str]]:
    """Return what stands against the rule, by field; empty when its examples hold."""
    problems: dict[str, list[str]] = {}
    wanted = {"must_match": _lines(must_match), "must_not_match": _lines(must_not_match)}
    for field, lines in wanted.items():
        if len(lines) < EXAMPLES_AT_LEAST:
            problems[field] = [_("Write two examples at least, one on each line.")]
    found = _problem_of_pattern(rule)
    if found:
        return {**problems, "pattern": [found]}
    for line in wanted["must_match"]:
        if not _finds(rule, line):
            problems.setdefault("must_match", []).append(
                _("The rule finds nothing in “%(line)s”.") % {"line": line}
            )
    for line in wanted["must_not_match"]:
        if _finds(rule, line):
            problems.setdefault("must_not_match", []).append(
                _("The rule fires in “%(line)s”.") % {"line": line}
            )
    return problems


def preview(rule: HouseRule, pieces: Iterable[Piece]) -> Preview:
    """Return how often the rule would have fired; stops after some seconds and says so."""
    ends_at, stories, fired_in, count = time.monotonic() + SECONDS_FOR_PREVIEW, 0, 0, 0
    excerpts: list[tuple[str, str]] = []
    for piece in pieces:
        if time.monotonic() > ends_at:
            return Preview(stories, fired_in, count, tuple(excerpts), is_complete=False)
        stories += 1
        found = findings_in(rule, piece.story)
        count += len(found)
        fired_in += bool(found)
        excerpts += [(piece.title, excerpt) for excerpt in found[:2]] if len(excerpts) < 20 else []
    return Preview(stories, fired_in, count, tuple(excerpts), is_complete=True)


def findings_in(rule: HouseRule, story: Story) -> list[str]:
    """Return the words that the rule finds in a story, with some around them."""
    ready = checked(story)
    if rule.language and rule.language != ready.language:
        return []
    texts = {block.id: block.text for block in story.blocks}
    return [excerpt(texts[one.block], start=one.start, end=one.end) for one in apply_rule(rule, ready.texts)]


def excerpt(text: str, *, start: int, end: int) -> str:
    """Return the words of a finding with some around them."""
    return text[max(0, start - 40) : end + 40].strip()[:200]


def _finds(rule: HouseRule, line: str) -> bool:
    return bool(apply_rule(rule, [Text(Block("example", "paragraph", line))]))


def _problem_of_pattern(rule: HouseRule) -> str:
    if rule.kind == HouseRuleKind.WORDLIST and not word_pairs(rule):
        return _("Write at least one line, such as “Kiev = Kyiv”.")
    if rule.kind == HouseRuleKind.FIRST_MENTION and not rule.replacement.strip():
        return _("Say under “what to write instead” which words explain the term.")
    if rule.kind != HouseRuleKind.REGEX:
        return ""
    try:
        pattern = compiled(rule.pattern, any_case=rule.any_case)
        for text in _HARD:
            list(matches(pattern, text))
    except PatternError as error:
        return _("This is no pattern: %(error)s.") % {"error": error}
    except TimeoutError:
        return _("This pattern would take too long on some texts, mostly for repetitions within repetitions.")
    return ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
