"""Rules as data: the paper's own, and those that come with Dateline in the same form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from dateline.copydesk.choices import HouseRuleKind, RuleKind
from dateline.copydesk.engine.desk import Desk, HouseRule
from dateline.copydesk.engine.patterns import (
    PatternError,
    compiled,
    like_original,
    matches,
    word_pattern,
)
from dateline.copydesk.engine.phrases import shipped_rules
from dateline.copydesk.engine.texts import HEADS, Checked, Finding, Text, primary


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield what the rules of the story's language say."""
    for rule in (*shipped_rules(story.language), *desk.house_rules):
        if rule.language and primary(rule.language) != story.language:
            continue
        yield from apply_rule(rule, story.texts)


def apply_rule(rule: HouseRule, texts: Sequence[Text]) -> list[Finding]:
    """Return what one rule finds; nothing when its pattern is of no use or takes too long."""
    apply = {
        HouseRuleKind.WORDLIST: _apply_words,
        HouseRuleKind.REGEX: _apply_pattern,
        HouseRuleKind.FIRST_MENTION: _apply_first_mention,
    }[HouseRuleKind(rule.kind)]
    try:
        return list(apply(rule, texts))
    except (PatternError, TimeoutError):
        return []


def word_pairs(rule: HouseRule) -> list[tuple[str, str]]:
    """Return what is to be replaced and by what: lines “wrong = right”, or lines with one replacement."""
    pairs = []
    for line in rule.pattern.splitlines():
        wrong, is_pair, right = line.partition("=")
        if wrong.strip():
            pairs.append((wrong.strip(), right.strip() if is_pair else rule.replacement.strip()))
    return pairs


def _apply_words(rule: HouseRule, texts: Sequence[Text]) -> Iterator[Finding]:
    for wrong, right in word_pairs(rule):
        pattern = compiled(word_pattern(wrong), any_case=rule.any_case)
        for text in texts:
            for found in matches(pattern, text.text):
                suggestions = (like_original(found[0], right),) if right and right != found[0] else ()
                if right != found[0]:
                    yield _finding(rule, text, found.span(), suggestions)


def _apply_pattern(rule: HouseRule, texts: Sequence[Text]) -> Iterator[Finding]:
    pattern = compiled(rule.pattern, any_case=rule.any_case)
    for text in texts:
        for found in matches(pattern, text.text):
            suggestions: tuple[str, ...] = ()
            if rule.replacement:
                try:
                    suggestions = (like_original(found[0], found.expand(rule.replacement)),)
                except (IndexError, ValueError):
                    suggestions = ()
            if suggestions != (found[0],):
                yield _finding(rule, text, found.span(), suggestions)


def _apply_first_mention(rule: HouseRule, texts: Sequence[Text]) -> Iterator[Finding]:
    """Find the first time that a term stands in running text, unless it is explained by then."""
    pattern = compiled(word_pattern(rule.pattern.strip()), any_case=False)
    explained = compiled(word_pattern(rule.replacement.strip()), any_case=True)
    for text in texts:
        if text.kind in HEADS:
            continue
        first = next(iter(matches(pattern, text.text)), None)
        if any(True for _found in matches(explained, text.text)):
            return
        if first is not None:
            yield _finding(rule, text, first.span(), (f"{rule.replacement.strip()} ({first[0]})",))
            return


def _finding(rule: HouseRule, text: Text, span: tuple[int, int], suggestions: tuple[str, ...]) -> Finding:
    return Finding(
        rule=rule.id,
        kind=RuleKind.GRAMMAR if rule.id.startswith("grammar.") else RuleKind(rule.kind),
        severity=rule.severity,
        block=text.id,
        start=span[0],
        end=span[1],
        message=rule.message
        or (
            _("The paper writes “%(right)s”.") % {"right": suggestions[0]}
            if suggestions
            else _("House style.")
        ),
        suggestions=suggestions,
        why=rule.why,
    )
