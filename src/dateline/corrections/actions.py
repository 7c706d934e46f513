"""Close what readers reported, and tell them. A report itself comes in through ``report_actions``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dateline.corrections.choices import OPEN_STATUSES, ReportStatus
from dateline.corrections.correction_keys import touched_by_reports
from dateline.corrections.errors import OutcomeRefusedError
from dateline.corrections.models import ReportCluster, ReportContact
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.actions import append_entry


@transaction.atomic
def close_cluster(
    *,
    cluster: ReportCluster,
    status: ReportStatus,
    outcome_text: str = "",
    fixed_in: PublishedVersion | None = None,
    by: Any,
    at: datetime | None = None,
) -> ReportCluster:
    """Close the reports of one place with their outcome, and return the cluster as it is now.

    Readers see the outcome on their receipts at once. Who left an address gets one mail after the transaction
    is committed, and the address is erased as soon as it has gone; those of spam are erased here and now.

    Raises OutcomeRefusedError for an open status, for a version of another publication or beside any status
    but “fixed”, and when the reports are closed already.
    """
    if status in OPEN_STATUSES:
        raise OutcomeRefusedError(f"“{status}” is no outcome.")
    if fixed_in is not None and (
        status != ReportStatus.FIXED or fixed_in.publication_id != cluster.publication_id
    ):
        raise OutcomeRefusedError("Only what was fixed is fixed in a version, and in one of the same story.")
    stored = ReportCluster.objects.select_for_update().get(pk=cluster.pk)
    if stored.status not in OPEN_STATUSES:
        raise OutcomeRefusedError("These reports have an outcome already.")
    stored.status, stored.outcome_text, stored.fixed_in = status, outcome_text.strip(), fixed_in
    stored.closed_at, stored.closed_by = at or timezone.now(), by
    stored.save(update_fields=["status", "outcome_text", "fixed_in", "closed_at", "closed_by"])
    append_entry(
        event="reports.closed",
        keys=touched_by_reports(stored),
        subject="reports",
        user_id=getattr(by, "pk", None),
        at=stored.closed_at,
    )
    if status == ReportStatus.SPAM:
        ReportContact.objects.filter(report__cluster=stored).delete()
    return stored
