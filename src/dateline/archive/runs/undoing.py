"""Undo a whole run, as far as the desk has not worked on what it brought. See docs/decisions/0035."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from dateline.archive.choices import RunState
from dateline.archive.models import ImportedDocument, ImportedPicture, ImportRun
from dateline.archive.old.actions import forget_addresses
from dateline.archive.pipeline.plans import edited_since
from dateline.archive.runs.carrying import Watcher, unwatched
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.requests import PublishingRequest, requesting
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.bulk_deletion import delete_new_stories
from dateline.stories.models import CompanyPage, StoryPage

AT_ONCE = 100
REFUSALS = (PublicationRefusedError, ProtectedError)


def undo_run(*, run: ImportRun, by: Any, watch: Watcher = unwatched) -> Counter[str]:
    """Take out what a run made, batch by batch, and return how many pages were removed and how many kept.

    A page that the desk has edited, taken down or deleted since stays as it is. What was public keeps its
    record and its addresses, as every deleted page does; when the same document comes in again, it gets its
    old address back. Stories that the run only brought up to date stay. Killed on the way, it goes on where
    it was when it is called again.
    """
    counts: Counter[str] = Counter()
    run.state, run.ended_at = RunState.UNDOING, None
    run.save(update_fields=["state", "ended_at"])
    last = 0
    total = run.documents.count()
    while rows := list(run.documents.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = rows[-1].pk
        with transaction.atomic():
            counts += _undo(rows, by=by)
        watch(documents=sum(counts.values()), files=0, total=total)
    with transaction.atomic():
        forget_addresses(run=run)
        _forget_names(run)
        run.state, run.ended_at = RunState.UNDONE, timezone.now()
        run.counts = {**run.counts, "undone": dict(counts)}
        run.save(update_fields=["state", "ended_at", "counts"])
    return counts


def _undo(rows: list[ImportedDocument], *, by: Any) -> Counter[str]:
    counts: Counter[str] = Counter()
    uuids = [row.story_uuid for row in rows]
    stories = {story.uuid: story for story in StoryPage.objects.filter(uuid__in=uuids)}
    pages = {page.uuid: page for page in CompanyPage.objects.filter(uuid__in=uuids)}
    removed: list[ImportedDocument] = []
    going: list[Any] = []
    for row in rows:
        page: Any = stories.get(row.story_uuid) or pages.get(row.story_uuid)
        if edited_since(row, page) is not None:
            counts["kept"] += 1
            continue
        counts["removed"] += 1
        removed.append(row)
        if isinstance(page, StoryPage):
            going.append(page)
        else:
            with requesting(PublishingRequest(by=by)):
                page.delete()
    delete_new_stories(stories=going, by=by)
    drafts = [row.pk for row in removed if row.version_number == 0]
    ImportedDocument.objects.filter(pk__in=drafts).delete()
    # What was public is remembered: it comes back under its old identity.
    ImportedDocument.objects.filter(pk__in=[row.pk for row in removed]).update(run=None, digest="")
    return counts


def _forget_names(run: ImportRun) -> None:
    """Delete the sections, people, topics, series and pictures that the run made and nothing else uses."""
    made = run.made
    for pk in made.get("sections", []):
        section = SectionPage.objects.filter(pk=pk).first()
        if section is not None and not section.get_children_count():
            _delete(section)
    for kind, model in (("people", Contributor), ("topic", Topic), ("series", Series)):
        for record in model.objects.filter(pk__in=made.get(kind, [])).iterator():
            _delete(record)
    pictures = ImportedPicture.objects.filter(made_by=run.pk).values("picture_id")
    for picture in Picture.objects.filter(pk__in=pictures).iterator():
        # The record shows what it showed: a picture of a version that was public stays.
        if not picture.uses.exclude(version=None).exists() and _delete(picture):
            ImportedPicture.objects.filter(picture_id=picture.pk).delete()


def _delete(record: Any) -> bool:
    try:
        with transaction.atomic():
            record.delete()
    except REFUSALS:
        return False
    return True
