"""Publish, unpublish, take down: every way in which something becomes public or ceases to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from dateline.publishing.choices import Kind, RemovalReason, Status
from dateline.publishing.draft_models import PublicationWish
from dateline.publishing.errors import NotPublicError, PublicationRefusedError
from dateline.publishing.judging import check_publication
from dateline.publishing.models import Publication, PublishedVersion, ScheduleFailure
from dateline.publishing.queries import latest_version
from dateline.publishing.recording import (
    append_publication_entry,
    lock_page,
    name_of,
    public_state,
    record_publication,
    refuse_with_public_descendants,
    stored_page,
)
from dateline.publishing.requests import PublishingRequest, Wish, requesting
from dateline.publishing.sealing_words import seal_words
from dateline.publishing.withholding import delete_drafts, has_words, withhold_words


@transaction.atomic
def publish_page(
    *,
    page: Any,
    by: Any,
    kind: str = "",
    summary: str = "",
    at: datetime | None = None,
    wishes: Iterable[Wish] = (),
    is_in_place: bool = False,
) -> PublishedVersion:
    """Publish the page as it stands, now, and return the new version.

    Saves a revision, moves the page's times as the kind says, stores the version, appends the log entry.
    A page whose record would not change is left alone and its newest version is returned. A schedule that
    the page carries is dropped. ``wishes`` are carried out in the same transaction (``companions``). In place
    is what only follows a change made elsewhere and says nothing new to readers, such as one of two copies
    of a picture going: it is recorded without being judged.
    Raises PublicationRefusedError with the problems by field; nothing is saved then.
    """
    page.go_live_at = None
    request = PublishingRequest(
        kind=kind, summary=summary, at=at, by=by, wishes=tuple(wishes), is_in_place=is_in_place
    )
    with requesting(request):
        revision = page.save_revision(user=by, clean=False)
        revision.publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return latest_version(Publication.objects.get(pk=page.uuid))


@transaction.atomic
def schedule_page(
    *, page: Any, by: Any, at: datetime, kind: str = "", summary: str = "", wishes: Iterable[Wish] = ()
) -> Revision:
    """Have the page published as it stands at a later moment, and return the revision that will be.

    ``kind`` and ``summary`` wait in the draft, ``wishes`` beside it: they are carried out at that moment, in
    the transaction of the publication. An earlier schedule of the page is replaced.
    Raises PublicationRefusedError with the problems that would stand against it then; nothing is saved.
    """
    if at <= timezone.now():
        raise PublicationRefusedError({"go_live_at": [_("This time is past.")]}, page_id=page.pk)
    page.go_live_at, page.change_kind, page.change_summary = at, kind, summary
    check_publication(page, at=at)
    with requesting(PublishingRequest(by=by, wishes=tuple(wishes))):
        revision: Revision = page.save_revision(user=by, clean=False)
        revision.publish(user=by, skip_permission_checks=True)
    return revision


@transaction.atomic
def unschedule_page(*, page: Any, by: Any) -> None:
    """Call off what was to be published later, with all wishes; drafts stay as they are."""
    for revision in page.revisions.exclude(approved_go_live_at=None):
        PublicationWish.objects.filter(revision=revision).delete()
        revision.approved_go_live_at = None
        revision.save(user=by, update_fields=["approved_go_live_at"])
    newest = page.get_latest_revision()
    if newest is not None and newest.content.get("go_live_at"):
        newest.content["go_live_at"] = None
        newest.save(update_fields=["content"])
    ScheduleFailure.objects.filter(page_id=page.pk).delete()
    type(page)._base_manager.filter(pk=page.pk).update(go_live_at=None)


@transaction.atomic
def unpublish_page(*, page: Any, by: Any, at: datetime | None = None) -> None:
    """Take the page out of the paper without saying why; it can be published again.

    Raises NotPublicError when it is not public, PublicationRefusedError while pages under it are.
    """
    stored = stored_page(page)
    if stored is None or not stored.live:
        raise NotPublicError(page)
    with requesting(PublishingRequest(at=at, by=by)):
        stored.unpublish(user=by)
    page.refresh_from_db()


@transaction.atomic
def take_down(
    *,
    page: Any,
    by: Any,
    reason: RemovalReason,
    text: str = "",
    shows_text: bool = False,
    withholds_content: bool = False,
    at: datetime | None = None,
) -> PublishedVersion:
    """Remove a page from every output, for a reason that stays in the record.

    Its addresses answer 410, with the text where the editor allows it. With withholds_content the text and
    the nonce of every version are destroyed, and every other copy of the words: drafts, reports, sentences of
    corrections; the page itself is deleted from the desk, unless there are pages under it. Numbers, times,
    kinds and reasons stay. So what is not public any more can be taken down as well, as long as its words are
    kept.
    Raises NotPublicError when there is nothing to take down, PublicationRefusedError while pages under it
    are public.
    """
    at = at or timezone.now()
    lock_page(page)
    stored = stored_page(page)
    publication = Publication.objects.filter(pk=page.uuid).first()
    if publication is None or stored is None:
        raise NotPublicError(page)
    is_public = publication.status == Status.PUBLIC and stored.live
    if not is_public and not (withholds_content and has_words(publication)):
        raise NotPublicError(page)
    refuse_with_public_descendants(stored)
    before = public_state(stored)
    version = _store_removal(publication, by=by, text=text, at=at)
    publication.status = Status.REMOVED
    publication.latest_number = stored.version_number = version.number
    # Words that go later do not make it any later that the story went.
    publication.removed_at = publication.removed_at or at
    publication.changed_at = stored.changed_at = at
    publication.removal_reason = reason
    publication.removal_text = text
    publication.shows_removal_text = shows_text
    publication.save()
    if is_public:
        with requesting(PublishingRequest(at=at, by=by, is_recorded=True)):
            stored.unpublish(user=by)
    if withholds_content:
        kept = publication.versions.filter(content__isnull=False).select_related("content")
        withhold_words(publication=publication, texts=kept, by=by, reason=reason, at=at)
    append_publication_entry(
        page=stored, verb="removed", by=by, at=at, before=before, data={"number": version.number}
    )
    if not (withholds_content and delete_drafts(stored)):
        page.refresh_from_db()
    return version


@transaction.atomic
def record_in_place(*, page: Any, by: Any = None, summary: str = "", at: datetime | None = None) -> None:
    """Bring the record of a public page in line after a change that needs no judgement, such as a move.

    Works on the public page itself: drafts stay drafts. Does nothing for a page that is not public.
    """
    stored = stored_page(page)
    if stored is None or not stored.live:
        return
    with requesting(PublishingRequest(summary=summary, at=at, by=by, is_in_place=True)):
        seal_words(record_publication(page=stored, by=by, save=partial(stored.save, clean=False)))


@transaction.atomic
def forget_wishes(*, revision: Any) -> None:
    """Clear what a published revision said of its change, so that publishing it again does not repeat it."""
    if revision.content.get("change_kind") or revision.content.get("change_summary"):
        revision.content.update(change_kind="", change_summary="")
        revision.save(update_fields=["content"])


def _store_removal(publication: Publication, *, by: Any, text: str, at: datetime) -> PublishedVersion:
    previous = latest_version(publication)
    version = PublishedVersion.objects.create(
        publication=publication,
        number=previous.number + 1,
        kind=Kind.REMOVAL,
        summary=text,
        user_id=getattr(by, "pk", None),
        user_name=name_of(by),
        at=at,
        address=previous.address,
        language=previous.language,
        picture_digests=[],
        commitment=previous.commitment,
    )
    seal_words(version)
    return version
