"""Note that many published pages are being deleted, with one entry of the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from dateline.publishing.choices import Status
from dateline.publishing.models import PublicAddress, Publication
from dateline.publishing.publication_watchers import tell_watchers
from dateline.publishing.publications import more_keys_of, type_of
from dateline.publishing.recording import keys_of_publication, public_state
from dateline.publishlog.actions import append_entry


@transaction.atomic
def record_deletions(*, pages: Sequence[Any], by: Any, at: datetime, also: Iterable[str] = ()) -> None:
    """Do for pages of one model what ``record_deletion`` does for one; drafts leave no record.

    Must be called inside the transaction that deletes them, while they are still there. ``also`` are further
    keys of pages that change with them.
    """
    uuids = [page.uuid for page in pages]
    states = (Status.PUBLIC, Status.UNPUBLISHED)
    rows = Publication.objects.select_for_update().filter(pk__in=uuids, status__in=states)
    publications = {row.pk: row for row in rows}
    paths: dict[Any, list[str]] = {}
    for uuid, path in PublicAddress.objects.filter(publication__in=uuids).values_list("publication", "path"):
        paths.setdefault(uuid, []).append(path)
    gone = [page for page in pages if page.uuid in publications]
    keys, before_of = set(also), {}
    for page in gone:
        before = before_of[page.pk] = public_state(page)
        keys |= more_keys_of(page, before=before, after=None)
        keys |= keys_of_publication(
            page, before=before, after=None, paths=paths.get(page.uuid, ()), moved=True
        )
    Publication.objects.filter(pk__in=list(publications)).update(status=Status.DELETED, changed_at=at)
    if gone:
        name = type_of(gone[0]).name
        append_entry(
            event=f"{name}.deleted",
            keys=keys,
            subject=f"{name}/",
            # Not even as the last good page while the database is away may one be shown again.
            data={"together": [[page.pk, str(page.uuid)] for page in gone], "withdraw": True},
            user_id=getattr(by, "pk", None),
            at=at,
        )
        for page in gone:
            tell_watchers(name, page=page, before=before_of[page.pk], after=None)
