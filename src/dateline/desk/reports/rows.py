"""What the queue shows of a place: its sentence as it reads now, suggestions, how it was carried."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dateline.corrections.choices import OPEN_STATUSES, ReportKind, ReportStatus
from dateline.corrections.cleaning import told_words
from dateline.corrections.cluster_queries import stories_of
from dateline.corrections.cluster_rights import ReportRights
from dateline.corrections.draft_changes import FIELDS, texts_of_draft
from dateline.corrections.mended_queries import Mended, mended_in
from dateline.corrections.models import ReportCluster
from dateline.corrections.places import texts_of
from dateline.lib.carrying import How
from dateline.lib.carrying_blocks import CarriedPlace, carry_place
from dateline.publishing.change_report import Piece, word_pieces
from dateline.publishing.models import PublishedVersion
from dateline.publishing.queries import content_of
from dateline.record.addresses import difference_address

# How a place was found, where that is worth saying.
CARRIED = {
    How.EDITED: _("The words were changed meanwhile."),
    How.FOUND_AGAIN: _("The words were moved and changed meanwhile; this is the likeliest place."),
    How.GONE: _("The words are gone from the text."),
}
_SENTENCE_END = re.compile(r"[.!?…]+[”»\"’)]*\s+(?=\S)|\n")
_MOST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What readers would write instead."""

    text: str
    count: int
    pieces: tuple[Piece, ...]
    """The words and the suggestion as one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place of the queue."""

    cluster: ReportCluster
    story: Any
    block: str
    """The block in which the words stand now."""
    anchor: str
    """Id of that block or field in the edit form; empty when there is none."""
    before: str
    words: str
    """The words as they read now in the newest draft; empty when they are gone."""
    after: str
    reported: str
    """The words as readers saw them."""
    how: str
    carried: Any
    """Said about how the place was found; empty when the words stand as they were."""
    mended: Mended | None
    """The version in which somebody has mended the words by hand; None for reports that are closed."""
    mended_url: str
    """What that version and those since the report changed; empty without one."""
    suggestions: tuple[Suggestion, ...]
    comments: tuple[str, ...]
    kind_label: str
    status_label: str
    is_open: bool
    public_url: str
    """Address of the story at the words, without script."""
    edit_url: str
    """The edit screen at the block; empty when this person may not edit."""
    may_handle: bool
    may_edit: bool
    may_publish: bool
    """Whether they may publish it here and now."""


def rows_of(clusters: Sequence[ReportCluster], *, user: Any, rights: ReportRights) -> list[Row]:
    """Return the rows of these clusters; each needs its reports prefetched."""
    stories = stories_of(clusters)
    now = {uuid: current_texts(story) for uuid, story in stories.items()}
    return [
        _row(cluster, stories[cluster.publication_id], now[cluster.publication_id], user, rights)
        for cluster in clusters
        if cluster.publication_id in stories
    ]


def current_texts(story: Any) -> dict[str, str]:
    """Return the texts of the newest draft, or of the newest version where there is no newer draft."""
    if not story.has_unpublished_changes:
        newest = PublishedVersion.objects.select_related("content").filter(
            publication_id=story.uuid, number=story.version_number
        )
        content = content_of(newest[0]) if newest else None
        if content is not None:
            return texts_of(content)
    return texts_of_draft(story.get_latest_revision_as_object())


def carried_to(cluster: ReportCluster, texts: dict[str, str]) -> CarriedPlace:
    """Return where the place is in these texts; gone when the version is withheld."""
    content = content_of(cluster.version)
    old = texts_of(content) if content is not None else {}
    if cluster.end > len(old.get(cluster.block, "")):
        return CarriedPlace(block=cluster.block, start=0, end=0, how=How.GONE)
    return carry_place(old=old, new=texts, block=cluster.block, start=cluster.start, end=cluster.end)


def _row(cluster: ReportCluster, story: Any, texts: dict[str, str], user: Any, rights: ReportRights) -> Row:
    place = carried_to(cluster, texts)
    text = texts.get(place.block, "")
    begin, end = _sentence(text, place.start, place.end) if text else (0, 0)
    words = text[place.start : place.end]
    edit, anchor = reverse("wagtailadmin_pages:edit", args=[story.pk]), _anchor(place)
    permissions = story.permissions_for_user(user)
    may_edit = bool(permissions.can_edit())
    mended = _mended(cluster, story)
    return Row(
        cluster=cluster,
        story=story,
        block=place.block.split("/")[0],
        anchor=anchor,
        before=text[begin : place.start],
        words=words,
        after=text[place.end : end],
        reported=cluster.exact,
        how=str(place.how),
        carried=CARRIED.get(place.how, ""),
        mended=mended,
        mended_url=_difference(cluster, story, mended),
        suggestions=_suggestions(cluster, words),
        comments=tuple(told_words(one.comment) for one in cluster.reports.all() if one.comment),
        kind_label=str(ReportKind(cluster.kind).label),
        status_label=str(ReportStatus(cluster.status).label),
        is_open=cluster.status in OPEN_STATUSES,
        public_url=f"{story.public_path()}{_fragment(cluster)}" if story.live else "",
        edit_url=edit + (f"#{anchor}" if anchor else "") if may_edit else "",
        may_handle=rights.may_handle(story),
        may_edit=may_edit,
        may_publish=may_edit and permissions.can_publish(),
    )


def _mended(cluster: ReportCluster, story: Any) -> Mended | None:
    is_newer = (story.version_number or 0) > cluster.version.number
    return mended_in(cluster) if story.live and is_newer and cluster.status in OPEN_STATUSES else None


def _difference(cluster: ReportCluster, story: Any, mended: Mended | None) -> str:
    if mended is None:
        return ""
    older, newer = cluster.version.number, mended.version.number
    return difference_address(story.public_path(), older=older, newer=newer)


def _suggestions(cluster: ReportCluster, words: str) -> tuple[Suggestion, ...]:
    said = Counter(one.suggestion for one in cluster.reports.all() if one.suggestion)
    was = words or cluster.exact
    return tuple(
        Suggestion(text=text, count=count, pieces=word_pieces(was, text))
        for text, count in said.most_common(8)
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentences around a place, or of what fits into a row."""
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    first = max(bound for bound in bounds if bound <= start)
    last = min(bound for bound in bounds if bound >= end)
    return max(first, start - _MOST), min(last, end + _MOST)


def _fragment(cluster: ReportCluster) -> str:
    """Return the part of an address at which browsers show these words."""
    first = cluster.reports.all()[:1]
    around = [first[0].prefix, first[0].suffix] if first else ["", ""]
    before, words, after = (_encoded(part) for part in (around[0], cluster.exact, around[1]))
    return f"#:~:text={f'{before}-,' if before else ''}{words}{f',-{after}' if after else ''}"


def _encoded(text: str) -> str:
    # A fragment looks within one paragraph, and takes a hyphen for its own.
    return quote(text.split("\n")[-1].strip(), safe="").replace("-", "%2D")


def _anchor(place: CarriedPlace) -> str:
    """Return the id of the block or field in the edit form; empty for a block that is not there any more."""
    block = place.block.split("/")[0]
    return f"block-{block}-section" if len(block) == 36 else f"id_{FIELDS[block]}" if block in FIELDS else ""
