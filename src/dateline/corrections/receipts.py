"""What the reader of a receipt sees: their own report, its outcome and the fix."""

from __future__ import annotations

import re

from dateline.corrections.choices import OPEN_STATUSES, ReportKind, ReportStatus
from dateline.corrections.contexts import Difference, ReceiptContext
from dateline.corrections.models import Correction, ErrorReport
from dateline.corrections.places import texts_of
from dateline.corrections.tokens import receipt_digest
from dateline.publishing.change_report import word_pieces
from dateline.publishing.choices import Status
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local
from dateline.publishing.queries import content_of

_SENTENCE_END = re.compile(r"[.!?…]+[”»\"']?\s+(?=[\w«“\"'])")
# Of a block without sentences, this much around the words.
_MOST = 300


def receipt_of(secret: str) -> ReceiptContext | None:
    """Return the receipt at this address, None when there is none."""
    found = ErrorReport.objects.select_related(
        "version__content", "version__publication", "cluster__fixed_in__content"
    )
    report = found.filter(receipt_digest=receipt_digest(secret)).first()
    return _context(report) if report is not None else None


def _context(report: ErrorReport) -> ReceiptContext:
    cluster, publication = report.cluster, report.version.publication
    content = content_of(report.version)
    is_public = publication.status == Status.PUBLIC
    fixed_in = cluster.fixed_in if is_public else None
    # What was withheld since is not told here either.
    words = report.exact if content is not None and is_public else ""
    return ReceiptContext(
        headline=content["fields"]["headline"] if content is not None and is_public else "",
        story_url=publication.address if is_public else "",
        language=report.version.language,
        words=words,
        suggestion=report.suggestion,
        comment=report.comment,
        # Whoever was not sure said nothing, and is not told to have said “something else”.
        kind=str(ReportKind(report.kind).label) if report.kind != ReportKind.OTHER else "",
        readers=cluster.count,
        status=cluster.status,
        status_text=str(ReportStatus(cluster.status).label),
        is_open=cluster.status in OPEN_STATUSES,
        # Written with a change that is not public yet, it is no outcome.
        outcome_text="" if cluster.status in OPEN_STATUSES else cluster.outcome_text,
        closed_at=local(cluster.closed_at) if cluster.closed_at else None,
        fix=fix_of(report, fixed_in) if fixed_in is not None else (),
        notice=_notice(fixed_in),
    )


def fix_of(report: ErrorReport, fixed_in: PublishedVersion) -> tuple[Difference, ...]:
    """Return the sentence that was reported as one text with what went and what came."""
    before, after = content_of(report.version), content_of(fixed_in)
    if before is None or after is None:
        return ()
    old = texts_of(before).get(report.block, "")
    new = texts_of(after).get(report.block, "")
    if not old or old == new:
        return ()
    start, end = _sentence(old, report.start, report.end)
    old_sentence = old[start:end]
    new_sentence = _counterpart(old, new, start, end)
    pieces = word_pieces(old_sentence, new_sentence)
    return tuple(Difference(piece.kind, piece.text) for piece in pieces)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentences in which a place stands."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    first = max(bound for bound in ends if bound <= start)
    last = min((bound for bound in ends if bound >= end), default=len(text))
    return max(first, start - _MOST), min(last, end + _MOST)


def _counterpart(old: str, new: str, start: int, end: int) -> str:
    """Return what stands in the new text between what stood before and after a passage of the old one."""
    head, tail = old[:start], old[end:]
    from_ = start if new.startswith(head) else _after(new, head)
    to = len(new) - len(tail) if new.endswith(tail) else _before(new, tail)
    return new[from_:to] if from_ < to else new


def _after(new: str, head: str) -> int:
    found = new.find(head[-30:].lstrip())
    return found + len(head[-30:].lstrip()) if found >= 0 else 0


def _before(new: str, tail: str) -> int:
    found = new.find(tail[:30].rstrip())
    return found if found >= 0 else len(new)


def _notice(fixed_in: PublishedVersion | None) -> str:
    """Return what the paper says in public about the fix."""
    if fixed_in is None:
        return ""
    correction = Correction.objects.filter(version=fixed_in).order_by("pk").first()
    if correction is not None and fixed_in.summary:
        return f"{correction.what_was_wrong} {correction.what_is_right}"
    return fixed_in.summary
