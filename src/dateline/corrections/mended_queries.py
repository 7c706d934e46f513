"""Whether somebody has mended reported words by hand, and in which version that became public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.corrections.choices import OPEN_STATUSES
from dateline.corrections.cluster_queries import place_in
from dateline.corrections.models import ReportCluster
from dateline.corrections.places import texts_of
from dateline.lib.carrying import How
from dateline.lib.carrying_blocks import CarriedPlace, carry_place
from dateline.lib.words_beside import with_words_beside
from dateline.publishing.models import PublishedVersion
from dateline.publishing.queries import content_of

# So many of the newest versions are looked at; of an older change the oldest of these is named.
MOST_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Mended:
    """The version in which other words came to stand at a reported place, or none."""

    version: PublishedVersion
    words: str
    """What stands there in that version; empty when the words were taken out."""


def mended_in(cluster: ReportCluster) -> Mended | None:
    """Return the version since which the reported words no longer stand at their place as they did.

    None while they stand there in the newest version, and where a version that would tell was withheld: what
    cannot be read is not taken for mended.
    """
    reported = content_of(cluster.version)
    old = texts_of(reported) if reported is not None else {}
    if old.get(cluster.block, "")[cluster.start : cluster.end] != cluster.exact:
        return None
    newer = PublishedVersion.objects.filter(
        publication_id=cluster.publication_id, number__gt=cluster.version.number
    )
    mended = None
    for version in newer.select_related("content").order_by("-number")[:MOST_LOOKED_AT]:
        content = content_of(version)
        if content is None:
            break
        texts = texts_of(content)
        place = carry_place(old=old, new=texts, block=cluster.block, start=cluster.start, end=cluster.end)
        words = _words_now(cluster, place, old=old, new=texts)
        if words == cluster.exact:
            break
        mended = Mended(version, words)
    return mended


def mended_by(content: Mapping[str, Any], *, publication: Any) -> list[ReportCluster]:
    """Return the open reports whose words read otherwise in this content, the oldest first."""
    waiting = ReportCluster.objects.filter(publication=publication, status__in=OPEN_STATUSES)
    found = []
    for cluster in waiting.select_related("version__content").order_by("opened_hour", "pk"):
        place = place_in(cluster, dict(content))
        if place is None or place.how == How.FOUND_AGAIN:
            continue
        reported = content_of(cluster.version)
        old, new = texts_of(reported or {}), texts_of(dict(content))
        if _words_now(cluster, place, old=old, new=new) != cluster.exact:
            found.append(cluster)
    return found


def _words_now(
    cluster: ReportCluster, place: CarriedPlace, *, old: Mapping[str, str], new: Mapping[str, str]
) -> str:
    """Return what stands at the reported place now, with words that were only set beside it."""
    text = new.get(place.block, "")
    now = (place.start, place.end)
    if place.how in (How.UNCHANGED, How.MOVED):
        now = with_words_beside(old[cluster.block], text, was=(cluster.start, cluster.end), now=now)
    return text[slice(*now)]
