"""Withhold some versions of a story that stays, or all of one that was deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from dateline.publishing.addresses import addresses_of
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import WithholdingRefusedError
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.publication_watchers import tell_watchers
from dateline.publishing.publications import more_keys_of
from dateline.publishing.queries import latest_with_words
from dateline.publishing.recording import lock_page, public_state
from dateline.publishing.withholding import delete_old_drafts, forget_titles, has_words, withhold_words
from dateline.publishlog.actions import append_entry

VERB = "withheld"


@transaction.atomic
def withhold_versions(
    *,
    publication: Publication,
    numbers: Collection[int],
    sentences: Collection[int] = (),
    by: Any,
    reason: RemovalReason,
    at: datetime | None = None,
) -> None:
    """Destroy the texts of these versions, and what is said of the changes of those and of ``sentences``.

    The rest of the story stays as it is, its rows in the history too. Drafts that newer ones have taken the
    place of go with them. The newest version says what the page at the desk says, so it can be withheld only
    when that is gone.
    Raises WithholdingRefusedError when a version is not there, has nothing to lose or may not be withheld.
    """
    at = at or timezone.now()
    page = Page.objects.filter(pk=publication.page_id).first()
    page = page.specific if page is not None else None
    if page is not None:
        lock_page(page)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    texts = _texts(publication, numbers, newest_stays=page is not None)
    lone = _sentences(publication, set(sentences) - set(numbers))
    if not texts and not lone:
        raise WithholdingRefusedError(_("Choose what is to go."))
    withhold_words(publication=publication, texts=texts, sentences=lone, by=by, reason=reason, at=at)
    _forget_at_the_desk(publication, page, texts)
    _append_entry(publication, page, texts=texts, sentences=lone, by=by, at=at)
    state = public_state(page)
    if state is not None:
        # What is told of the story elsewhere, such as its notices, is less now.
        tell_watchers(publication.content_type, page=page, before=state, after=state)


def _append_entry(
    publication: Publication,
    page: Any,
    *,
    texts: list[PublishedVersion],
    sentences: list[PublishedVersion],
    by: Any,
    at: datetime,
) -> None:
    # What repeats notices has to be made anew, as if the story had gone.
    repeated = more_keys_of(page, before=public_state(page), after=None) if page is not None else ()
    append_entry(
        event=f"{publication.content_type}.{VERB}",
        keys={
            f"publication/{publication.pk}",
            *(f"address{path}" for path in addresses_of(publication.pk)),
            *repeated,
        },
        subject=f"{publication.content_type}/{publication.page_id}",
        data={
            "numbers": sorted(version.number for version in texts),
            "sentences": sorted(version.number for version in sentences),
            # Not even as the last good page while the database is away may it be shown again.
            "withdraw": True,
        },
        user_id=getattr(by, "pk", None),
        at=at,
    )


def _texts(
    publication: Publication, numbers: Collection[int], *, newest_stays: bool
) -> list[PublishedVersion]:
    rows = publication.versions.filter(number__in=numbers, content__isnull=False)
    found = list(rows.select_related("content").order_by("number"))
    if len(found) != len(set(numbers)):
        raise WithholdingRefusedError(_("Not every one of these versions has words that are kept."))
    if newest_stays and found and found[-1].number == latest_with_words(publication):
        raise WithholdingRefusedError(
            _("The newest version is what the story says now. Publish it without the words first.")
        )
    return found


def _sentences(publication: Publication, numbers: Collection[int]) -> list[PublishedVersion]:
    rows = publication.versions.filter(number__in=numbers)
    found = list(rows.filter(sentence_withholding=None, withholding=None).order_by("number"))
    if len(found) != len(numbers):
        raise WithholdingRefusedError(_("Not every one of these sentences is kept."))
    return found


def _forget_at_the_desk(publication: Publication, page: Any, texts: list[PublishedVersion]) -> None:
    if page is not None and texts:
        delete_old_drafts(page)
    elif page is None and not has_words(publication):
        forget_titles(publication.page_id)
