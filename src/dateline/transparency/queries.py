"""Reads of the log: how far it is, and what it says about one version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from dateline.edition.keys import announce
from dateline.lib.tlog.log_leaves import SAID, read_leaf
from dateline.lib.tlog.signed_notes import Verifier, read_verifier
from dateline.lib.tlog.version_files import make_version_file
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.lateness import FollowerState, follower_states
from dateline.transparency.leaves import leaf_of_version
from dateline.transparency.models import LogCheckpoint, LogLeaf
from dateline.transparency.places import KEY, proof_address

FOLLOWER = "public-log"
# One failure is usually over before anybody has read of it.
MANY_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Recording:
    """What a line such as “Version 3 · recorded 14:02 · verify” needs."""

    index: int
    """Place of the leaf in the log."""
    recorded_at: datetime
    """When the first checkpoint over it was signed."""
    proof: str
    """Address of the proof."""
    vouches_for_sentence: bool
    """False for a leaf from before the log committed to what is said of a change."""


def leaf_count() -> int:
    """Return how many leaves there are."""
    latest = LogLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if latest is None else latest + 1


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


def recordings_of(uuid: UUID, numbers: Iterable[int]) -> dict[int, Recording]:
    """Return what the log has recorded of these versions of a publication, by number. One query."""
    announce(f"{KEY}/{uuid}")
    leaves = LogLeaf.objects.filter(publication_uuid=uuid, version_number__in=list(numbers)).order_by("index")
    first_above = LogCheckpoint.objects.filter(size__gt=OuterRef("index")).order_by("size")
    rows = leaves.annotate(signed_at=Subquery(first_above.values("signed_at")[:1]))
    return {
        number: Recording(index, signed_at, proof_address(uuid, number), SAID in read_leaf(data.encode()))
        for index, number, signed_at, data in rows.values_list("index", "version_number", "signed_at", "data")
        if signed_at is not None
    }


def version_file(version: PublishedVersion) -> bytes:
    """Return the public file of a version, for …/history/<number>.json.

    It is the same before the log has recorded the version. Withheld words are left out.
    """
    announce(f"{KEY}/{version.publication_id}")
    row = (
        LogLeaf.objects.filter(publication_uuid=version.publication_id, version_number=version.number)
        .order_by("-index")
        .first()
    )
    leaf = leaf_of_version(version).fields if row is None else read_leaf(row.data.encode())
    content = None if hasattr(version, "withholding") else getattr(version, "content", None)
    words = getattr(version, "words", None)
    return make_version_file(
        leaf=leaf,
        content=content.canonical_json if content else "",
        nonce=content.nonce if content else "",
        words=words.canonical_json if words else "",
        words_nonce=words.nonce if words else "",
    )


def log_problem(now: datetime) -> str:
    """Return in a word what is wrong with the log for /healthz: refused, late, or nothing."""
    state = log_state(now)
    if state is None:
        return ""
    if state.lag is not None and state.lag.failures >= MANY_FAILURES:
        return "refused"
    return "late" if state.is_late else ""


def log_figures(now: datetime) -> dict[str, tuple[str, float]]:
    """Return what /metrics says about the log: for each name its meaning and its value."""
    state, newest = log_state(now), latest_checkpoint()
    lag = state.lag if state is not None else None
    return {
        "dateline_log_leaves": ("Leaves of the verifiable log.", leaf_count()),
        "dateline_log_signed_leaves": ("Leaves under its newest checkpoint.", newest.size if newest else 0),
        "dateline_log_behind_seconds": (
            "How long the oldest entry waits that the log has not taken in.",
            lag.seconds_behind if lag else 0,
        ),
        "dateline_log_refused": ("Whether the log refuses to sign.", float(log_problem(now) == "refused")),
    }


def log_state(now: datetime) -> FollowerState | None:
    """Return how the sequencer stands, None where the paper has none."""
    return log_among(follower_states(now))


def log_among(states: Iterable[FollowerState]) -> FollowerState | None:
    """Return the sequencer among the followers of the paper."""
    return next((state for state in states if state.name == FOLLOWER), None)
