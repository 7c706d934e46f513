"""The whole engine: every rule over a story, and what they find in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import structlog

from dateline.copydesk.choices import SEVERITY_ORDER, Severity
from dateline.copydesk.engine import (
    attribution,
    consistency,
    grammar_en,
    grammar_ru,
    house,
    labels,
    names,
    numerals,
    quotes,
    spelling,
    structure,
    typography,
)
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Checked, Finding, Story, checked, fingerprinted

logger = structlog.get_logger(__name__)
Rule = Callable[[Checked, Desk], Iterator[Finding]]

VERSION = "1"
MOST_FINDINGS = 300
# A text of nothing but slips is no story; comparing all of them with each other would take minutes.
MOST_OF_A_RULE = 500
# These load no dictionary; publishing asks them alone.
LIGHT: tuple[Rule, ...] = (labels.find, structure.find, house.find)
ALL: tuple[Rule, ...] = (
    *LIGHT,
    quotes.find,
    typography.find,
    numerals.find,
    attribution.find,
    spelling.find,
    consistency.find,
    names.find,
    grammar_ru.find,
    grammar_en.find,
)


def check(story: Story, desk: Desk, *, rules: tuple[Rule, ...] = ALL) -> tuple[Finding, ...]:
    """Return what is wrong with the story, the gravest first, then in its order. Never raises for any text."""
    ready = checked(story)
    found: list[Finding] = []
    for rule in rules:
        try:
            found += islice(rule(ready, desk), MOST_OF_A_RULE)
        except Exception:  # a rule that fails must not take the others along
            logger.exception("copydesk_rule_failed", rule=rule.__module__)
    texts = {block.id: block.text for block in story.blocks}
    order = {block.id: place for place, block in enumerate(story.blocks)}
    judged = [one for finding in found if (one := _with_severity(finding, desk)) is not None]
    kept = [fingerprinted(finding, texts) for finding in _without_overlaps(judged)]
    kept.sort(key=lambda one: (SEVERITY_ORDER[one.severity], order.get(one.block, -1), one.start, one.rule))
    return tuple(kept[:MOST_FINDINGS])


def blockers(story: Story, desk: Desk) -> tuple[Finding, ...]:
    """Return what must stop publishing; cheap, because no dictionary is loaded for it."""
    return tuple(
        finding for finding in check(story, desk, rules=LIGHT) if finding.severity is Severity.BLOCKER
    )


def _with_severity(finding: Finding, desk: Desk) -> Finding | None:
    """Return the finding as grave as the paper takes its rule; None when the rule is switched off."""
    wanted = desk.severities.get(finding.rule)
    if wanted is None:
        return finding
    return replace(finding, severity=Severity(wanted)) if wanted else None


def _without_overlaps(found: list[Finding]) -> list[Finding]:
    """Keep one finding for words that several rules have found: the graver, then the shorter."""
    kept: list[Finding] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    ordered = sorted(found, key=lambda one: (SEVERITY_ORDER[one.severity], one.end - one.start))
    for finding in ordered:
        spans = taken.setdefault(finding.block, [])
        is_whole = finding.end == 0 or finding.rule.startswith(
            ("structure.", "attribution.", "first_mention.")
        )
        if not is_whole:
            if any(start < finding.end and finding.start < end for start, end in spans):
                continue
            spans.append((finding.start, finding.end))
        kept.append(finding)
    return list({(one.rule, one.block, one.start, one.end, one.message): one for one in kept}.values())
