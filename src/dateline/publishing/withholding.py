"""Let the words of what was published go for good, wherever the paper keeps them.

Asked for by a court, or to protect somebody. That something was published stays on record: numbers, times,
kinds and reasons, and the commitments that no longer tell anything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import QuerySet
from wagtail.models import PageLogEntry

from dateline.publishing.choices import RemovalReason
from dateline.publishing.models import Publication, PublishedVersion, Withholding
from dateline.publishing.requests import PublishingRequest, requesting
from dateline.publishing.triggers import GONE

MAY_TAKE_DOWN = "paper_publishing.take_down"

Holder: TypeAlias = Callable[[Publication], None]
_holders: list[Holder] = []


def register_words_holder(forget: Holder) -> None:
    """Have a package forget what it keeps of the words of a publication; called in the transaction."""
    if forget not in _holders:
        _holders.append(forget)


def has_words(publication: Publication) -> bool:
    """Say whether the text of any version is still kept."""
    return publication.versions.filter(content__isnull=False).exists()


def withhold_words(*, publication: Publication, by: Any, reason: RemovalReason, at: datetime) -> None:
    """Destroy text and nonce of every version, the sentences on what changed, and every copy of the words.

    Must be called inside a transaction, for what is not public.
    """
    for version in publication.versions.filter(content__isnull=False).select_related("content"):
        Withholding.objects.create(version=version, at=at, reason=reason, user_id=getattr(by, "pk", None))
        version.content.delete()
    # The manager refuses every update; the database allows this one, and only now.
    withheld: QuerySet[PublishedVersion] = QuerySet(PublishedVersion).filter(
        publication=publication, withholding__isnull=False
    )
    withheld.exclude(summary="").update(summary="")
    for forget in _holders:
        forget(publication)


def delete_drafts(page: Any) -> bool:
    """Delete a page from the desk with all its drafts, and return whether it is gone.

    One that has pages below it stays, for they would go with it. The log of what staff did keeps its lines
    without the words. Stories that name it as related lose it; readers did not see it there any more.
    """
    if page.get_children_count():
        return False
    pk = page.pk
    with requesting(PublishingRequest(destroys_words=True)):
        page.delete()
    PageLogEntry.objects.filter(page=pk).update(label=GONE, data={})
    return True
