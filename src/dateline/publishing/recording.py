"""The steps of one publication, in order: check, name the kind, set the times, save, record, announce."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelsearch.index import insert_or_update_object

from dateline.publishing.canonical import seal
from dateline.publishing.changes import Change
from dateline.publishing.choices import Kind, Status
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.guard import publishing
from dateline.publishing.models import PublicAddress, Publication, PublishedVersion, VersionContent
from dateline.publishing.publications import type_of
from dateline.publishing.queries import change_since_published
from dateline.publishing.requests import PublishingRequest, current_request
from dateline.publishlog.actions import append_entry


def record_publication(*, page: Any, by: Any, save: Callable[[], None]) -> None:
    """Publish a page that Wagtail is about to save, and record it.

    Raises PublicationRefusedError; the transaction is then rolled back by the caller's atomic block.
    """
    request = current_request() or PublishingRequest()
    at = request.at or timezone.now()
    with transaction.atomic():
        publication = Publication.objects.select_for_update().filter(pk=page.uuid).first()
        stored = type(page)._base_manager.filter(pk=page.pk).first()
        before = public_state(stored)
        kind, summary = _kind_and_summary(page, publication, request)
        _set_times(page, publication, kind, at)
        type_of(page).before_publishing(page)
        page.change_kind, page.change_summary = "", ""
        if kind is not None:
            page.version_number = (publication.latest_number if publication else 0) + 1
        with publishing():
            save()
        # The worker would do it later, and a page of results put together meanwhile would stay wrong.
        insert_or_update_object(page)
        if kind is not None:
            publication = _register(page, publication, at)
            _store_version(page, publication, kind=kind, summary=summary, by=by, at=at)
        _keep_addresses(page, publication, at)
        # Published again after having been unpublished, with nothing changed: no new version, but an entry.
        verb = "published" if kind is not None else "restored"
        if kind is None and before is not None:
            return
        data = {"number": page.version_number, "kind": str(kind or "")}
        append_publication_entry(page=page, verb=verb, by=by, at=at, before=before, after=public_state(page), data=data)


def public_state(page: Any) -> Any:
    """Return the state of a page that the public sees, None when it sees none. Take it before a change."""
    return type_of(page).state(page) if page is not None and page.live else None


def check_publication(page: Any) -> None:
    """Raise PublicationRefusedError when publishing this page now would be refused; change nothing."""
    publication = Publication.objects.filter(pk=page.uuid).first()
    _kind_and_summary(page, publication, PublishingRequest())
    dated = copy(page)
    dated.published_at = page.published_at or timezone.now()
    _refuse_taken_address(dated.public_path(), page.uuid)


def _kind_and_summary(
    page: Any, publication: Publication | None, request: PublishingRequest
) -> tuple[Kind | None, str]:
    """Return the kind and summary to record; a kind of None means that nothing recorded has changed."""
    problems = {name: list(texts) for name, texts in type_of(page).problems(page).items()}
    change = change_since_published(page)
    summary = (request.summary or page.change_summary).strip()
    wish = request.kind or page.change_kind
    if publication is None or change is None:
        if problems:
            raise PublicationRefusedError(problems)
        return Kind.NEW, summary
    kind = _chosen(wish, change, problems)
    if kind is not None and kind.carries_notice and not summary:
        problems.setdefault("change_summary", []).append(
            _("Tell readers what changed: a correction says what was wrong and what is right.")
        )
    if publication.status == Status.REMOVED:
        problems.setdefault("__all__", []).append(_("This story was taken down and cannot be published again."))
    if problems:
        raise PublicationRefusedError(problems)
    return kind, summary


def _chosen(wish: str, change: Change, problems: dict[str, list[str]]) -> Kind | None:
    if change.is_empty and wish in ("", Kind.TYPO):
        return None
    if not wish:
        return change.proposed
    kind = Kind(wish)
    if kind not in change.allowed:
        problems.setdefault("change_kind", []).append(
            _("This is more than a typo: numbers, names, quotations, the headline or a picture changed.")
        )
    return kind


def _set_times(page: Any, publication: Publication | None, kind: Kind | None, at: datetime) -> None:
    if page.published_at is None:
        page.published_at = publication.published_at if publication else at
    if publication is not None:
        page.updated_at = publication.updated_at
    if kind is not None:
        page.changed_at = at
        if kind.moves_updated:
            page.updated_at = at


def _register(page: Any, publication: Publication | None, at: datetime) -> Publication:
    publication = publication or Publication(pk=page.uuid)
    publication.page_id = page.pk
    publication.content_type = type_of(page).name
    publication.address = page.public_path()
    publication.published_at = page.published_at
    publication.updated_at = page.updated_at
    publication.changed_at = at
    publication.latest_number = page.version_number
    publication.status = Status.PUBLIC
    publication.save()
    return publication


def _store_version(
    page: Any, publication: Publication, *, kind: Kind, summary: str, by: Any, at: datetime
) -> None:
    sealed = seal(type_of(page).content(page))
    version = PublishedVersion.objects.create(
        publication=publication,
        number=page.version_number,
        kind=kind,
        summary=summary,
        user_id=getattr(by, "pk", None),
        user_name=(by.get_full_name() or by.get_username()) if by else "",
        at=at,
        address=publication.address,
        language=getattr(page, "language", ""),
        picture_digests=type_of(page).picture_digests(page),
        commitment=sealed.commitment,
    )
    VersionContent.objects.create(version=version, canonical_json=sealed.canonical_json, nonce=sealed.nonce)


def _keep_addresses(page: Any, publication: Publication | None, at: datetime) -> None:
    if publication is None:
        return
    path = page.public_path()
    if publication.status != Status.PUBLIC or publication.address != path:
        publication.status, publication.address = Status.PUBLIC, path
        publication.save(update_fields=["status", "address"])
    if publication.addresses.filter(path=path, is_current=True).exists():
        return
    _refuse_taken_address(path, publication.pk)
    publication.addresses.filter(is_current=True).update(is_current=False)
    PublicAddress.objects.update_or_create(
        path=path, defaults={"publication": publication, "is_current": True, "since": at}
    )


def _refuse_taken_address(path: str, uuid: Any) -> None:
    """An address stays with whoever had it first, for ever: a link to it must not change its meaning."""
    if PublicAddress.objects.filter(path=path).exclude(publication_id=uuid).exists():
        raise PublicationRefusedError(
            {"slug": [_("Another story has or had this address: %(path)s") % {"path": path}]}
        )


def append_publication_entry(
    *,
    page: Any,
    verb: str,
    by: Any,
    at: datetime,
    before: Any = None,
    after: Any = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Append the log entry of something that happened to a publication.

    ``before`` and ``after`` are what ``public_state`` gave then and gives now; None for not public.
    """
    addresses = PublicAddress.objects.filter(publication_id=page.uuid).values_list("path", flat=True)
    keys = {*type_of(page).touched_keys(before, after), f"publication/{page.uuid}", *(f"address{path}" for path in addresses)}
    name = type_of(page).name
    append_entry(
        event=f"{name}.{verb}",
        keys=keys,
        subject=f"{name}/{page.pk}",
        data=data,
        user_id=getattr(by, "pk", None),
        at=at,
    )

