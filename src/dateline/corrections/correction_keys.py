"""What the pages of corrections depend on, and what touches them.

``corrections/list``          which notices there are, and how their stories are called and filed
``corrections/figures``       figures of every month
``corrections/month/<yyyy-mm>``  figures of one month
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from dateline.publishing.choices import NOTICE_KINDS
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local_date
from dateline.publishing.publications import register_keys

LIST = "corrections/list"
FIGURES = "corrections/figures"


def month_key(moment: datetime) -> str:
    """Return the key of the figures of the month in which this moment lies for the paper."""
    return f"corrections/month/{local_date(moment):%Y-%m}"


def touched_by_reports(*clusters: Any) -> set[str]:
    """Return what differs for readers when these clusters of reports came, grew or were closed.

    The month of a report is that in which its cluster was opened. Whoever changes clusters names these keys
    in the entry that the action appends; it must do so for a new report too, which is counted at once.
    """
    return {FIGURES, *(month_key(cluster.opened_hour) for cluster in clusters)} if clusters else set()


def correction_touches(page: Any, *, before: Any, after: Any) -> Iterable[str]:
    """A story with notices is listed while it is public, under its headline and its section."""
    kinds = PublishedVersion.objects.filter(publication_id=page.uuid).order_by("-number")
    listed = list(kinds.values_list("kind", flat=True))
    if not any(kind in NOTICE_KINDS for kind in listed):
        return ()
    shows_otherwise = before is None or after is None or before.card != after.card
    return (LIST,) if shows_otherwise or listed[0] in NOTICE_KINDS else ()


def corrections_touch_new(pages: Sequence[Any]) -> Iterable[str]:
    """The same of stories that were published together for the first time, hardly ever with a notice."""
    uuids = [page.uuid for page in pages]
    kinds = PublishedVersion.objects.filter(publication__in=uuids, kind__in=NOTICE_KINDS)
    return (LIST,) if kinds.exists() else ()


def register_correction_keys() -> None:
    """Let publications of stories touch the pages of corrections."""
    register_keys("story", correction_touches, of_many=corrections_touch_new)
