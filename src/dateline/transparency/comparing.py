"""Compare what is about to be signed with everything that was signed before, and take back what was lost."""

from __future__ import annotations

from django.conf import settings

from dateline.lib.tlog.log_leaves import BadLeafError
from dateline.lib.tlog.merkle import leaf_hash, reader_of, tree_root
from dateline.lib.tlog.signed_notes import Verifier
from dateline.lib.tlog.tiles import DamagedTilesError, read_entries
from dateline.transparency.actions import replay_leaves
from dateline.transparency.errors import LogRefusedError
from dateline.transparency.known_checkpoints import Found, found_at_home, found_in_copies
from dateline.transparency.queries import leaf_count, leaf_hashes

FORKED = (
    "The paper's database and the log in {where} disagree about what was published. Nothing is signed, so"
    " that there are never two logs. Was a backup brought back, or another paper's folder? See the guide."
)
# Folder, database and signer; a witness is not everywhere.
MANY_AT_HOME = 3
# What this process has compared or signed: the note, and that the copies were asked once.
_compared: dict[str, str] = {}


def compare_with_all(verifiers: list[Verifier]) -> None:
    """Make sure that the leaves in the database are those of every checkpoint that can be found.

    Leaves that the database lost are replayed from the files of the log. Raises LogRefusedError when they
    cannot be, or when there are two histories; CopyAwayError while a copy cannot be asked.
    """
    found = found_at_home(verifiers)
    if not _is_known(found):
        # Once per process: what a running one has signed it remembers, and restores come with a restart.
        found += found_in_copies(verifiers)
        for one in sorted(found, key=lambda one: -one.checkpoint.size):
            _compare(one, found)
    remember(found)


def remember(found: list[Found]) -> None:
    """Note that this has been compared."""
    _compared.clear()
    _compared.update({one.where: one.note for one in found if one.where not in settings.LOG_COPIES})


def forget_comparisons() -> None:
    """Compare everything anew, as a new process does."""
    _compared.clear()


def _is_known(found: list[Found]) -> bool:
    return len(found) >= MANY_AT_HOME and {one.where: one.note for one in found} == _compared


def _compare(one: Found, found: list[Found]) -> None:
    lost = one.checkpoint.size - leaf_count()
    if lost > 0:
        _take_back(one, found)
    hashes = leaf_hashes(0, one.checkpoint.size)
    if tree_root(reader_of(hashes), len(hashes)) != one.checkpoint.root:
        raise LogRefusedError(FORKED.format(where=one.where))


def _take_back(one: Found, found: list[Found]) -> None:
    """Replay the leaves that the database lost, from a place that has them and agrees with the checkpoint."""
    start, size = leaf_count(), one.checkpoint.size
    kept = leaf_hashes(0, start)
    for place in found:
        if place.read is None:
            continue
        try:
            entries = list(read_entries(place.read, start=start, size=size))
            hashes = [*kept, *map(leaf_hash, entries)]
            if tree_root(reader_of(hashes), size) == one.checkpoint.root:
                replay_leaves(entries=entries)
                return
        except (DamagedTilesError, BadLeafError):
            continue
    raise LogRefusedError(
        f"The paper's database knows {start} leaves of the log, and {one.where} shows {size} signed ones."
        " The missing ones cannot be taken back from its files. Nothing is signed: there are never two logs."
        " Bring the log's folder back, or name a copy of it in DATELINE_LOG_COPIES."
    )
