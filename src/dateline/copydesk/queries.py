"""Reads of the copy desk: what the paper has laid down, and what became of findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from dateline.copydesk.choices import DISMISSALS, Severity, State
from dateline.copydesk.engine.check import blockers
from dateline.copydesk.engine.desk import Desk, Labels, NameFact
from dateline.copydesk.engine.texts import Finding, Story, primary
from dateline.copydesk.house_rules import Preview, preview
from dateline.copydesk.models import DictionaryWord, FindingRecord, HouseRule, RuleSetting
from dateline.copydesk.page_forms import engine_rule
from dateline.copydesk.sources import pieces
from dateline.entities.queries import labels_for_desk, names_for_desk
from dateline.paper.queries import paper_settings

PREVIEWED = 500
RULE_FIELDS = ("kind", "pattern", "replacement", "severity", "message", "why", "language", "any_case")


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """What became of a rule's findings."""

    rule: str
    fired: int
    accepted: int
    dismissed: int

    @property
    def share(self) -> int:
        """Return the share accepted, in percent."""
        return round(100 * self.accepted / self.fired) if self.fired else 0


def desk_for(language: str, *, user: Any = None) -> Desk:
    """Return everything that decides about a text of the language besides the text."""
    names, paper = names_for_desk(language), paper_settings()
    words = DictionaryWord.objects.filter(Q(owner=None) | Q(owner=user), language=primary(language))
    rules = HouseRule.objects.filter(is_active=True).order_by("pk")
    return Desk(
        paper_language=settings.LANGUAGE_CODE,
        house_rules=tuple(engine_rule(rule.rule_id, fields_of(rule)) for rule in rules),
        dictionary=frozenset(word.casefold() for word in words.values_list("word", flat=True)),
        names={key: NameFact(*spelling) for key, spelling in names.spellings.items()},
        name_index=names.by_spelling,
        labels=Labels(
            index=names.by_entity,
            facts=labels_for_desk(),
            jurisdictions=frozenset(paper.all_jurisdictions),
            adds_notes=paper.adds_legal_labels,
        ),
        severities=dict(RuleSetting.objects.values_list("rule", "severity")),
    )


def fields_of(rule: HouseRule) -> dict[str, Any]:
    """Return what a house rule says."""
    return {name: getattr(rule, name) for name in RULE_FIELDS}


def without_dismissed(findings: Iterable[Finding], *, subject: str) -> list[Finding]:
    """Return the findings that nobody has dismissed in this story."""
    records = FindingRecord.objects.filter(subject=subject, state__in=[*DISMISSALS, State.OVERRIDDEN])
    decided = list(records.values_list("rule", "fingerprint", "place", "state"))
    here = {(rule, place) for rule, _fingerprint, place, state in decided if state == State.IGNORED_HERE}
    everywhere = {
        (rule, fingerprint) for rule, fingerprint, _place, state in decided if state != State.IGNORED_HERE
    }
    return [
        finding
        for finding in findings
        if (finding.rule, finding.place) not in here and (finding.rule, finding.fingerprint) not in everywhere
    ]


def open_blockers(story: Story, *, subject: str) -> list[Finding]:
    """Return what must stop publishing: nobody has said why it may go out all the same."""
    found = blockers(story, desk_for(story.language))
    if not found:
        return []
    # A blocker cannot be ignored like a matter of taste: only an override with its reason lets it pass.
    passed = FindingRecord.objects.filter(subject=subject, state=State.OVERRIDDEN)
    overridden = set(passed.values_list("rule", "fingerprint"))
    return [finding for finding in found if (finding.rule, finding.fingerprint) not in overridden]


def rule_figures(rules: Iterable[str] | None = None) -> list[RuleFigures]:
    """Return what became of the findings of each rule that ever fired, the most frequent first."""
    records = (
        FindingRecord.objects.all() if rules is None else FindingRecord.objects.filter(rule__in=list(rules))
    )
    rows = records.values("rule").annotate(
        fired=Count("pk"),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        dismissed=Count(
            "pk", filter=Q(state__in=[State.IGNORED_HERE, State.IGNORED_IN_STORY, State.BAD_RULE])
        ),
    )
    return [RuleFigures(**row) for row in rows.order_by("-fired", "rule")]


def severity_of(rule: str, *, otherwise: str = Severity.WARNING) -> str:
    """Return how grave the paper takes a rule now."""
    setting = RuleSetting.objects.filter(rule=rule).values_list("severity", flat=True).first()
    if setting is not None:
        return setting
    if rule.startswith("house.") and rule[6:].isdigit():
        return (
            HouseRule.objects.filter(pk=int(rule[6:])).values_list("severity", flat=True).first() or otherwise
        )
    return otherwise


def preview_of(rule: HouseRule) -> Preview:
    """Return how often a house rule would have fired in the newest stories."""
    return preview(engine_rule(rule.rule_id or "house.0", fields_of(rule)), islice(pieces(), PREVIEWED))
