"""Reads of the register of publications."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from dateline.edition.keys import announce
from dateline.publishing.changes import Change, compare
from dateline.publishing.choices import CHANGE_KINDS, NOTICE_KINDS, Kind, Status
from dateline.publishing.models import PublicAddress, Publication, PublishedVersion
from dateline.publishing.publications import type_of


def latest_version(publication: Publication) -> PublishedVersion:
    """Return the newest version with its content."""
    newest: PublishedVersion = publication.versions.select_related("content").order_by("-number")[0]
    return newest


def latest_with_words(publication: Publication) -> int | None:
    """Return the number of the newest version whose text is kept."""
    rows = publication.versions.filter(content__isnull=False).order_by("-number")
    number: int | None = rows.values_list("number", flat=True).first()
    return number


def content_of(version: PublishedVersion) -> dict[str, Any] | None:
    """Return what a version said, or None when it was withheld."""
    stored = getattr(version, "content", None)
    return json.loads(stored.canonical_json) if stored is not None else None


def change_since_published(page: Any) -> Change | None:
    """Compare a page as it stands with its newest published version; None before the first publication."""
    publication = Publication.objects.filter(pk=page.uuid).first()
    if publication is None:
        return None
    published = content_of(latest_version(publication))
    kind_of_page = type_of(page)
    if published is None:
        return Change(is_empty=False, allowed=CHANGE_KINDS, proposed=Kind.UPDATE, reasons=("withheld",))
    return compare(
        published,
        kind_of_page.content(page),
        meaningful_fields=kind_of_page.meaningful_fields,
        text_fields=kind_of_page.text_fields,
    )


def notices_of(uuid: Any) -> list[PublishedVersion]:
    """Return the versions of a publication that carry a public notice, oldest first."""
    announce(f"publication/{uuid}")
    versions = PublishedVersion.objects.filter(publication_id=uuid, kind__in=NOTICE_KINDS)
    return list(versions.order_by("number"))


def publication_at(path: str) -> tuple[Publication, bool] | None:
    """Return the publication that is or was at this path, and whether the path is its current address."""
    announce(f"address{path}")
    found = PublicAddress.objects.select_related("publication").filter(path=path).first()
    if found is None:
        return None
    announce(f"publication/{found.publication_id}")
    return found.publication, found.is_current


def public_addresses(page_ids: Collection[int]) -> dict[int, str]:
    """Return the address of each of these pages that is public. No query for no pages."""
    if not page_ids:
        return {}
    found = Publication.objects.filter(page_id__in=page_ids)
    rows = list(found.values_list("page_id", "status", "address"))
    # A page that was never public has no row yet; its first publication touches the key of its location.
    announce(*(f"location/{page_id}" for page_id in page_ids))
    return {page_id: address for page_id, status, address in rows if status == Status.PUBLIC}


def redirect_key(path: str) -> str:
    """Return the key of everything that depends on a redirect from this path being there or not."""
    return f"redirect{path}"


def redirect_from(address: str) -> tuple[str, bool] | None:
    """Return where an editor has sent this address, as it was asked for, and whether for good.

    A redirect to a page leads to its public address, and nowhere while it has none. There is one paper, so
    Wagtail's choice of a site for a redirect is not looked at.
    """
    encoded = Redirect.normalise_path(address, decode_unicode=False)
    wanted = [form for path in (encoded, encoded.partition("?")[0]) for form in (uri_to_iri(path), path)]
    paths = [path for path in dict.fromkeys(wanted) if "\0" not in path]
    announce(*map(redirect_key, paths))
    found = sorted(
        Redirect.objects.filter(old_path__in=paths), key=lambda row: (paths.index(row.old_path), row.pk)
    )
    for redirect in found:
        page_id = redirect.redirect_page_id
        target = public_addresses([page_id]).get(page_id) if page_id else redirect.redirect_link
        if target:
            return target, redirect.is_permanent
    return None


def due_revisions(now: datetime) -> list[Revision]:
    """Return the page revisions whose scheduled time has come, earliest first."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now)
    return list(due.order_by("approved_go_live_at", "pk").defer("content"))


def expired_pages(now: datetime) -> list[Page]:
    """Return the public pages whose time is over, earliest first."""
    expired = Page.objects.filter(live=True, expire_at__lte=now).only("pk", "title", "expire_at")
    return list(expired.order_by("expire_at", "pk"))
