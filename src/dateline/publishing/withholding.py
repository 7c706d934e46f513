"""Let the words of what was published go for good, wherever the paper keeps them.

Asked for by a court, or to protect somebody. That something was published stays on record: numbers, times,
kinds and reasons, and the commitments that no longer tell anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet
from wagtail.models import PageLogEntry, WorkflowState

from dateline.publishing.choices import RemovalReason
from dateline.publishing.models import Publication, PublishedVersion, SentenceWithholding, Withholding
from dateline.publishing.requests import PublishingRequest, requesting
from dateline.publishing.sealing_words import forget_sealed_words
from dateline.publishing.triggers import GONE

MAY_TAKE_DOWN = "paper_publishing.take_down"


@dataclass(frozen=True, slots=True)
class WithheldWords:
    """Which words go, for those who keep copies of them."""

    publication: Publication
    texts: frozenset[int]
    """Keys of the versions whose text goes, and all that was reported about it."""
    sentences: frozenset[int]
    """Keys of the versions of whose change nothing may be said any more; those of ``texts`` among them."""


Holder: TypeAlias = Callable[[WithheldWords], None]
_holders: list[Holder] = []


def register_words_holder(forget: Holder) -> None:
    """Have a package forget what it keeps of the words that go; called in the transaction."""
    if forget not in _holders:
        _holders.append(forget)


def has_words(publication: Publication) -> bool:
    """Say whether the text of any version is still kept."""
    return publication.versions.filter(content__isnull=False).exists()


def withhold_words(
    *,
    publication: Publication,
    texts: Iterable[PublishedVersion],
    sentences: Iterable[PublishedVersion] = (),
    by: Any,
    reason: RemovalReason,
    at: datetime,
) -> None:
    """Destroy text and nonce of some versions, the words on some changes, and every copy of those words.

    What was said of a change goes with the text of its version. Must be called inside a transaction, for
    texts that readers cannot see any more but in the record.
    """
    decided = {"at": at, "reason": reason, "user_id": getattr(by, "pk", None)}
    rows, lone = list(texts), list(sentences)
    for version in rows:
        Withholding.objects.create(version=version, **decided)
        version.content.delete()
    going = {version.pk for version in rows}
    for version in lone:
        if version.pk not in going:
            SentenceWithholding.objects.create(version=version, **decided)
    words = WithheldWords(publication, frozenset(going), frozenset(going.union(row.pk for row in lone)))
    # The manager refuses every update; the database allows this one, and only now.
    withheld: QuerySet[PublishedVersion] = QuerySet(PublishedVersion).filter(pk__in=words.sentences)
    withheld.exclude(summary="").update(summary="")
    forget_sealed_words(words.sentences)
    for forget in _holders:
        forget(words)


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
    forget_titles(pk)
    return True


def delete_old_drafts(page: Any) -> None:
    """Delete the page's old drafts, and the old titles and remarks in the log of what staff did with it.

    What Wagtail keeps when it purges stays: the newest draft, the public one, planned ones, handed-in ones.
    When the others were saved tells nothing: an imported archive has brought all of its versions in one day.
    """
    is_in_work = Q(
        task_states__workflow_state__status__in=(
            WorkflowState.STATUS_IN_PROGRESS,
            WorkflowState.STATUS_NEEDS_CHANGES,
        )
    )
    old = page.revisions.filter(approved_go_live_at=None).exclude(is_in_work)
    for revision in old.exclude(pk__in={page.live_revision_id, page.latest_revision_id} - {None}):
        revision.delete()
    for revision in page.revisions.all():
        # Wagtail keeps the title of the draft before it, and does not use it.
        if revision.content.get("draft_title") not in (None, revision.content.get("title")):
            revision.content["draft_title"] = revision.content["title"]
            revision.save(update_fields=["content"])
    forget_titles(page.pk, title=page.draft_title or page.title)


def forget_titles(page_id: int, *, title: str = GONE) -> None:
    """Let the log of what staff did call a page by this title alone, and say nothing else about it."""
    PageLogEntry.objects.filter(page=page_id).update(label=title, data={})
