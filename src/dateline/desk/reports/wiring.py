"""Put the reports on the first page of the desk and beside their story."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dateline.corrections.choices import ReportKind
from dateline.corrections.cluster_queries import QueueFilter, open_count, queue_of, stories_of
from dateline.corrections.cluster_rights import report_rights
from dateline.desk.home.queues import Queue, register_queue
from dateline.desk.home.shown import Lines, StoryLine, Tone
from dateline.desk.reports.side_panel import ReportsSidePanel
from dateline.stories.side_panels import register_side_panel
from dateline.users.models import User

MOST = 5
_GRAVE = (ReportKind.LEGAL, ReportKind.FACT, ReportKind.ATTRIBUTION)


def connect_reports() -> None:
    """Register the queue and the panel."""
    register_queue(Queue(name="reader_reports", heading=_("Reader reports"), lines=waiting, order=100))
    register_side_panel(ReportsSidePanel)


def waiting(user: User, now: datetime) -> Lines:
    """Return the first places of the queue that this person decides on."""
    rights = report_rights(user)
    if not rights.handles:
        return Lines()
    queue = queue_of(rights, chosen=QueueFilter())
    first = list(queue[:MOST]) if open_count(user) else []
    stories = stories_of(first)
    lines = [
        StoryLine(
            title=f"“{cluster.exact}”",
            url=reverse("reader_reports:place", args=[cluster.pk]),
            section=stories[cluster.publication_id].section.title,
            state=str(ReportKind(cluster.kind).label),
            tone=Tone.BAD if cluster.kind in _GRAVE else Tone.PLAIN,
            note=stories[cluster.publication_id].title,
            who=str(cluster.assignee or ""),
            at=cluster.opened_hour,
            is_hour=True,
        )
        for cluster in first
        if cluster.publication_id in stories
    ]
    return Lines(lines=tuple(lines), total=open_count(user) if len(first) == MOST else len(first))
