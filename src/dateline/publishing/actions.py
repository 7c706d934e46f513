"""Publish, unpublish, take down: every way in which something becomes public or ceases to be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from dateline.publishing.choices import Kind, RemovalReason, Status
from dateline.publishing.errors import NotPublicError, PublicationRefusedError
from dateline.publishing.models import Publication, PublishedVersion, ScheduleFailure, Withholding
from dateline.publishing.queries import due_revisions, latest_version
from dateline.publishing.recording import append_publication_entry, public_state
from dateline.publishing.requests import PublishingRequest, requesting

# A refused schedule is tried again after this time, because its reason may have been mended.
RETRY_AFTER = timedelta(minutes=1)


@transaction.atomic
def publish_page(
    *, page: Any, by: Any, kind: str = "", summary: str = "", at: datetime | None = None
) -> PublishedVersion:
    """Publish the page as it stands and return the new version.

    Saves a revision, moves the page's times as the kind says, stores the version, appends the log entry.
    A page whose record would not change is left alone and its newest version is returned.
    Raises PublicationRefusedError with the problems by field; nothing is saved then.
    """
    with requesting(PublishingRequest(kind=kind, summary=summary, at=at)):
        revision = page.save_revision(user=by, clean=False)
        revision.publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return latest_version(Publication.objects.get(pk=page.uuid))


@transaction.atomic
def unpublish_page(*, page: Any, by: Any, at: datetime | None = None) -> None:
    """Take the page out of the paper without saying why; it can be published again.

    Raises NotPublicError when it is not public.
    """
    if not page.live:
        raise NotPublicError(page)
    with requesting(PublishingRequest(at=at)):
        page.unpublish(user=by)


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
    """Remove a public page from every output, for a reason that stays in the record.

    Its addresses answer 410, with the text where the editor allows it. With withholds_content the text and
    the nonce of every version are destroyed; numbers, times, kinds and reasons stay.
    Raises NotPublicError when the page is not public.
    """
    at = at or timezone.now()
    publication = Publication.objects.select_for_update().filter(pk=page.uuid, status=Status.PUBLIC).first()
    if publication is None or not page.live:
        raise NotPublicError(page)
    before = public_state(page)
    with requesting(PublishingRequest(at=at)):
        page.unpublish(user=by)
    previous = latest_version(publication)
    version = PublishedVersion.objects.create(
        publication=publication,
        number=previous.number + 1,
        kind=Kind.REMOVAL,
        summary=text,
        user_id=getattr(by, "pk", None),
        user_name=by.get_full_name() if by else "",
        at=at,
        address=previous.address,
        language=previous.language,
        picture_digests=[],
        commitment=previous.commitment,
    )
    publication.status = Status.REMOVED
    publication.latest_number = version.number
    publication.removed_at = publication.changed_at = at
    publication.removal_reason = reason
    publication.removal_text = text
    publication.shows_removal_text = shows_text
    publication.save()
    if withholds_content:
        _withhold_all(publication, by=by, reason=reason, at=at)
    append_publication_entry(
        page=page, verb="removed", by=by, at=at, before=before, data={"number": version.number}
    )
    return version


def _withhold_all(publication: Publication, *, by: Any, reason: RemovalReason, at: datetime) -> None:
    for version in publication.versions.filter(content__isnull=False):
        Withholding.objects.create(version=version, at=at, reason=reason, user_id=getattr(by, "pk", None))
        version.content.delete()


@transaction.atomic
def republish_in_place(*, page: Any, by: Any, summary: str = "") -> PublishedVersion | None:
    """Bring the record in line after a change that needs no judgement, such as a move to another section.

    Returns None for a page that is not public.
    """
    if not page.live:
        return None
    return publish_page(page=page, by=by, kind=Kind.TYPO, summary=summary)


def record_deletion(*, page: Any, by: Any = None) -> None:
    """Note that a published page is being deleted: its record and its addresses stay and answer 410.

    Must be called inside the transaction that deletes it, while the page is still there.
    """
    publication = Publication.objects.filter(pk=page.uuid).first()
    if publication is None:
        return
    if publication.status != Status.REMOVED:
        publication.status = Status.DELETED
        publication.changed_at = timezone.now()
        publication.save(update_fields=["status", "changed_at"])
    append_publication_entry(
        page=page, verb="deleted", by=by, at=timezone.now(), before=public_state(page)
    )


def publish_due(*, now: datetime) -> tuple[int, int]:
    """Carry out every schedule whose time has come; return how many succeeded and how many were refused.

    Each stands alone: one that is refused is noted for the desk and does not hold up the others.
    """
    done = refused = 0
    waiting = set(
        ScheduleFailure.objects.filter(tried_at__gt=now - RETRY_AFTER).values_list("page_id", flat=True)
    )
    for page in Page.objects.filter(live=True, expire_at__lte=now).specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        done += 1
    for revision in due_revisions(now):
        if int(revision.object_id) in waiting:
            continue
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            done += 1
        except PublicationRefusedError as error:
            _note_refusal(revision, error, now)
            refused += 1
    return done, refused


def _note_refusal(revision: Revision, error: PublicationRefusedError, now: datetime) -> None:
    ScheduleFailure.objects.update_or_create(
        page_id=int(revision.object_id),
        defaults={
            "due_at": revision.approved_go_live_at,
            "tried_at": now,
            "reason": " ".join(error.messages),
        },
    )
