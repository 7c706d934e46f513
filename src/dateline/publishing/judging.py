"""Whether a page may be published as it stands, and as what."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.publishing.addresses import refuse_taken_address
from dateline.publishing.changes import Change
from dateline.publishing.choices import CHANGE_KINDS, Kind, Status
from dateline.publishing.embargoes import embargo_problem
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import Publication
from dateline.publishing.publications import problems_of
from dateline.publishing.queries import change_since_published
from dateline.publishing.requests import PublishingRequest

Problems = dict[str, list[str]]


def check_publication(page: Any, *, at: datetime, request: PublishingRequest | None = None) -> None:
    """Raise PublicationRefusedError when publishing this page then would be refused; change nothing."""
    publication = Publication.objects.filter(pk=page.uuid).first()
    judge(page=page, publication=publication, request=request or PublishingRequest(), at=at, is_plan=True)
    dated = copy(page)
    dated.published_at = page.published_at or (publication.published_at if publication else at)
    refuse_taken_address(page, dated.public_path())


def check_new(page: Any, *, at: datetime) -> None:
    """Raise PublicationRefusedError when a page that was never saved may not be published as it stands."""
    problems = problems_of(page)
    _ask_the_clock(page, problems, at=at, is_plan=False)
    if problems:
        raise PublicationRefusedError(problems, page_id=page.pk)


def judge(
    *,
    page: Any,
    publication: Publication | None,
    request: PublishingRequest,
    at: datetime,
    is_plan: bool = False,
) -> tuple[Kind | None, str]:
    """Return the kind and summary to record; a kind of None means that nothing recorded has changed.

    ``is_plan``: only asked, for the moment ``at``. Otherwise an embargo is measured by the clock, whatever
    moment the caller wants to be recorded.

    Raises PublicationRefusedError with every problem by field.
    """
    if request.is_in_place and publication is not None:
        change = change_since_published(page)
        return (None if change and change.is_empty else Kind.TYPO), request.summary
    problems: Problems = problems_of(page)
    _ask_the_clock(page, problems, at=at, is_plan=is_plan)
    summary = (request.summary or page.change_summary).strip()
    kind: Kind | None = Kind.NEW
    if publication is not None:
        if publication.status == Status.REMOVED:
            problems.setdefault("__all__", []).append(_("This was taken down and cannot be published again."))
        change = change_since_published(page)
        kind = _chosen(request.kind or page.change_kind, change, problems)
        if change and change.is_empty and kind is Kind.UPDATE and not request.kind:
            # An import may say so: an archive knows that there was an update, and not what it was.
            problems.setdefault("change_kind", []).append(
                _("Nothing has changed. An update needs new facts.")
            )
        if kind is not None and kind.carries_notice and not summary:
            problems.setdefault("change_summary", []).append(
                _("Tell readers what changed: a correction says what was wrong and what is right.")
            )
    if problems:
        raise PublicationRefusedError(problems, page_id=page.pk)
    return kind, summary


def _ask_the_clock(page: Any, problems: Problems, *, at: datetime, is_plan: bool) -> None:
    """Note what stands against publishing the page at this moment and not for ever."""
    now = timezone.now()
    embargo = embargo_problem(page, at=at if is_plan else now)
    if embargo:
        problems.setdefault("__all__", []).append(embargo)
    if page.published_at is not None and page.published_at > max(at, now):
        problems.setdefault("published_at", []).append(
            _("This time has not come yet. To publish later, set the schedule and leave this empty.")
        )


def _chosen(wish: str, change: Change | None, problems: Problems) -> Kind | None:
    if change is None or (change.is_empty and wish in ("", Kind.TYPO)):
        return None
    if not wish:
        return change.proposed
    if wish not in CHANGE_KINDS:
        problems.setdefault("change_kind", []).append(
            _("“%(kind)s” cannot be said of a change. Expected one of: %(kinds)s.")
            % {"kind": wish, "kinds": ", ".join(CHANGE_KINDS)}
        )
    elif wish not in change.allowed:
        problems.setdefault("change_kind", []).append(
            _("This is more than a typo: numbers, names, quotations, the headline or a picture changed.")
        )
    return Kind(wish) if wish in CHANGE_KINDS else None
