"""Measure the engine on the corpora."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from dateline.copydesk.choices import Severity
from dateline.copydesk.engine.check import check
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Finding, Story
from tools.copydesk.corpora import Slip, clean_stories, desk, planted, slips, without_labels, words_in

WHOLE_BLOCK = {
    "attribution": "attribution.",
    "unclosed": "quotes.",
    "wrong_close": "quotes.",
    "mixed_quotes": "quotes.",
}


@dataclass
class Recall:
    """What became of the slips of one language."""

    found: Counter[tuple[str, bool]] = field(default_factory=Counter)
    planted: Counter[tuple[str, bool]] = field(default_factory=Counter)
    missed: list[Slip] = field(default_factory=list)

    def share(self, *, held_out: bool | None = None) -> float:
        """Return the share of slips found: of all, or of those held out or not."""
        chosen = [key for key in self.planted if held_out is None or key[1] is held_out]
        total = sum(self.planted[key] for key in chosen)
        return sum(self.found[key] for key in chosen) / total if total else 0.0


def recall(language: str, *, fresh: bool = False) -> Recall:
    """Plant every slip alone and see whether the engine points at it."""
    stories, own, result = clean_stories(language), desk(language), Recall()
    for slip in slips(language, fresh=fresh):
        story = stories[slip.story]
        changed, block = planted(story, slip)
        key = (slip.kind, slip.is_held_out)
        result.planted[key] += 1
        before = {(one.rule, one.fingerprint, one.place) for one in check(story, _desk_for(slip, own))}
        after = [
            one
            for one in check(changed, _desk_for(slip, own))
            if (one.rule, one.fingerprint, one.place) not in before and one.severity is not Severity.STYLE
        ]
        if any(_hits(one, slip, changed, block) for one in after):
            result.found[key] += 1
        else:
            result.missed.append(slip)
    return result


def _desk_for(slip: Slip, own: Desk) -> Desk:
    return own if slip.kind == "label" else without_labels(own)


def _hits(finding: Finding, slip: Slip, story: Story, block: str) -> bool:
    """Say whether the finding points at the slip and not at something else near by."""
    if slip.kind in ("credit", "alt"):
        return finding.block == block and finding.rule == f"structure.no_{slip.kind}"
    if slip.kind == "names":
        return finding.rule in ("consistency.name", "spelling.unknown") and (
            finding.rule == "consistency.name" or finding.block == block
        )
    if finding.block != block:
        return False
    if slip.kind in WHOLE_BLOCK:
        return finding.rule.startswith(WHOLE_BLOCK[slip.kind])
    text = next(one.text for one in story.blocks if one.id == block)
    start = text.index(slip.new)
    return finding.start < start + len(slip.new) and start < finding.end


def false_alarms(
    language: str, *, own_only: bool | None = None
) -> tuple[int, int, int, list[tuple[str, Finding]]]:
    """Return stories, words, remarks on style, and every graver finding on clean stories."""
    alarms: list[tuple[str, Finding]] = []
    stories = {
        name: story
        for name, story in clean_stories(language).items()
        if own_only is None or name.isdigit() is not own_only
    }
    style = 0
    for name, story in stories.items():
        for finding in check(story, without_labels(desk(language))):
            if finding.severity is Severity.STYLE:
                style += 1
            else:
                alarms.append((name, finding))
    return len(stories), sum(map(words_in, stories.values())), style, alarms


def seconds_for(story: Story, own: Desk, *, rounds: int = 7) -> list[float]:
    """Return how long each of some checks of a story took, dictionaries loaded."""
    check(story, own)
    took = []
    for _round in range(rounds):
        started = time.perf_counter()
        check(story, own)
        took.append(time.perf_counter() - started)
    return sorted(took)
