"""Note in which order stories change, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from dateline.feeds.models import StoryChange
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishlog.queries import latest_number


@transaction.atomic
def note_change(*, page: Any, before: Any, after: Any) -> None:
    """Put a story at the end of the order of changes; for whoever follows publications."""
    note_changes(ids=[page.pk])


@transaction.atomic
def note_changes(*, ids: Collection[int]) -> None:
    """Put these stories at the end of the order of changes.

    The newest number of the log that this transaction sees is that of its own entry: nobody else can have
    appended one since, on PostgreSQL because the log is locked until we commit.
    """
    publications = list(
        Publication.objects.filter(content_type="story", page_id__in=ids).values_list("pk", "latest_number")
    )
    kinds = _kinds_of(publications)
    number, at = latest_number(), timezone.now()
    StoryChange.objects.bulk_create(
        [
            StoryChange(publication_id=pk, number=number, kind=kinds[pk], at=at)
            for pk, _latest in publications
        ],
        update_conflicts=True,
        unique_fields=["publication"],
        update_fields=["number", "kind", "at"],
        batch_size=200,
    )


def _kinds_of(publications: Collection[tuple[Any, int]]) -> dict[Any, str]:
    latest = dict(publications)
    found = {}
    keys = list(latest)
    for start in range(0, len(keys), 500):
        rows = PublishedVersion.objects.filter(publication__in=keys[start : start + 500])
        for pk, number, kind in rows.order_by().values_list("publication_id", "number", "kind"):
            if number == latest[pk]:
                found[pk] = kind
    return found
