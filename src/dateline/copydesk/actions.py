"""Decisions of the copy desk: house rules, the dictionary, findings, checks of the whole paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from dateline.copydesk.choices import DISMISSALS, Severity, State
from dateline.copydesk.engine.texts import Finding, primary
from dateline.copydesk.errors import DecisionRefusedError
from dateline.copydesk.models import (
    DictionaryWord,
    FindingRecord,
    HouseRule,
    HouseRuleVersion,
    PaperCheck,
    RuleSetting,
)
from dateline.copydesk.queries import fields_of, rule_figures, severity_of

DEMOTED_AFTER = 30
DEMOTED_BELOW = 0.5
_STEP_DOWN = {
    Severity.BLOCKER: Severity.WARNING,
    Severity.ERROR: Severity.WARNING,
    Severity.WARNING: Severity.STYLE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody made of a finding."""

    rule: str
    fingerprint: str
    place: str
    words: str
    state: str
    reason: str = ""
    severity: str = Severity.WARNING


@transaction.atomic
def keep_version(*, rule: HouseRule, by: Any, at: datetime | None = None) -> HouseRuleVersion:
    """Keep the rule as it stands as its next version. Called after every save on the desk."""
    rule.version += 1
    rule.save(update_fields=["version"])
    content = {**fields_of(rule), "name": rule.name, "is_active": rule.is_active}
    content |= {"must_match": rule.must_match, "must_not_match": rule.must_not_match}
    # A rule that was rewritten starts anew: what people thought of its former self says nothing about it.
    RuleSetting.objects.filter(rule=rule.rule_id).exclude(demoted_at=None).delete()
    return HouseRuleVersion.objects.create(
        rule=rule, number=rule.version, content=content, saved_by=by, saved_at=at or timezone.now()
    )


@transaction.atomic
def record_shown(*, subject: str, findings: Sequence[Finding], at: datetime | None = None) -> None:
    """Remember which findings a story shows; one that is gone since was corrected by hand: accepted."""
    at = at or timezone.now()
    current = {(finding.rule, finding.place): finding for finding in findings}
    known = {(record.rule, record.place): record for record in FindingRecord.objects.filter(subject=subject)}
    gone = [record.pk for key, record in known.items() if record.state == State.SHOWN and key not in current]
    FindingRecord.objects.filter(pk__in=gone).update(state=State.ACCEPTED, changed_at=at)
    FindingRecord.objects.bulk_create(
        [
            FindingRecord(
                subject=subject, rule=one.rule, fingerprint=one.fingerprint, place=one.place, changed_at=at
            )
            for key, one in current.items()
            if key not in known
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def decide(
    *, subject: str, decision: Decision, by: Any, page: Any = None, at: datetime | None = None
) -> FindingRecord:
    """Accept, dismiss or override a finding. Raises DecisionRefusedError.

    A blocker is not dismissed: it is overridden, with a reason that goes into the story's log, too.
    """
    reason = decision.reason.strip()
    if decision.state == State.OVERRIDDEN and not reason:
        raise DecisionRefusedError(_("Say why the story may go out all the same."))
    if decision.severity == Severity.BLOCKER and decision.state in DISMISSALS:
        raise DecisionRefusedError(
            _("What stops publishing cannot be ignored. Correct it, or say why the story may go out.")
        )
    if decision.state not in (State.ACCEPTED, State.OVERRIDDEN, *DISMISSALS):
        raise DecisionRefusedError(_("This is no decision about a finding."))
    record, _is_new = FindingRecord.objects.update_or_create(
        subject=subject,
        rule=decision.rule,
        place=decision.place,
        defaults={
            "fingerprint": decision.fingerprint,
            "words": decision.words[:200],
            "state": decision.state,
            "reason": reason[:500],
            "decided_by": by,
            "changed_at": at or timezone.now(),
        },
    )
    if decision.state == State.OVERRIDDEN and page is not None:
        log(
            instance=page,
            action="copydesk.override",
            user=by,
            data={"rule": decision.rule, "words": decision.words[:200], "reason": reason},
        )
    demote_if_unloved(rule=decision.rule, severity=decision.severity, at=at)
    return record


def demote_if_unloved(*, rule: str, severity: str, at: datetime | None = None) -> bool:
    """Take a rule less seriously when fewer than half of its findings were accepted; say whether it was."""
    figures = next(iter(rule_figures([rule])), None)
    if figures is None or figures.fired < DEMOTED_AFTER or figures.accepted >= DEMOTED_BELOW * figures.fired:
        return False
    now = severity_of(rule, otherwise=severity)
    lower = _STEP_DOWN.get(Severity(now)) if now else None
    if lower is None or RuleSetting.objects.filter(rule=rule).exclude(demoted_at=None).exists():
        return False
    RuleSetting.objects.update_or_create(
        rule=rule, defaults={"severity": lower, "demoted_at": at or timezone.now()}
    )
    return True


def add_word(*, language: str, word: str, by: Any, for_all: bool) -> DictionaryWord:
    """Add a word to the paper's dictionary, or to somebody's own."""
    plain = word.strip().replace("’", "'")
    if not plain or len(plain) > 80:
        raise DecisionRefusedError(_("This is no word for the dictionary."))
    found, _is_new = DictionaryWord.objects.get_or_create(
        language=primary(language), word=plain, owner=None if for_all else by
    )
    return found


def begin_paper_check(*, by: Any, at: datetime | None = None) -> PaperCheck:
    """Begin a check of the whole paper; one that runs is returned instead."""
    at = at or timezone.now()
    running = PaperCheck.objects.filter(finished_at=None).first()
    if running is not None and not is_lost(running, at=at):
        return running
    return PaperCheck.objects.create(started_at=at, started_by=by)


def is_lost(check: PaperCheck, *, at: datetime) -> bool:
    """Say whether a check belongs to a worker that is gone: nobody needs a day for it."""
    return (at - check.started_at).total_seconds() > 24 * 60 * 60
