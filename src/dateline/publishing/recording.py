"""The steps by which something becomes public or ceases to be: check, set the times, save, record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelsearch.index import insert_or_update_object
from wagtail.models import Page

from dateline.publishing.addresses import addresses_of, keep_address
from dateline.publishing.canonical import seal
from dateline.publishing.choices import Kind, Status
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.guard import publishing
from dateline.publishing.judging import judge
from dateline.publishing.models import Publication, PublishedVersion, VersionContent
from dateline.publishing.publication_watchers import tell_watchers
from dateline.publishing.publications import more_keys_of, type_of
from dateline.publishing.queries import latest_version
from dateline.publishing.requests import current_request
from dateline.publishlog.actions import append_entry


@transaction.atomic
def record_publication(*, page: Any, by: Any, save: Callable[[], None]) -> PublishedVersion | None:
    """Publish a page that Wagtail is about to save, and record it.

    Returns the new version, None when nothing of the record has changed.
    Raises PublicationRefusedError; nothing of the publication is saved then.
    """
    request = current_request()
    at, by = request.at or timezone.now(), request.by or by
    lock_page(page)
    publication = Publication.objects.filter(pk=page.uuid).first()
    before = public_state(stored_page(page))
    if request.is_in_place:
        # What follows from elsewhere, such as the section from the tree, is the change to be judged.
        type_of(page).before_publishing(page)
    kind, summary = judge(page=page, publication=publication, request=request, at=at)
    set_times(page, publication, kind=kind, at=at)
    if not request.is_in_place:
        type_of(page).before_publishing(page)
    page.change_kind, page.change_summary = "", ""
    publication = _register(page, publication, at)
    _save_checked(page, save)
    # The worker would do it later, and a page of results put together meanwhile would stay wrong.
    insert_or_update_object(page)
    version = None
    if kind is not None:
        version = _store_version(page, publication, kind=kind, summary=summary, by=by, at=at)
    has_moved = keep_address(page=page, publication=publication, at=at)
    if kind is None and before is not None:
        return None
    append_publication_entry(
        page=page,
        # Published again after having been unpublished, with nothing changed: no new version, but an entry.
        verb="published" if kind is not None else "restored",
        by=by,
        at=at,
        before=before,
        after=public_state(page),
        data={"number": page.version_number, "kind": str(kind or "")},
        moved=has_moved or before is None,
    )
    return version


@transaction.atomic
def record_unpublication(*, page: Any, by: Any, save: Callable[[], None]) -> None:
    """Unpublish a page that Wagtail is about to save, and record it.

    Raises PublicationRefusedError while pages under it are public.
    """
    request = current_request()
    at = request.at or timezone.now()
    lock_page(page)
    refuse_with_public_descendants(page)
    before = public_state(stored_page(page))
    Publication.objects.filter(pk=page.uuid, status=Status.PUBLIC).update(
        status=Status.UNPUBLISHED, changed_at=at
    )
    with publishing():
        save()
    if before is not None and not request.is_recorded:
        append_publication_entry(page=page, verb="unpublished", by=request.by or by, at=at, before=before)


@transaction.atomic
def record_deletion(*, page: Any) -> None:
    """Note that a published page is being deleted: its record and its addresses stay and answer 410.

    Must be called inside the transaction that deletes it, while the page is still there.
    """
    publication = Publication.objects.select_for_update().filter(pk=page.uuid).first()
    if publication is None or publication.status in (Status.REMOVED, Status.DELETED):
        return
    request = current_request()
    at = request.at or timezone.now()
    before = public_state(page)
    publication.status, publication.changed_at = Status.DELETED, at
    publication.save(update_fields=["status", "changed_at"])
    append_publication_entry(page=page, verb="deleted", by=request.by, at=at, before=before)


def _save_checked(page: Any, save: Callable[[], None]) -> None:
    """Save with the door open; what Wagtail finds wrong with a page that goes live is a refusal like ours."""
    try:
        with publishing():
            save()
    except PublicationRefusedError:
        raise
    except ValidationError as error:
        raise PublicationRefusedError(error.message_dict, page_id=page.pk) from error


def lock_page(page: Any) -> None:
    """Let nobody else publish this page until the transaction ends, so that numbers have no gaps.

    SQLite needs no lock: every transaction of ours begins as the only writer.
    """
    Page.objects.select_for_update().filter(pk=page.pk).order_by().values_list("pk").first()


def stored_page(page: Any) -> Any:
    """Return the page as the database has it now, None when it is new."""
    return type(page)._base_manager.filter(pk=page.pk).first()


def public_state(page: Any) -> Any:
    """Return the state of a page that the public sees, None when it sees none. Take it before a change."""
    return type_of(page).state(page) if page is not None and page.live else None


def refuse_with_public_descendants(page: Any) -> None:
    """Raise PublicationRefusedError when public pages stand under this one: their way back would be gone."""
    count = page.get_descendants().filter(live=True).count()
    if count:
        raise PublicationRefusedError(
            {
                "__all__": [
                    _("“%(page)s” holds %(count)s public pages. Move or unpublish them first.")
                    % {"page": page.title, "count": count}
                ]
            },
            page_id=page.pk,
        )


def name_of(user: Any) -> str:
    """Return how the record names somebody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def set_times(page: Any, publication: Publication | None, *, kind: Kind | None, at: datetime) -> None:
    """Move the page's times and its number as this kind of publication does; None moves nothing.

    When the page changed is told by its newest version: a publication changes by being withdrawn and brought
    back as well, and publishing again what is public already leaves no entry that would tell of a new time.
    """
    if page.published_at is None:
        page.published_at = publication.published_at if publication else at
    if publication is not None:
        # An archive brings the time of its own last update along; after that only kinds move it.
        page.updated_at = publication.updated_at
    page.changed_at = at
    if publication is not None and kind is None:
        page.changed_at = latest_version(publication).at
    page.version_number = publication.latest_number if publication else 0
    if kind is not None:
        page.version_number += 1
        if kind.moves_updated:
            page.updated_at = at


def _register(page: Any, publication: Publication | None, at: datetime) -> Publication:
    publication = publication or Publication(pk=page.uuid)
    fill_publication(publication, page, at=at)
    publication.save()
    return publication


def fill_publication(publication: Publication, page: Any, *, at: datetime) -> None:
    """Bring the row of a publication in line with its page, which is public from now on."""
    publication.page_id = page.pk
    publication.content_type = type_of(page).name
    publication.address = page.public_path()
    publication.published_at = page.published_at
    publication.updated_at = page.updated_at
    if publication.status != Status.PUBLIC or page.version_number != publication.latest_number:
        publication.changed_at = at
    publication.latest_number = page.version_number
    publication.status = Status.PUBLIC


def _store_version(
    page: Any, publication: Publication, *, kind: Kind, summary: str, by: Any, at: datetime
) -> PublishedVersion:
    version, content = version_of(
        page,
        publication,
        content=type_of(page).content(page),
        picture_digests=type_of(page).picture_digests(page),
        kind=kind,
        summary=summary,
        by=by,
        at=at,
    )
    version.save(force_insert=True)
    content.save(force_insert=True)
    return version


def version_of(
    page: Any,
    publication: Publication,
    *,
    content: dict[str, Any],
    picture_digests: list[str],
    kind: Kind,
    summary: str,
    by: Any,
    at: datetime,
) -> tuple[PublishedVersion, VersionContent]:
    """Return the rows of a new version, sealed and not saved yet."""
    sealed = seal(content)
    version = PublishedVersion(
        publication=publication,
        number=page.version_number,
        kind=kind,
        summary=summary,
        user_id=getattr(by, "pk", None),
        user_name=name_of(by),
        at=at,
        address=publication.address,
        language=getattr(page, "language", ""),
        picture_digests=picture_digests,
        commitment=sealed.commitment,
    )
    return version, VersionContent(version=version, canonical_json=sealed.canonical_json, nonce=sealed.nonce)


def append_publication_entry(
    *,
    page: Any,
    verb: str,
    by: Any,
    at: datetime,
    before: Any = None,
    after: Any = None,
    data: dict[str, Any] | None = None,
    moved: bool = True,
) -> None:
    """Append the log entry of something that happened to a publication, and tell who follows it.

    ``before`` and ``after`` are what ``public_state`` gave then and gives now; None for not public.
    ``moved`` says that links to the page lead elsewhere now, or nowhere.
    """
    kind_of_page = type_of(page)
    keys = keys_of_publication(
        page, before=before, after=after, paths=addresses_of(page.uuid), moved=moved
    ) | more_keys_of(page, before=before, after=after)
    if after is None:
        # Not even as the last good page while the database is away may it be shown again.
        data = {**(data or {}), "withdraw": True}
    append_entry(
        event=f"{kind_of_page.name}.{verb}",
        keys=keys,
        subject=f"{kind_of_page.name}/{page.pk}",
        data=data,
        user_id=getattr(by, "pk", None),
        at=at,
    )
    tell_watchers(kind_of_page.name, page=page, before=before, after=after)


def keys_of_publication(page: Any, *, before: Any, after: Any, paths: Iterable[str], moved: bool) -> set[str]:
    """Return the keys that a change between two states of a publication touches; see the entry above."""
    keys = {
        *type_of(page).touched_keys(before, after),
        f"publication/{page.uuid}",
        *(f"address{path}" for path in paths),
    }
    return keys | {f"location/{page.pk}"} if moved else keys
