"""The publication acts of new pages, carried out in memory: what each leaves behind, to be inserted later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageLogEntry, Revision

from dateline.publishing.bulk.drafts import draft_of
from dateline.publishing.bulk.new_rows import new_row
from dateline.publishing.choices import Kind
from dateline.publishing.models import PublicAddress, Publication, PublishedVersion, VersionContent
from dateline.publishing.publications import type_of
from dateline.publishing.recording import fill_publication, set_times, version_of


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page that was never saved, with its rows (bylines and the like) set, and when it was published."""

    page: Any
    parent: Any
    """Page under which it stands, as its own model."""
    at: datetime
    updates: tuple[datetime, ...] = ()
    """Later moments at which the source says that it was updated, without saying what changed."""


@dataclass(slots=True)
class Rows:
    """What many publication acts leave behind besides the pages themselves."""

    publications: list[Publication] = field(default_factory=list)
    addresses: list[PublicAddress] = field(default_factory=list)
    versions: list[PublishedVersion] = field(default_factory=list)
    contents: list[VersionContent] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    remarks: list[PageLogEntry] = field(default_factory=list)


def act_out(new: NewPage, rows: Rows, *, revision_ids: Sequence[int], by: Any, now: datetime) -> None:
    """Publish a page in memory, once and once more for each update, and add the rows that come of it.

    Wagtail's history has its lines too: it shows who brought the story, and the desk edits on from its newest
    revision.
    """
    page = new.page
    content: dict[str, Any] | None = None
    publication: Publication | None = None
    rows.remarks.append(_remark(page, "wagtail.create", by=by, now=now))
    digests = type_of(page).picture_digests(page)
    moments = ((Kind.NEW, new.at), *((Kind.UPDATE, at) for at in new.updates))
    for (kind, at), revision_id in zip(moments, revision_ids, strict=True):
        rows.revisions.append(_revision(page, revision_id, by=by, now=now))
        set_times(page, publication, kind=kind, at=at)
        _go_live(page, revision_id, now=now)
        if publication is None:
            publication = Publication(pk=page.uuid)
            rows.publications.append(publication)
        fill_publication(publication, page, at=at)
        if content is None:
            content = type_of(page).content(page)
            page.keep_words(content)
        version, sealed = version_of(
            page,
            publication,
            content=content,
            picture_digests=digests,
            kind=kind,
            summary="",
            by=by,
            at=at,
        )
        rows.versions.append(version)
        rows.contents.append(sealed)
        rows.remarks.append(_remark(page, "wagtail.publish", by=by, now=now, revision_id=revision_id))
    rows.addresses.append(
        new_row(PublicAddress, path=page.public_path(), publication_id=page.uuid, since=new.at)
    )


def _revision(page: Any, pk: int, *, by: Any, now: datetime) -> Revision:
    """Return the draft that is being published, as ``save_revision`` would keep it."""
    return new_row(
        Revision,
        id=pk,
        content_type_id=ContentType.objects.get_for_model(type(page)).pk,
        base_content_type_id=ContentType.objects.get_for_model(Page).pk,
        object_id=str(page.pk),
        created_at=now,
        user_id=getattr(by, "pk", None),
        object_str=str(page),
        content=draft_of(page),
    )


def _go_live(page: Any, revision_id: int, *, now: datetime) -> None:
    page.live = True
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.latest_revision_created_at = now
    page.live_revision_id = page.latest_revision_id = revision_id
    page.draft_title = page.title
    page.settle()
    page.settle_parts()


def _remark(
    page: Any, action: str, *, by: Any, now: datetime, revision_id: int | None = None
) -> PageLogEntry:
    return new_row(
        PageLogEntry,
        page_id=page.pk,
        content_type_id=ContentType.objects.get_for_model(type(page), for_concrete_model=False).pk,
        label=page.get_admin_display_title(),
        action=action,
        timestamp=now,
        user_id=getattr(by, "pk", None),
        revision_id=revision_id,
        content_changed=True,
        data={},
    )
