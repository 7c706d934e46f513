"""Reads of corrections: those of a story, and what a feed or a letter has to say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dateline.corrections.choices import Placement
from dateline.corrections.correction_marks import carried, texts_of
from dateline.corrections.correction_models import Correction
from dateline.corrections.correction_proposals import Proposal
from dateline.corrections.correction_words import CorrectionWords, quoted
from dateline.publishing.choices import NOTICE_HEADINGS, Kind
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local
from dateline.publishing.queries import content_of, notices_of
from dateline.publishing.triggers import GONE
from dateline.stories.notices import NoticeWords

_SENTENCES = re.compile(r"(?<=[.!?…])[”»\"’)]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Note:
    """What a feed says of a story that was corrected, and everything else that repeats its notices."""

    number: int
    """Of the version that says so."""
    kind: str
    heading: str
    text: str
    """The public sentence."""
    wrong: str
    """Empty where there is no record."""
    right: str
    at: datetime
    is_amended: bool
    """True when a later one says that this one was wrong."""


def notes_of(publication: Any) -> tuple[Note, ...]:
    """Return every public notice of a publication (or of the page with this uuid), oldest first."""
    versions = notices_of(getattr(publication, "uuid", publication))
    known = records_of(versions)
    amended = {record.amends_id for record in known.values() if record.amends_id}
    return tuple(_note(version, known.get(version.pk), amended) for version in versions)


def _note(version: PublishedVersion, record: Correction | None, amended: set[int]) -> Note:
    return Note(
        number=version.number,
        kind=version.kind,
        heading=str(NOTICE_HEADINGS[Kind(version.kind)]),
        text=version.summary,
        wrong=_kept(record.what_was_wrong) if record else "",
        right=_kept(record.what_is_right) if record else "",
        at=local(version.at),
        is_amended=record is not None and record.pk in amended,
    )


def corrections_touching(story: Any, *, after: datetime) -> list[Correction]:
    """Return what was corrected in a story since a moment, oldest first.

    For letters and alerts that carried the story as it was then.
    """
    found = Correction.objects.filter(version__publication_id=story.uuid, at__gt=after)
    return list(found.select_related("version", "wrong_version").order_by("at", "pk"))


def records_of(versions: Iterable[PublishedVersion]) -> dict[int, Correction]:
    """Return the corrections of these versions by the version's key. No query for none."""
    keys = [version.pk for version in versions]
    if not keys:
        return {}
    return {record.version_id: record for record in Correction.objects.filter(version_id__in=keys)}


def words_of_notices(
    versions: Sequence[PublishedVersion], texts: Mapping[str, str]
) -> dict[int, NoticeWords]:
    """Return what is on record of these notices, with the places of the right words in the texts of now."""
    keys = [version.pk for version in versions]
    found = Correction.objects.filter(version_id__in=keys).select_related("amends", "amendment")
    # Only marks have to be carried, and only to a text that is there.
    records = list(found.select_related("version__content", "amends", "amendment") if texts else found)
    return {
        record.version_id: NoticeWords(
            wrong=_kept(record.what_was_wrong),
            right=_kept(record.what_is_right),
            is_on_top=record.placement == Placement.TOP,
            amends=record.amends.version_id if record.amends is not None else None,
            is_amended=getattr(record, "amendment", None) is not None,
            marks=tuple(
                (mark["block"], mark["start"], mark["end"])
                for mark in (_carried(record, texts) if texts else ())
            ),
        )
        for record in records
    }


def _kept(words: str) -> str:
    """Return words that are still kept; of withheld ones nothing."""
    return "" if words == GONE else words


def _carried(record: Correction, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    return carried(record.marks, old=texts_of(content_of(record.version) or {}), new=texts)


def words_for_summary(*, proposal: Proposal, summary: str, language: str) -> CorrectionWords | None:
    """Return the words for a correction of which only a public sentence and the change are known.

    The sentences of the two versions say it best; where the text has not changed, the sentence must name both
    itself. None when nothing does.
    """
    wrong, right = proposal.wrong, proposal.right
    if wrong != right:
        with translation.override(language or None):
            return CorrectionWords(
                wrong=quoted(wrong, language) if wrong else _("Something was missing."),
                right=quoted(right, language) if right else _("The words were taken out."),
            )
    first, *rest = [part for part in _SENTENCES.split(summary.strip()) if part] or [""]
    return CorrectionWords(wrong=first, right=" ".join(rest)) if rest else None
