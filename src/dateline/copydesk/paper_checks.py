"""Check every text of the paper and keep a report; nothing is ever corrected by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from dateline.copydesk.choices import Severity
from dateline.copydesk.engine.check import check
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.harper_client import let_go
from dateline.copydesk.engine.texts import Finding
from dateline.copydesk.house_rules import excerpt
from dateline.copydesk.models import PaperCheck, PaperFinding
from dateline.copydesk.queries import desk_for, without_dismissed
from dateline.copydesk.sources import Piece, count_pieces, pieces

KEPT_AT_MOST = 20_000
TOLD_EVERY = 10


def run_paper_check(
    *, paper_check: PaperCheck, tell: Callable[[int, int], None] = lambda done, total: None
) -> PaperCheck:
    """Check the whole paper and finish the report. Style is left out: an archive has other habits."""
    desks: dict[str, Desk] = {}
    paper_check.total, kept = count_pieces(), 0
    paper_check.save(update_fields=["total"])
    try:
        for number, piece in enumerate(pieces(), start=1):
            language = piece.story.language
            if language not in desks:
                desks[language] = desk_for(language)
            rows = _rows(paper_check, piece, desks[language])[: KEPT_AT_MOST - kept]
            PaperFinding.objects.bulk_create(rows)
            kept += len(rows)
            if number % TOLD_EVERY == 0 or number == paper_check.total:
                PaperCheck.objects.filter(pk=paper_check.pk).update(done=number)
                tell(number, paper_check.total)
    except Exception as error:
        paper_check.failure = type(error).__name__
        raise
    finally:
        paper_check.finished_at = timezone.now()
        paper_check.save(update_fields=["failure", "finished_at"])
        # Harper would keep a hundred megabytes for some minutes more.
        let_go()
    paper_check.refresh_from_db()
    return paper_check


def _rows(paper_check: PaperCheck, piece: Piece, desk: Desk) -> list[PaperFinding]:
    findings = [one for one in check(piece.story, desk) if one.severity is not Severity.STYLE]
    texts = {block.id: block.text for block in piece.story.blocks}
    return [
        _row(paper_check, piece, one, texts.get(one.block, ""))
        for one in without_dismissed(findings, subject=piece.subject)
    ]


def _row(paper_check: PaperCheck, piece: Piece, finding: Finding, text: str) -> PaperFinding:
    return PaperFinding(
        paper_check=paper_check,
        subject=piece.subject,
        title=piece.title[:300],
        address=piece.address[:400],
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message[:400],
        excerpt=excerpt(text, start=finding.start, end=finding.end),
    )
