"""Whether an embargo stands against publishing a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dateline.publishing.draft_models import Embargo
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.paper_time import moment_in_words


def embargo_of(page: Any) -> Embargo | None:
    """Return the embargo of a page, lifted and past ones included."""
    return Embargo.objects.filter(page_id=page.pk).first() if page.pk else None


def has_embargo(page_id: Any) -> bool:
    """Say whether a page has or had an embargo."""
    return str(page_id).isdigit() and Embargo.objects.filter(page_id=int(page_id)).exists()


def embargo_problem(page: Any, *, at: datetime) -> str:
    """Return why the page may not be published at this moment; nothing when it may."""
    embargo = embargo_of(page)
    if embargo is None or not embargo.holds(at=at):
        return ""
    return _("Under embargo until %(moment)s: %(words)s") % {
        "moment": moment_in_words(embargo.until),
        "words": embargo.words,
    }


def refuse_schedule(page: Any, *, at: datetime) -> None:
    """Raise PublicationRefusedError when the page is to be published at a moment before its embargo ends."""
    problem = embargo_problem(page, at=at)
    if problem:
        raise PublicationRefusedError({"go_live_at": [problem]}, page_id=page.pk)
