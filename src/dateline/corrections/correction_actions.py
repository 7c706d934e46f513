"""Record what was wrong and what is right together with its publication, and amend what was recorded."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.corrections.choices import NEEDS_RECORD, RECORDED_KINDS, Placement
from dateline.corrections.correction_errors import AmendmentRefusedError
from dateline.corrections.correction_marks import carried, texts_of
from dateline.corrections.correction_models import Correction
from dateline.corrections.correction_proposals import Proposal, propose
from dateline.corrections.correction_queries import words_for_summary
from dateline.corrections.correction_words import CorrectionWords
from dateline.publishing.choices import Kind, Status
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.queries import content_of, latest_version
from dateline.publishing.recording import lock_page, record_publication, stored_page
from dateline.publishing.requests import PublishingRequest, requesting
from dateline.publishing.sealing_words import seal_words
from dateline.stories.models import StoryPage

STORY = "story"
# Whoever rewrites more than this has not corrected a word here and there.
MOST_MARKS = 12
ALWAYS_ON_TOP = (Kind.APOLOGY, Kind.RETRACTION)


@transaction.atomic
def record_correction(
    *, version: PublishedVersion, words: CorrectionWords, by: Any, amends: Correction | None = None
) -> Correction:
    """Record what a version corrects, in the transaction that publishes it.

    Raises ValidationError with what is wrong with the words.
    """
    words = words.checked()
    wrong_version = amends.version if amends is not None else _version_before(version)
    proposal = propose(content_of(wrong_version) or {}, content_of(version) or {})
    placement = words.placement or proposal.placement
    return Correction.objects.create(
        version=version,
        wrong_version=wrong_version,
        what_was_wrong=words.wrong,
        what_is_right=words.right,
        noticed_at=min(words.noticed_at or version.at, version.at),
        noticed_by=words.noticed_by,
        placement=Placement.TOP if version.kind in ALWAYS_ON_TOP else placement,
        marks=_marks(version, proposal, amends),
        amends=amends,
        user_id=getattr(by, "pk", None),
        at=version.at,
    )


@transaction.atomic
def amend_correction(
    *, correction: Correction, words: CorrectionWords, by: Any, at: datetime | None = None
) -> Correction:
    """Say that a correction was itself wrong: by another one, which is a publication of its story.

    Works on the public page: drafts stay drafts, the text stays as it is. Raises AmendmentRefusedError when
    the correction was amended already or its story is not public, PublicationRefusedError when something
    stands against publishing it, ValidationError for the words.
    """
    words = words.checked()
    page = StoryPage.objects.filter(uuid=correction.version.publication_id).first()
    if page is not None:
        lock_page(page)
    if Correction.objects.filter(amends=correction).exists():
        raise AmendmentRefusedError(_("This was amended already. Amend the newer correction."))
    stored: Any = stored_page(page) if page is not None else None
    is_public = Publication.objects.filter(
        pk=correction.version.publication_id, status=Status.PUBLIC
    ).exists()
    if stored is None or not stored.live or not is_public:
        raise AmendmentRefusedError(_("The story is not in the paper."))
    request = PublishingRequest(
        kind=Kind.CORRECTION, summary=words.sentence(stored.language), at=at or timezone.now(), by=by
    )
    with requesting(request):
        version = record_publication(page=stored, by=by, save=partial(stored.save, clean=False))
    if version is None:
        raise AmendmentRefusedError(_("The story is not in the paper."))
    recorded = record_correction(version=version, words=words, by=by, amends=correction)
    seal_words(version)
    return recorded


@transaction.atomic
def record_wished_correction(*, page: Any, data: dict[str, Any], by: Any) -> None:
    """Record what the publishing dialog was told. The companion of publications calls this.

    Raises PublicationRefusedError: a correction and what it says belong together.
    """
    version = latest_version(Publication.objects.get(pk=page.uuid))
    if version.kind not in RECORDED_KINDS or Correction.objects.filter(version=version).exists():
        # Something else was published in the end, such as a typo: then there is nothing to be recorded.
        return
    _record(page, version, CorrectionWords.of_wish(data), by)


@transaction.atomic
def record_unasked_correction(*, page: Any, version: PublishedVersion, by: Any) -> None:
    """Record a correction that came through a door which asks no questions, from what it changed.

    Raises PublicationRefusedError when nothing says what was wrong.
    """
    if version.kind not in NEEDS_RECORD or not isinstance(page, StoryPage):
        return
    before, after = content_of(_version_before(version)) or {}, content_of(version) or {}
    words = words_for_summary(
        proposal=propose(before, after), summary=version.summary, language=version.language
    )
    if words is None:
        raise PublicationRefusedError({"change_summary": [_names_both()]}, page_id=page.pk)
    _record(page, version, words, by)


def _names_both() -> str:
    return _("Say in one sentence what was wrong, and in another what is right.")


def _record(page: Any, version: PublishedVersion, words: CorrectionWords, by: Any) -> None:
    try:
        record_correction(version=version, words=words, by=by)
    except ValidationError as error:
        raise PublicationRefusedError({"change_summary": error.messages}, page_id=page.pk) from error


def _version_before(version: PublishedVersion) -> PublishedVersion:
    earlier = version.publication.versions.filter(number__lt=version.number).select_related("content")
    found: PublishedVersion = earlier.order_by("-number")[0]
    return found


def _marks(version: PublishedVersion, proposal: Proposal, amends: Correction | None) -> list[dict[str, Any]]:
    if amends is not None:
        old, new = content_of(amends.version), content_of(version)
        return carried(amends.marks, old=texts_of(old or {}), new=texts_of(new or {}))
    return list(proposal.marks) if len(proposal.marks) <= MOST_MARKS else []
