"""Reads of the log: how far it is, and what it says about one version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dateline.edition.keys import announce
from dateline.lib.tlog.log_leaves import read_leaf
from dateline.lib.tlog.signed_notes import Verifier, read_verifier
from dateline.lib.tlog.version_files import make_version_file
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.lateness import FollowerState, follower_states
from dateline.transparency.models import LogCheckpoint, LogLeaf
from dateline.transparency.places import KEY, proof_address

FOLLOWER = "public-log"


@dataclass(frozen=True, slots=True)
class Recording:
    """What a line such as “Version 3 · recorded 14:02 · verify” needs."""

    index: int
    """Place of the leaf in the log."""
    recorded_at: datetime
    """When the first checkpoint over it was signed."""
    proof: str
    """Address of the proof."""


def leaf_count() -> int:
    """Return how many leaves there are."""
    latest = LogLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if latest is None else latest + 1


def latest_index_of(uuid: UUID) -> int | None:
    """Return the place of the newest leaf about a publication."""
    found: int | None = (
        LogLeaf.objects.filter(publication_uuid=uuid)
        .order_by("-index")
        .values_list("index", flat=True)
        .first()
    )
    return found


def leaf_hashes(start: int, end: int) -> list[bytes]:
    """Return the hashes of the leaves from ``start`` to before ``end``."""
    rows = LogLeaf.objects.filter(index__gte=start, index__lt=end).order_by("index")
    return [bytes.fromhex(digest) for digest in rows.values_list("digest", flat=True).iterator()]


def latest_checkpoint() -> LogCheckpoint | None:
    """Return what was signed last."""
    newest: LogCheckpoint | None = LogCheckpoint.objects.order_by("-size").first()
    return newest


def recorded_verifiers() -> list[Verifier]:
    """Return the keys that the log names, newest first."""
    rows = LogLeaf.objects.filter(kind="key").order_by("-index").values_list("data", flat=True)
    return [read_verifier(read_leaf(data.encode())["key"]) for data in rows]


def recordings_of(uuid: UUID) -> dict[int, Recording]:
    """Return what the log has recorded of a publication, by the version's number."""
    announce(f"{KEY}/{uuid}")
    leaves = LogLeaf.objects.filter(publication_uuid=uuid, version_number__isnull=False).order_by("index")
    found: dict[int, Recording] = {}
    for index, number in leaves.values_list("index", "version_number"):
        signed_at = (
            LogCheckpoint.objects.filter(size__gt=index)
            .order_by("size")
            .values_list("signed_at", flat=True)
            .first()
        )
        if signed_at is not None:
            found[number] = Recording(index, signed_at, proof_address(uuid, number))
    return found


def version_file(version: PublishedVersion) -> bytes | None:
    """Return the public file of a version, None until it is recorded. For …/history/<number>.json."""
    announce(f"{KEY}/{version.publication_id}")
    row = (
        LogLeaf.objects.filter(publication_uuid=version.publication_id, version_number=version.number)
        .order_by("-index")
        .first()
    )
    if row is None:
        return None
    content = getattr(version, "content", None)
    return make_version_file(
        leaf=read_leaf(row.data.encode()),
        content=content.canonical_json if content else "",
        nonce=content.nonce if content else "",
    )


def log_state(now: datetime) -> FollowerState | None:
    """Return how the sequencer stands, None where the paper has none."""
    return next((state for state in follower_states(now) if state.name == FOLLOWER), None)
