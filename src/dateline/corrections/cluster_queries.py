"""Reads of the queue of reports: what waits, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from dateline.corrections.choices import OPEN_STATUSES, ReportKind
from dateline.corrections.cluster_rights import ReportRights, report_rights
from dateline.corrections.models import ErrorReport, ReportCluster
from dateline.corrections.places import texts_of
from dateline.lib.carrying_blocks import CarriedPlace, carry_place
from dateline.publishing.choices import Status
from dateline.publishing.queries import content_of
from dateline.stories.models import StoryPage

# What can hurt somebody comes before what can be misread.
WEIGHTS = {kind: weight for weight, kind in enumerate(ReportKind)}
OPEN, CLOSED, MINE, ALL = "open", "closed", "mine", "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """What of the queue is shown."""

    state: str = OPEN
    kind: str = ""
    section: int | None = None


def clusters_shown_to(rights: ReportRights) -> QuerySet[ReportCluster]:
    """Return the reports of stories that this person sees, unordered; not of what was taken down.

    Reports repeat the words of a story, and those are not to be read on the desk either.
    """
    return ReportCluster.objects.filter(about_stories(rights.shown)).exclude(
        publication__status=Status.REMOVED
    )


def about_stories(condition: Q) -> Exists:
    """Return the condition that a report is about one of these stories.

    Asked of each report, of which there are few, and not of all the stories of the paper: a count of what
    waits stands on every screen of the desk.
    """
    return Exists(StoryPage.objects.filter(condition, uuid=OuterRef("publication_id")).order_by())


def queue_of(rights: ReportRights, *, chosen: QueueFilter) -> QuerySet[ReportCluster]:
    """Return the queue: by weight, then by how many readers reported it, then the oldest first."""
    found = clusters_shown_to(rights)
    if chosen.state in (OPEN, MINE):
        found = found.filter(status__in=OPEN_STATUSES)
    elif chosen.state == CLOSED:
        found = found.exclude(status__in=OPEN_STATUSES)
    if chosen.state == MINE:
        found = found.filter(assignee=rights.user_id)
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    if chosen.section:
        found = found.filter(about_stories(Q(section=chosen.section)))
    whens = [When(kind=kind, then=Value(weight)) for kind, weight in WEIGHTS.items()]
    found = found.annotate(weight=Case(*whens, default=Value(len(whens)), output_field=IntegerField()))
    order = ("-closed_at", "pk") if chosen.state == CLOSED else ("weight", "-count", "opened_hour", "pk")
    reports = Prefetch("reports", ErrorReport.objects.order_by("sent_hour", "pk"))
    related = ("publication", "version__content", "assignee", "fixed_in", "closed_by")
    return found.select_related(*related).prefetch_related(reports).order_by(*order)


def open_count(user: Any) -> int:
    """Return how many places wait for this person's decision. Asked once for a page, by menu and panels."""
    known: int | None = getattr(user, "_open_reports", None)
    if known is None:
        known = user._open_reports = _open_count(report_rights(user))
    return known


def _open_count(rights: ReportRights) -> int:
    if not rights.handles:
        return 0
    handled = about_stories(Q(section__in=rights.handles))
    return ReportCluster.objects.filter(handled, status__in=OPEN_STATUSES).count()


def stories_of(clusters: Iterable[ReportCluster]) -> dict[Any, StoryPage]:
    """Return the story of each cluster by its identity."""
    stories = StoryPage.objects.filter(uuid__in={cluster.publication_id for cluster in clusters})
    return {story.uuid: story for story in stories.select_related("section", "latest_revision")}


def place_in(cluster: ReportCluster, content: dict[str, Any]) -> CarriedPlace | None:
    """Return where the reported words stand in a later content; None when the version was withheld."""
    reported = content_of(cluster.version)
    if reported is None:
        return None
    texts = texts_of(reported)
    if cluster.block not in texts or cluster.end > len(texts[cluster.block]):
        return None
    return carry_place(
        old=texts, new=texts_of(content), block=cluster.block, start=cluster.start, end=cluster.end
    )
