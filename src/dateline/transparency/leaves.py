"""Which leaves an entry of the publish log becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from dateline.lib.tlog import log_leaves
from dateline.publishing.choices import Kind
from dateline.publishing.models import Publication, PublishedVersion, Withholding
from dateline.publishlog.models import LogEntry

SUBJECT = "publication/"
# A query names no more publications.
AT_ONCE = 500
WITHOUT_VERSION = {
    "unpublished": log_leaves.UNPUBLISH,
    "restored": log_leaves.RESTORE,
    "deleted": log_leaves.DELETE,
}
WITH_VERSION = frozenset(("published", "removed"))
SOME_WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class NewLeaf:
    """What is to be recorded, before its place in the log is known."""

    fields: dict[str, Any]
    pictures: tuple[str, ...] = ()


def leaves_of(entries: Sequence[LogEntry]) -> Iterator[NewLeaf]:
    """Yield the leaves of these entries in their order; most entries of other kinds have none."""
    for entry in entries:
        verb = entry.event.rpartition(".")[2]
        if verb not in WITH_VERSION and verb not in WITHOUT_VERSION and verb != SOME_WITHHELD:
            continue
        if "together" in entry.data:
            yield from _leaves_together(entry, verb)
            continue
        publication = _publication_of(entry)
        if publication is None:
            continue
        if verb == SOME_WITHHELD:
            numbers = {
                log_leaves.TEXTS: log_leaves.written_numbers(entry.data["numbers"]),
                log_leaves.SENTENCES: log_leaves.written_numbers(entry.data["sentences"]),
            }
            fields = _event_fields(publication, entry, kind=log_leaves.REDACT)
            yield NewLeaf(fields | {name: text for name, text in numbers.items() if text})
        elif verb in WITHOUT_VERSION:
            yield NewLeaf(_event_fields(publication, entry, kind=WITHOUT_VERSION[verb]))
        elif version := _version_of(publication, entry):
            yield leaf_of_version(version)


def leaf_of_version(version: PublishedVersion) -> NewLeaf:
    """Return the leaf that records a version."""
    fields: dict[str, Any] = {
        "article": str(version.publication_id),
        "at": written_time(version.at),
        "commitment": version.commitment,
        "kind": version.kind,
        "lang": version.language,
        "page": version.publication.content_type,
        "url": version.address,
        "version": version.number,
    }
    if (words := getattr(version, "words", None)) is not None:
        fields[log_leaves.SAID] = words.commitment
    if version.kind == Kind.REMOVAL:
        # Those of this moment: what was withheld by itself, before or later, has leaves of its own.
        withheld = Withholding.objects.filter(version__publication_id=version.publication_id, at=version.at)
        latest = withheld.order_by("-version__number").values_list("version__number", flat=True).first()
        if latest is None:
            return NewLeaf({**fields, "type": log_leaves.REMOVE})
        return NewLeaf({**fields, "type": log_leaves.WITHHOLD, log_leaves.THROUGH: latest})
    before = (
        None
        if version.number == 1
        else (
            PublishedVersion.objects.filter(publication_id=version.publication_id, number=version.number - 1)
            .values_list("address", flat=True)
            .first()
        )
    )
    has_moved = before is not None and before != version.address
    if has_moved:
        fields["from"] = before
    fields["type"] = log_leaves.MOVE if has_moved else log_leaves.PUBLISH
    return NewLeaf(fields, tuple(version.picture_digests))


def written_time(at: datetime) -> str:
    """Return a moment as leaves have it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _event_fields(publication: Publication, entry: LogEntry, *, kind: str) -> dict[str, Any]:
    return {
        "article": str(publication.pk),
        "at": written_time(entry.at),
        "type": kind,
        # Two events of one moment are two; a database that was restored numbers anew, but at other times.
        "entry": entry.number,
        "page": publication.content_type,
        "url": publication.address,
    }


def _publication_of(entry: LogEntry) -> Publication | None:
    """Return whom the entry is about: of the publications that it names, the one that is its subject."""
    named = [key.removeprefix(SUBJECT) for key in entry.keys if key.startswith(SUBJECT)]
    uuids = [UUID(name) for name in named if len(name) == 36]
    kind, _, page = entry.subject.partition("/")
    if not uuids or not page.isdecimal():
        return None
    return Publication.objects.filter(pk__in=uuids, page_id=int(page), content_type=kind).first()


def _version_of(publication: Publication, entry: LogEntry) -> PublishedVersion | None:
    number = entry.data.get("number")
    if not number:
        return None
    versions = PublishedVersion.objects.select_related("publication")
    return versions.filter(publication=publication, number=number).first()


def _leaves_together(entry: LogEntry, verb: str) -> Iterator[NewLeaf]:
    if verb in WITH_VERSION:
        yield from map(leaf_of_version, _versions_together(entry))
        return
    for _page, uuid in entry.data["together"]:
        publication = Publication.objects.filter(pk=uuid).first()
        if publication is not None:
            yield NewLeaf(_event_fields(publication, entry, kind=WITHOUT_VERSION[verb]))


def _versions_together(entry: LogEntry) -> list[PublishedVersion]:
    """Return the versions of many new publications that share an entry, in its order."""
    wanted = [(UUID(uuid), number) for _page, uuid, number, _kind in entry.data["together"]]
    found: dict[tuple[UUID, int], PublishedVersion] = {}
    for start in range(0, len(wanted), AT_ONCE):
        uuids = {uuid for uuid, _number in wanted[start : start + AT_ONCE]}
        rows = PublishedVersion.objects.filter(publication__in=uuids).select_related("publication")
        found.update({(version.publication_id, version.number): version for version in rows})
    return [found[key] for key in wanted if key in found]
