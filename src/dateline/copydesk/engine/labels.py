"""Legal labels that a story must carry and does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Checked, Finding
from dateline.entities.labels import (
    LabelFinding,
    LabelRules,
    Outcome,
    TextBlock,
    first_mentions,
    judged_labels,
)


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield first mentions without the note that a jurisdiction asks for and the paper obeys.

    A paper that lets notes be set by themselves needs none from the writer; only what cannot be set is said.
    Notes switched off in the story are somebody's decision, kept with its versions: that is said, and stops nothing.
    """
    labels = desk.labels
    if not labels.jurisdictions or not labels.facts:
        return
    texts = [text for text in story.texts if text.kind in ("standfirst", "paragraph", "fact_box")]
    blocks = [TextBlock(text.id, text.text) for text in texts]
    rules = LabelRules(
        language=story.language,
        paper_language=desk.paper_language,
        published_on=story.story.published_on or date.max,
        jurisdictions=labels.jurisdictions,
        switched_off=False,
    )
    mentions = first_mentions(labels.index, blocks)
    is_set = labels.adds_notes and not story.story.labels_off
    for found in judged_labels(blocks=blocks, mentions=mentions, labels=labels.facts, rules=rules):
        if found.outcome is Outcome.ADDED and not is_set:
            text = next(text.text for text in texts if text.id == found.mention.block_id)
            severity = Severity.WARNING if story.story.labels_off else Severity.BLOCKER
            yield _missing(found, name=text[found.mention.start : found.mention.end], severity=severity)
        elif found.outcome is Outcome.NO_WORDING:
            message = _("The note required by %(code)s has no wording in this language.")
            yield _finding("no_wording", Severity.ERROR, found, message % {"code": found.label.jurisdiction})


def _missing(found: LabelFinding, *, name: str, severity: Severity) -> Finding:
    message = _("“%(name)s” needs the note “%(note)s” (%(code)s).")
    written = {"name": name, "note": found.label.note, "code": found.label.jurisdiction}
    finding = _finding("missing", severity, found, message % written)
    why = _("The paper obeys this jurisdiction, and the story names the entity without the note.")
    return replace(finding, suggestions=(f"{name} ({found.label.note})",), why=why)


def _finding(rule: str, severity: Severity, found: LabelFinding, message: str) -> Finding:
    return Finding(
        rule=f"label.{rule}",
        kind=RuleKind.LABEL,
        severity=severity,
        block=found.mention.block_id,
        start=found.mention.start,
        end=found.mention.end,
        message=message,
    )
