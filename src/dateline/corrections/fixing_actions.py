"""Put right what readers reported: words in the draft, publication and outcome in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from dateline.corrections.choices import OPEN_STATUSES, NoticedBy, ReportStatus
from dateline.corrections.cluster_actions import settle_cluster
from dateline.corrections.cluster_queries import place_in
from dateline.corrections.correction_words import CorrectionWords
from dateline.corrections.draft_changes import change_words, texts_of_draft
from dateline.corrections.errors import OutcomeRefusedError, PlaceChangedError
from dateline.corrections.models import ReportCluster
from dateline.lib.carrying import How
from dateline.lib.carrying_blocks import PlaceInContent
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind
from dateline.publishing.models import PublishedVersion
from dateline.stories.canonical import story_content
from dateline.stories.models import StoryPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What is written at the place of some reports, and what readers are told of it."""

    seen: str
    """The words that whoever decided had before them; others must not be overwritten unseen."""
    words: str
    """What is right."""
    outcome_text: str = ""
    """Words for those who reported it."""
    what_was_wrong: str = ""
    """For the public correction; empty when no meaning changed."""
    what_is_right: str = ""

    @property
    def is_correction(self) -> bool:
        return bool(self.what_was_wrong or self.what_is_right)

    def correction(self, cluster: ReportCluster) -> CorrectionWords:
        """Return the words of the record."""
        return CorrectionWords(
            wrong=self.what_was_wrong,
            right=self.what_is_right,
            noticed_at=cluster.opened_hour,
            noticed_by=NoticedBy.READER,
        )


@transaction.atomic
def fix_in_draft(*, cluster: ReportCluster, fix: Fix, by: Any) -> StoryPage:
    """Change the words in the newest draft and save it as a revision on top; nothing becomes public.

    The reports stay open until the change is published, then the paper offers to close them with the words
    that were written for their readers, which are kept with them till then and shown to nobody outside.
    Raises PlaceChangedError when the draft reads otherwise by now, NotChangedError where only the editor can
    do it.
    """
    cluster = _lock(cluster)
    story = StoryPage.objects.get(uuid=cluster.publication_id)
    draft: Any = story.get_latest_revision_as_object()
    _change(draft, cluster, fix)
    if fix.is_correction:
        # Whoever publishes finds it in the dialog.
        draft.change_kind = Kind.CORRECTION
        draft.change_summary = fix.correction(cluster).sentence(draft.language)
    _save(draft, by=by)
    cluster.outcome_text = fix.outcome_text.strip()
    cluster.save(update_fields=["outcome_text"])
    return story


@transaction.atomic
def fix_and_publish(*, cluster: ReportCluster, fix: Fix, by: Any) -> PublishedVersion:
    """Change the words in the public story and publish just that, then close the reports as fixed.

    A draft that is under way gets the same change and stays a draft: nothing of it becomes public, and
    nothing of it is lost. Raises as ``fix_in_draft``; PublicationRefusedError when something stands
    against publishing it, or its words; nothing is saved then.
    """
    stored = _lock(cluster)
    story = StoryPage.objects.get(uuid=cluster.publication_id)
    draft: Any = story.get_latest_revision_as_object()
    is_under_way = story.has_unpublished_changes
    if not is_under_way:
        _change(draft, stored, fix)
        version = _publish(draft, stored, fix, by=by)
    else:
        public = StoryPage.objects.get(pk=story.pk)
        _change(public, stored, fix)
        version = _publish(public, stored, fix, by=by)
        kept: Any = StoryPage.objects.get(pk=story.pk).with_content_json(draft.serializable_data())
        _change_if_there(kept, stored, fix)
        _save(kept, by=by)
    settle_cluster(
        cluster=stored,
        status=ReportStatus.FIXED,
        outcome_text=fix.outcome_text,
        fixed_in=version,
        by=by,
        at=version.at,
    )
    return version


def _publish(page: Any, cluster: ReportCluster, fix: Fix, *, by: Any) -> PublishedVersion:
    page.change_kind = page.change_summary = ""
    if not fix.is_correction:
        return publish_page(page=page, by=by, kind=Kind.TYPO)
    words = fix.correction(cluster)
    summary = words.sentence(page.language)
    return publish_page(page=page, by=by, kind=Kind.CORRECTION, summary=summary, wishes=(words.wish(),))


def _lock(cluster: ReportCluster) -> ReportCluster:
    """Lock the story, then its reports; on SQLite a transaction is the only writer from its beginning."""
    page = StoryPage.objects.filter(uuid=cluster.publication_id).values_list("pk", flat=True).get()
    Page.objects.select_for_update(of=("self",)).only("pk").get(pk=page)
    stored = ReportCluster.objects.select_for_update(of=("self",)).select_related("version__content")
    found = stored.get(pk=cluster.pk)
    if found.status not in OPEN_STATUSES:
        raise OutcomeRefusedError("These reports have an outcome already.")
    return found


def _change(page: Any, cluster: ReportCluster, fix: Fix) -> None:
    place = place_in(cluster, story_content(page))
    if place is None or place.how == How.GONE:
        raise PlaceChangedError("")
    change_words(page, place=_seen_place(page, place, fix), words=fix.words)


def _change_if_there(page: Any, cluster: ReportCluster, fix: Fix) -> None:
    """Make the same change in somebody's draft; where it reads otherwise there, it is left to them."""
    try:
        _change(page, cluster, fix)
    except (PlaceChangedError, ValueError):
        return


def _seen_place(page: Any, place: Any, fix: Fix) -> PlaceInContent:
    found = texts_of_draft(page)[place.block][place.start : place.end]
    if found != fix.seen:
        raise PlaceChangedError(found)
    return PlaceInContent(block=place.block, start=place.start, end=place.end)


def _save(draft: Any, *, by: Any) -> None:
    draft.save_revision(user=by, log_action=True, clean=False)
