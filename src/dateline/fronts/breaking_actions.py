"""The bar of breaking news is put up, taken down, and ends by itself; each act is in Wagtail's log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from dateline.fronts.models import BreakingNews
from dateline.stories.models import StoryPage

BEGUN, ENDED = "paper.breaking.begun", "paper.breaking.ended"


@transaction.atomic
def begin_breaking(
    *, text: str, story: StoryPage | None, until: datetime, by: Any, at: datetime
) -> BreakingNews:
    """Put a line above every page, in place of the one that may stand there.

    Raises ValidationError for an empty or too long text, or an end that is over.
    """
    row = BreakingNews(text=" ".join(text.split()), story=story, begun_at=at, begun_by=by, until=until)
    # That one ends at the same moment: nobody sees two, and nobody sees none in between.
    _end(BreakingNews.objects.filter(ended_at=None), at=at)
    row.full_clean(exclude=["begun_by"])
    row.save()
    log(row, BEGUN, user=by, data={"text": row.text, "until": until.isoformat()})
    return row


@transaction.atomic
def end_breaking(*, by: Any, at: datetime) -> int:
    """Take the line down; return how many stood there: none when somebody was quicker."""
    standing = list(BreakingNews.objects.select_for_update(of=("self",)).filter(ended_at=None))
    for row in standing:
        _end(BreakingNews.objects.filter(pk=row.pk), at=at)
        log(row, ENDED, user=by, data={"text": row.text})
    return len(standing)


@transaction.atomic
def end_due(*, now: datetime) -> int:
    """Take the line down whose time is over; return how many that were."""
    return _end(BreakingNews.objects.filter(ended_at=None, until__lte=now), at=now)


def end_due_now() -> None:
    """Do so now. The worker's job: an entry of the log, which caches hear, and no time in every page."""
    if BreakingNews.objects.filter(ended_at=None, until__lte=timezone.now()).exists():
        end_due(now=timezone.now())


def _end(rows: Any, *, at: datetime) -> int:
    return int(rows.update(ended_at=at))
