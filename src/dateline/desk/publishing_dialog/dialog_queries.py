"""What the publishing dialog shows of a story: what changed, what stands against it, what is planned."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.corrections.correction_proposals import Proposal, propose
from dateline.corrections.mended_queries import mended_by
from dateline.publishing.change_fields import REASONS
from dateline.publishing.change_report import ChangedPart, changed_parts
from dateline.publishing.changes import Change
from dateline.publishing.companions import companion_named
from dateline.publishing.draft_models import PublicationWish
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.judging import check_publication
from dateline.publishing.models import Publication
from dateline.publishing.publications import type_of
from dateline.publishing.queries import change_since_published, content_of, latest_version
from dateline.publishing.requests import PublishingRequest

# What the record calls a field, where the form has another name for it.
FORM_NAMES = {"headline": "title", "related": "chosen_related"}
SHOWN_PARTS = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands against publishing, with the field where it is mended; empty for the whole."""

    text: str
    field: str
    url: str


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A changed part under the name that the desk has for it."""

    label: str
    part: ChangedPart


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to happen later."""

    at: datetime
    wishes: tuple[str, ...]


def change_of(story: Any) -> Change | None:
    """Return what changed since the public version; None for a story that never was public."""
    return change_since_published(story)


def reasons_of(change: Change) -> str:
    """Return why this is no typo, in words."""
    return ", ".join(str(REASONS.get(reason, _("other fields"))) for reason in change.reasons)


def parts_of(story: Any) -> tuple[list[NamedPart], int]:
    """Return the changed parts of a story that was public, and how many more there are."""
    publication = Publication.objects.filter(pk=story.uuid).first()
    before = content_of(latest_version(publication)) if publication else None
    if publication is None or before is None:
        return [], 0
    dated = copy(story)
    # A draft without a time of its own keeps that of the first publication.
    dated.published_at = story.published_at or publication.published_at
    found = changed_parts(before, type_of(story).content(dated))
    return [NamedPart(_label(story, part), part) for part in found[:SHOWN_PARTS]], max(
        0, len(found) - SHOWN_PARTS
    )


def proposal_of(story: Any) -> Proposal | None:
    """Return what a correction would say of the change; None for a story that never was public."""
    publication = Publication.objects.filter(pk=story.uuid).first()
    before = content_of(latest_version(publication)) if publication else None
    return propose(before, type_of(story).content(story)) if before is not None else None


def reader_noticed(story: Any) -> datetime | None:
    """Return since when readers have reported what this draft puts right; None when it mends no report."""
    content = type_of(story).content(story)
    mended = mended_by(content, publication=story.uuid) if story.live else []
    return mended[0].opened_hour if mended else None


def problems_of(story: Any, *, at: datetime, kind: str = "", summary: str = "") -> list[Problem]:
    """Return what stands against publishing the story then, each with the way to its field."""
    try:
        check_publication(story, at=at, request=PublishingRequest(kind=kind, summary=summary))
    except PublicationRefusedError as error:
        return refusals(error, story=story)
    return []


def refusals(error: PublicationRefusedError, *, story: Any) -> list[Problem]:
    """Return a refusal as problems with the way to their fields."""
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    found = []
    for field, texts in error.message_dict.items():
        name = "" if field == "__all__" else FORM_NAMES.get(field, field)
        found += [Problem(text, name, f"{edit}#id_{name}" if name else edit) for text in texts]
    return found


def planned_for(story: Any) -> Planned | None:
    """Return when the story is to be published, and what with it."""
    revision = story.scheduled_revision
    if revision is None:
        return None
    wishes = PublicationWish.objects.filter(revision=revision).order_by("pk")
    known = ((companion_named(wish.name), wish.data) for wish in wishes)
    words = tuple(companion.in_words(data) for companion, data in known if companion is not None)
    return Planned(revision.approved_go_live_at, words)


def _label(story: Any, part: ChangedPart) -> str:
    if part.is_block:
        block = story.body.stream_block.child_blocks.get(part.name) if part.name else None
        return str(block.label) if block is not None else _("Order of the parts")
    try:
        field = story._meta.get_field(FORM_NAMES.get(part.name, part.name))
    except FieldDoesNotExist:
        return part.name
    return str(getattr(field, "verbose_name", "") or _("Related stories")).capitalize()
