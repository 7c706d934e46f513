"""Reads of the public history: its rows, one version, two versions side by side."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from dateline.edition.copies import is_for_copy
from dateline.edition.keys import announce
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.paper_time import local
from dateline.record.addresses import (
    PAGE_SIZE,
    difference_address,
    evidence_address,
    history_address,
    pages_of,
    version_address,
)
from dateline.record.contexts import HistoryContext, NoteContext, SizeContext, VersionContext
from dateline.record.differences import compare_contents, size_of_whole
from dateline.record.kept_sizes import known_size, remember_size
from dateline.record.version_notes import notes_on

WITHHOLDINGS = ("withholding", "sentence_withholding")


def history_context(
    publication: Publication, *, page: int = 1, is_whole: bool = False
) -> HistoryContext | None:
    """Return one page of the history of a public story, newest first; None when there is no such page.

    ``is_whole`` returns all versions at once, for machines.
    """
    count = publication.latest_number
    if page > pages_of(count):
        return None
    newest = count - (page - 1) * PAGE_SIZE
    numbers = range(1 if is_whole else max(1, newest - PAGE_SIZE + 1), newest + 1)
    story = publication.address
    rows = version_rows(publication, numbers)
    content = content_of_newest(publication)
    return HistoryContext(
        url=history_address(story),
        story_url=story,
        headline=content.get("fields", {}).get("headline", ""),
        language=rows[0].language if rows else "",
        published_at=local(publication.published_at),
        updated_at=local(publication.updated_at) if publication.updated_at else None,
        versions=tuple(with_sizes(publication, rows, notes=notes_on(publication, numbers))),
        version_count=count,
        newer_url=history_address(story, page=page - 1) if page > 1 else "",
        older_url=history_address(story, page=page + 1) if page < pages_of(count) else "",
        can_choose=count > 2 and not is_for_copy(),
        is_brief=_is_brief(publication),
    )


def removed_history_context(publication: Publication) -> HistoryContext:
    """Return what stays of the history of a story that was taken down: numbers, times and kinds.

    What the summaries said can be what had to go, so only the words of the take-down itself are told, where
    the editor lets them be seen.
    """
    story = publication.address
    reason = RemovalReason(publication.removal_reason).label if publication.shows_removal_text else ""
    rows = publication.versions.order_by("-number")[:PAGE_SIZE]
    return HistoryContext(
        url=history_address(story),
        story_url="",
        headline="",
        language="",
        published_at=local(publication.published_at),
        updated_at=local(publication.updated_at) if publication.updated_at else None,
        versions=tuple(version_context(publication, row, is_told=False) for row in rows),
        version_count=publication.latest_number,
        removal_reason=str(reason),
        removal_text=publication.removal_text if publication.shows_removal_text else "",
        is_removed=True,
    )


def version_rows(publication: Publication, numbers: Iterable[int]) -> list[PublishedVersion]:
    """Return these versions, newest first, with what says whether their text is withheld."""
    rows = publication.versions.filter(number__in=list(numbers)).select_related(*WITHHOLDINGS)
    return list(rows.order_by("-number"))


def with_contents(publication: Publication, numbers: Collection[int]) -> dict[int, PublishedVersion]:
    """Return these versions with their texts, by number."""
    announce(f"publication/{publication.pk}")
    rows = publication.versions.filter(number__in=list(numbers))
    return {row.number: row for row in rows.select_related("content", *WITHHOLDINGS)}


def content_of_newest(publication: Publication) -> dict[str, Any]:
    """Return what the newest version said; nothing when it is withheld."""
    row = with_contents(publication, [publication.latest_number]).get(publication.latest_number)
    return recorded_content(row) if row is not None and is_readable(row) else {}


def is_readable(version: PublishedVersion) -> bool:
    """Return whether the text of the version is kept and may be shown."""
    return getattr(version, "content", None) is not None and not hasattr(version, "withholding")


def recorded_content(version: PublishedVersion) -> dict[str, Any]:
    """Return what a readable version said."""
    content: dict[str, Any] = json.loads(version.content.canonical_json)
    return content


def with_sizes(
    publication: Publication,
    rows: Iterable[PublishedVersion],
    *,
    notes: dict[int, tuple[NoteContext, ...]],
) -> Iterable[VersionContext]:
    """Yield the rows of the history with the size of each change."""
    listed = list(rows)
    needed = {number for row in listed for number in (row.number - 1, row.number) if number}
    commitments = dict(publication.versions.filter(number__in=needed).values_list("number", "commitment"))
    contents = _Contents(publication, needed)
    for row in listed:
        size = contents.size_of(row.number, commitments) if _has_text(row) else None
        yield version_context(publication, row, size=size, notes=notes.get(row.number, ()))


class _Contents:
    """The texts that one page of a history compares, read only if a size is not known yet."""

    def __init__(self, publication: Publication, numbers: Collection[int]) -> None:
        self._publication = publication
        self._numbers = numbers
        self._rows: dict[int, PublishedVersion] | None = None
        self._withheld = set(
            publication.versions.filter(number__in=numbers, content__isnull=True).values_list(
                "number", flat=True
            )
        )

    def size_of(self, number: int, commitments: dict[int, str]) -> SizeContext | None:
        """Return how much changed with this version; None when one of the two texts is withheld."""
        if number in self._withheld or number - 1 in self._withheld:
            return None
        key = (commitments.get(number - 1, ""), commitments[number])
        # A commitment names one text for ever, so what follows from two of them can be kept.
        known = known_size(key)
        if known is None:
            content = recorded_content(self._row(number))
            known = (
                compare_contents(recorded_content(self._row(number - 1)), content).size
                if number > 1
                else size_of_whole(content)
            )
            remember_size(key, known)
        return known

    def _row(self, number: int) -> PublishedVersion:
        if self._rows is None:
            self._rows = with_contents(self._publication, self._numbers)
        return self._rows[number]


def version_context(
    publication: Publication,
    row: PublishedVersion,
    *,
    size: SizeContext | None = None,
    notes: tuple[NoteContext, ...] = (),
    is_told: bool = True,
) -> VersionContext:
    """Return a row of the history. Untold, it says no more than number, time and kind."""
    story, number = publication.address, row.number
    has_text = is_told and _has_text(row)
    kind = Kind(row.kind)
    return VersionContext(
        number=number,
        at=local(row.at),
        kind=kind.value,
        kind_name=str(kind.label),
        summary=row.summary if is_told else "",
        url=version_address(story, number) if has_text and not _is_brief(publication) else "",
        difference_url=difference_address(story, older=number - 1, newer=number)
        if is_told and number > 1
        else "",
        evidence_url=evidence_address(story, number) if has_text else "",
        commitment=row.commitment,
        size=size,
        withheld_reason="" if has_text or not is_told else withheld_reason(row),
        sentence_withheld=_reason_of(row, "sentence_withholding") if has_text else "",
        notes=notes,
    )


def _is_brief(publication: Publication) -> bool:
    """Return whether a copy holds nothing of this history but one page: three files more for every story."""
    return publication.latest_number == 1 and is_for_copy()


def _has_text(row: PublishedVersion) -> bool:
    return row.kind != Kind.REMOVAL and not hasattr(row, "withholding")


def withheld_reason(row: PublishedVersion) -> str:
    """Return why the text of a version is not shown."""
    return _reason_of(row, "withholding") or _("taken down")


def _reason_of(row: PublishedVersion, name: str) -> str:
    withholding = getattr(row, name, None)
    return str(RemovalReason(withholding.reason).label) if withholding is not None else ""
