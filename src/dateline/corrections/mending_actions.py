"""Close the reports of words that somebody has mended by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dateline.corrections.choices import OPEN_STATUSES, ReportStatus
from dateline.corrections.cluster_actions import settle_cluster
from dateline.corrections.cluster_rights import report_rights
from dateline.corrections.errors import OutcomeRefusedError, PlaceChangedError
from dateline.corrections.mended_queries import mended_in
from dateline.corrections.models import ReportCluster
from dateline.stories.models import StoryPage


@transaction.atomic
def close_as_mended(
    *, cluster: ReportCluster, version: int, by: Any, at: datetime | None = None
) -> ReportCluster:
    """Close the reports of a place as fixed in the version that mended it, which readers see on receipts.

    ``version`` is the number that whoever decided had before them. Raises PermissionDenied for whoever does
    not decide on the reports of this story, OutcomeRefusedError when they have an outcome already, and
    PlaceChangedError when it is not, or no longer, that version: the words may have come back.
    """
    story = StoryPage.objects.filter(uuid=cluster.publication_id).first()
    if story is None or not report_rights(by).may_handle(story):
        raise PermissionDenied
    locked = ReportCluster.objects.select_for_update(of=("self",)).select_related("version__content")
    stored = locked.get(pk=cluster.pk)
    if stored.status not in OPEN_STATUSES:
        raise OutcomeRefusedError("These reports have an outcome already.")
    mended = mended_in(stored)
    if mended is None or mended.version.number != version:
        raise PlaceChangedError(mended.words if mended is not None else stored.exact)
    return settle_cluster(
        cluster=stored,
        status=ReportStatus.FIXED,
        # Written when the change was made in the draft, for the readers who reported it.
        outcome_text=stored.outcome_text,
        fixed_in=mended.version,
        by=by,
        at=at,
    )
