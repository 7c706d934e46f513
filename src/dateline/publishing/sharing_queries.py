"""Reads of shared links."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Revision

from dateline.publishing.choices import Status
from dateline.publishing.draft_models import ShareLink
from dateline.publishing.errors import LinkClosedError
from dateline.publishing.models import Publication


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def is_gone(page: Any) -> bool:
    """Say whether the page was taken down; nobody may be shown it then."""
    return Publication.objects.filter(pk=page.uuid, status=Status.REMOVED).exists()


def links_of(page: Any) -> QuerySet[ShareLink]:
    """Return every link to a page, newest first."""
    return (
        ShareLink.objects.filter(page_id=page.pk)
        .select_related("revision", "user")
        .order_by("-created_at", "-pk")
    )


def is_pinned(revision: Revision, *, at: datetime) -> bool:
    """Say whether somebody outside was promised the draft as this revision has it."""
    return ShareLink.objects.filter(revision=revision, revoked_at=None, expires_at__gt=at).exists()


def link_of(token: str, *, at: datetime) -> ShareLink:
    """Return the open link of this token. Raises LinkClosedError, whatever the cause."""
    link = ShareLink.objects.filter(digest=digest_of(token)).select_related("user").first()
    if link is None or not link.is_open(at=at):
        raise LinkClosedError
    return link


def shared_draft(link: ShareLink) -> Any:
    """Return the page as the link shows it. Raises LinkClosedError when there is nothing to be shown."""
    page = Page.objects.filter(pk=link.page_id).first()
    page = page.specific if page is not None else None
    if page is None or is_gone(page):
        raise LinkClosedError
    revision = link.revision or page.get_latest_revision()
    return page if revision is None else revision.as_object()
