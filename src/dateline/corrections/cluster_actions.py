"""Who has the reports of a place, and what becomes of many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from dateline.corrections.actions import close_cluster
from dateline.corrections.choices import OPEN_STATUSES, ReportStatus
from dateline.corrections.errors import OutcomeRefusedError
from dateline.corrections.models import ReportCluster
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage

TAKEN, CLOSED = "dateline.report_assigned", "dateline.report_closed"


@transaction.atomic
def assign_cluster(*, cluster: ReportCluster, to: Any, by: Any) -> ReportCluster:
    """Give the reports of a place to somebody, or to nobody; whoever gets them is looking at them.

    Raises OutcomeRefusedError when they have an outcome already.
    """
    stored = ReportCluster.objects.select_for_update().get(pk=cluster.pk)
    if stored.status not in OPEN_STATUSES:
        raise OutcomeRefusedError("These reports have an outcome already.")
    if stored.assignee_id == getattr(to, "pk", None):
        return stored
    stored.assignee = to
    stored.status = ReportStatus.SEEN if to is not None else ReportStatus.NEW
    stored.save(update_fields=["assignee", "status"])
    _note(stored, TAKEN, by=by, data={"to": to.get_username() if to is not None else ""})
    return stored


@transaction.atomic
def settle_cluster(
    *,
    cluster: ReportCluster,
    status: ReportStatus,
    outcome_text: str = "",
    fixed_in: PublishedVersion | None = None,
    by: Any,
    at: datetime | None = None,
) -> ReportCluster:
    """Close the reports of a place (see ``close_cluster``) and note it in the log of their story."""
    closed = close_cluster(
        cluster=cluster, status=status, outcome_text=outcome_text, fixed_in=fixed_in, by=by, at=at
    )
    _note(closed, CLOSED, by=by, data={"outcome": str(status)})
    return closed


@transaction.atomic
def close_as_spam(*, clusters: Iterable[ReportCluster], by: Any, at: datetime | None = None) -> int:
    """Close many at once as no reports of mistakes, and return how many; those closed already are left."""
    closed = 0
    for cluster in clusters:
        stored = ReportCluster.objects.select_for_update().get(pk=cluster.pk)
        if stored.status in OPEN_STATUSES:
            settle_cluster(cluster=stored, status=ReportStatus.SPAM, by=by, at=at)
            closed += 1
    return closed


def _note(cluster: ReportCluster, action: str, *, by: Any, data: dict[str, Any]) -> None:
    story = StoryPage.objects.filter(uuid=cluster.publication_id).first()
    if story is not None:
        # What readers wrote stays out of the log, which is kept for ever.
        log(instance=story, action=action, user=by, data={"cluster": cluster.pk, **data})
