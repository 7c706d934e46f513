"""Append to the log: leaves first, a signed checkpoint over them later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dateline.lib.tlog.log_leaves import KEY as KEY_LEAF
from dateline.lib.tlog.log_leaves import PREVIOUS, identity_of, make_leaf, read_leaf
from dateline.lib.tlog.merkle import leaf_hash
from dateline.publishlog.actions import append_entry
from dateline.transparency.leaves import NewLeaf, written_time
from dateline.transparency.models import LogCheckpoint, LogLeaf
from dateline.transparency.places import KEY
from dateline.transparency.queries import latest_index_of, leaf_count, recorded_verifiers

EVENT = "log.recorded"


@transaction.atomic
def append_leaves(*, leaves: Iterable[NewLeaf]) -> int:
    """Append what the log does not have yet, in this order, and return how many there were.

    May be called again with the same leaves. Only one process at a time may append: the primary key refuses a
    second leaf with the same index.
    """
    index = start = leaf_count()
    for leaf in leaves:
        if not LogLeaf.objects.filter(identity=_identity(leaf)).exists():
            fields = dict(leaf.fields)
            uuid = UUID(fields["article"]) if "article" in fields else None
            previous = latest_index_of(uuid) if uuid else None
            if previous is not None:
                fields[PREVIOUS] = previous
            _append(index, make_leaf(fields, pictures=leaf.pictures))
            index += 1
    return index - start


def append_key(*, verifier: str, at: datetime) -> int:
    """Record that from here on this key signs; return 1, or 0 when it is recorded already."""
    leaf = NewLeaf({"type": KEY_LEAF, "key": verifier, "at": written_time(at)})
    known = recorded_verifiers()
    return 0 if known and str(known[0]) == verifier else append_leaves(leaves=[leaf])


@transaction.atomic
def replay_leaves(*, entries: Sequence[bytes]) -> None:
    """Take back leaves that the database lost, from the files of the log, at their old places."""
    start = leaf_count()
    for index, data in enumerate(entries, start):
        _append(index, data)


@transaction.atomic
def record_checkpoint(*, size: int, note: str, at: datetime) -> None:
    """Note what was signed, and announce it to pages that say when a version was recorded."""
    before = LogCheckpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    LogCheckpoint.objects.create(size=size, note=note, signed_at=at)
    recorded = LogLeaf.objects.filter(index__gte=before, index__lt=size, publication_uuid__isnull=False)
    uuids = set(recorded.values_list("publication_uuid", flat=True))
    append_entry(event=EVENT, keys={KEY, *(f"{KEY}/{uuid}" for uuid in uuids)}, data={"size": size}, at=at)


def _identity(leaf: NewLeaf) -> str:
    return identity_of(read_leaf(make_leaf(leaf.fields, pictures=leaf.pictures)))


def _append(index: int, data: bytes) -> None:
    fields: dict[str, Any] = read_leaf(data)
    LogLeaf.objects.create(
        index=index,
        identity=identity_of(fields),
        kind=fields["type"],
        data=data.decode(),
        digest=leaf_hash(data).hex(),
        publication_uuid=fields.get("article"),
        version_number=fields.get("version"),
    )
