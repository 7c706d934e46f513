"""Append to the log: leaves first, a signed checkpoint over them later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from dateline.lib.tlog.log_leaves import KEY as KEY_LEAF
from dateline.lib.tlog.log_leaves import PREVIOUS, identity_of, make_leaf, read_leaf
from dateline.lib.tlog.merkle import leaf_hash
from dateline.publishlog.actions import append_entry
from dateline.transparency.leaves import NewLeaf, written_time
from dateline.transparency.models import LogCheckpoint, LogLeaf
from dateline.transparency.places import KEY
from dateline.transparency.queries import leaf_count, recorded_verifiers

EVENT = "log.recorded"
# So many leaves share a transaction: others want to write too.
AT_ONCE = 500


def append_leaves(*, leaves: Iterable[NewLeaf]) -> int:
    """Append what the log does not have yet, in this order, and return how many there were.

    May be called again with the same leaves: many are appended in several transactions, and what a failure
    leaves out comes the next time. Only one process at a time may append: the primary key refuses a second
    leaf with the same index.
    """
    rest, count = iter(leaves), 0
    while some := list(islice(rest, AT_ONCE)):
        count += _append_some(some)
    return count


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


@transaction.atomic
def _append_some(leaves: Sequence[NewLeaf]) -> int:
    identities = [_identity(leaf) for leaf in leaves]
    known = set(LogLeaf.objects.filter(identity__in=identities).values_list("identity", flat=True))
    previous = _latest_indexes(leaves)
    index = start = leaf_count()
    for leaf, identity in zip(leaves, identities, strict=True):
        if identity in known:
            continue
        known.add(identity)
        fields = dict(leaf.fields)
        uuid = fields.get("article")
        if uuid in previous:
            fields[PREVIOUS] = previous[uuid]
        if uuid is not None:
            previous[uuid] = index
        _append(index, make_leaf(fields, pictures=leaf.pictures))
        index += 1
    return index - start


def _latest_indexes(leaves: Sequence[NewLeaf]) -> dict[str, int]:
    """Return the place of the newest leaf about each publication that these leaves are about."""
    uuids = {UUID(leaf.fields["article"]) for leaf in leaves if "article" in leaf.fields}
    rows = LogLeaf.objects.filter(publication_uuid__in=uuids).order_by()
    latest = rows.values_list("publication_uuid").annotate(Max("index"))
    return {str(uuid): index for uuid, index in latest}


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
