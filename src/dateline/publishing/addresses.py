"""Addresses of publications: one is current, older ones redirect, none is ever given away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dateline.publishing.choices import Status
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import PublicAddress, Publication
from dateline.publishing.publications import type_of


def addresses_of(uuid: Any) -> list[str]:
    """Return every path at which this publication is or was to be found."""
    return list(PublicAddress.objects.filter(publication_id=uuid).values_list("path", flat=True))


def keep_address(*, page: Any, publication: Publication, at: datetime) -> bool:
    """Make the page's path its current address; the one before becomes a redirect. Return whether it changed.

    Raises PublicationRefusedError when the path belongs to another publication.
    """
    path = page.public_path()
    if publication.addresses.filter(path=path, is_current=True).exists():
        return False
    former = refuse_taken_address(page, path)
    publication.addresses.filter(is_current=True).update(is_current=False)
    held = PublicAddress.objects.filter(path=path, publication__in=[publication.pk, former or publication.pk])
    if held.update(publication=publication, is_current=True, since=at):
        return True
    try:
        # Not update_or_create: it would take the address from whoever got it a moment ago.
        with transaction.atomic():
            PublicAddress.objects.create(path=path, publication=publication, since=at)
    except IntegrityError as error:
        raise _taken(page, path) from error
    return True


def refuse_taken_address(page: Any, path: str) -> Any:
    """Raise PublicationRefusedError when another publication has or had this path.

    Return the key of a publication that gave it up, None when nobody had it.
    A story's address stays with it for ever: a link to it must not change its meaning. A section's or a
    company page's, once given up, may be taken over by another.
    """
    held = (
        PublicAddress.objects.filter(path=path)
        .exclude(publication_id=page.uuid)
        .select_related("publication")
    )
    holder = held.first()
    if holder is None:
        return None
    is_given_up = not holder.is_current or holder.publication.status in (Status.DELETED, Status.UNPUBLISHED)
    if not type_of(page).keeps_addresses and is_given_up:
        return holder.publication_id
    raise _taken(page, path)


def refuse_taken_addresses(pages: Sequence[Any]) -> None:
    """Raise PublicationRefusedError when a new page has the path of another of them, or of a publication."""
    paths: dict[str, Any] = {}
    for page in pages:
        if paths.setdefault(page.public_path(), page) is not page:
            raise _taken(page, page.public_path())
    for path in PublicAddress.objects.filter(path__in=list(paths)).values_list("path", flat=True):
        raise _taken(paths[path], path)


def _taken(page: Any, path: str) -> PublicationRefusedError:
    return PublicationRefusedError(
        {"slug": [_("Another page has or had this address: %(path)s") % {"path": path}]}, page_id=page.pk
    )
