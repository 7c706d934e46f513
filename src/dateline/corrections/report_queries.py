"""Reads that a report asks for: where its words stand, what it belongs to, whether it was sent before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from dateline.corrections.choices import OPEN_STATUSES, ReportKind, ReportStatus
from dateline.corrections.contexts import SentReport
from dateline.corrections.errors import AmbiguousWordsError, WordsNotFoundError
from dateline.corrections.models import ErrorReport, ReportCluster
from dateline.corrections.places import texts_of
from dateline.corrections.tokens import receipt_digest
from dateline.lib.quoted_words import Place, Quoted, places_of
from dateline.publishing.choices import Status
from dateline.publishing.models import PublishedVersion
from dateline.publishing.queries import content_of

LONGEST_WORDS = 300
JOINED_FOR = timedelta(days=10)
# To these no later report belongs.
APART = (ReportStatus.SPAM, ReportStatus.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Reported:
    """Words found in a published version."""

    version: PublishedVersion
    texts: dict[str, str]
    place: Place

    @property
    def text(self) -> str:
        """The text in which they stand."""
        return self.texts[self.place.name]


def public_version(story: UUID, number: int) -> PublishedVersion | None:
    """Return a version with its content, if its story is public and the version was not withheld."""
    found = PublishedVersion.objects.select_related("content", "publication").filter(
        publication_id=story,
        number=number,
        publication__content_type="story",
        publication__status=Status.PUBLIC,
        content__isnull=False,
    )
    return found.first()


def reported_place(sent: SentReport) -> Reported:
    """Return where the words stand in the version that was named.

    Raises WordsNotFoundError, or its AmbiguousWordsError.
    """
    version = public_version(sent.story, sent.version)
    content = content_of(version) if version is not None else None
    if version is None or content is None:
        raise WordsNotFoundError("There is no such version.")
    texts = texts_of(content)
    quoted = Quoted(sent.words, name=sent.place, start=sent.start, prefix=sent.prefix, suffix=sent.suffix)
    places = [place for place in places_of(quoted, texts) if place.end - place.start <= LONGEST_WORDS]
    if not places:
        raise WordsNotFoundError("The words do not stand in this version.")
    if len(places) > 1:
        raise AmbiguousWordsError("The words stand there more than once.")
    return Reported(version, texts, places[0])


def taken_before(receipt: str) -> ErrorReport | None:
    """Return the report with this receipt."""
    found = ErrorReport.objects.select_related("cluster", "version")
    return found.filter(receipt_digest=receipt_digest(receipt)).first()


def cluster_to_join(reported: Reported, *, kind: ReportKind, at: datetime) -> ReportCluster | None:
    """Return the reports of the same place: open ones, else those closed within ten days.

    Whoever reports once more what the newsroom has just decided gets its answer at once. What was fixed and
    is reported of a version with the fix is a new matter, and so is a graver one.
    """
    for cluster in _candidates(reported.version, at=at):
        if cluster.status not in OPEN_STATUSES and not _is_answered(cluster, reported.version, kind=kind):
            continue
        place = _place_in(cluster.version, reported) if cluster.block == reported.place.name else None
        if place is not None and _is_same(place, cluster):
            return cluster
    return None


def _candidates(version: PublishedVersion, *, at: datetime) -> Iterator[ReportCluster]:
    found = ReportCluster.objects.select_for_update(of=("self",)).select_related(
        "version__content", "fixed_in"
    )
    found = found.filter(publication_id=version.publication_id).filter(
        Q(status__in=OPEN_STATUSES) | Q(closed_at__gt=at - JOINED_FOR)
    )
    yield from sorted(
        found.exclude(status__in=APART), key=lambda one: (one.status not in OPEN_STATUSES, one.pk)
    )


def _is_answered(cluster: ReportCluster, version: PublishedVersion, *, kind: ReportKind) -> bool:
    kinds = list(ReportKind)
    if kinds.index(kind) < kinds.index(ReportKind(cluster.kind)):
        return False
    return cluster.fixed_in is None or version.number < cluster.fixed_in.number


def _place_in(version: PublishedVersion, reported: Reported) -> Place | None:
    """Return the place in another version of the story; None when the words are not to be found there."""
    place, text = reported.place, reported.text
    if version.pk == reported.version.pk:
        return place
    content = content_of(version)
    there = texts_of(content).get(place.name) if content is not None else None
    if there is None:
        return None
    if there == text:
        return place
    quoted = Quoted(
        text[place.start : place.end],
        name=place.name,
        start=place.start,
        prefix=text[max(0, place.start - 20) : place.start],
        suffix=text[place.end : place.end + 20],
    )
    found = places_of(quoted, {place.name: there})
    return found[0] if len(found) == 1 else None


def _is_same(place: Place, cluster: ReportCluster) -> bool:
    """Say whether they share at least half of the shorter of the two."""
    shared = min(place.end, cluster.end) - max(place.start, cluster.start)
    return 2 * shared >= min(place.end - place.start, cluster.end - cluster.start)
