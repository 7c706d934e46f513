"""The sequencer: a follower of the publish log that brings what was published into the verifiable log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from dateline.lib.tlog.signed_notes import Verifier
from dateline.publishlog.followers import Follower
from dateline.publishlog.models import LogEntry
from dateline.transparency.actions import append_key, append_leaves
from dateline.transparency.comparing import compare_with_all, forget_comparisons, remember
from dateline.transparency.errors import LogRefusedError
from dateline.transparency.files import only_writer, read_file
from dateline.transparency.growing import grow_tree
from dateline.transparency.known_checkpoints import found_at_home
from dateline.transparency.leaves import leaves_of
from dateline.transparency.old_versions import versions_without_entry
from dateline.transparency.places import CHECKPOINT, log_folder
from dateline.transparency.queries import FOLLOWER, leaf_count, recorded_verifiers
from dateline.transparency.signing import (
    is_away_from_home,
    is_of_trial,
    make_key,
    name_of_log,
    standing,
)

# So many entries share one checkpoint at most. The first run of a large archive takes many such steps.
BATCH = 500
LATE_AFTER = timedelta(minutes=2)


def log_follower() -> Follower:
    """Return the follower that the worker runs."""
    return Follower(
        name=FOLLOWER,
        handle=keep_log,
        from_start=True,
        batch=BATCH,
        late_after=LATE_AFTER,
        check=_look_after,
        is_urgent=False,
    )


def keep_log(entries: Sequence[LogEntry]) -> None:
    """Append what these entries say, publish the tree and sign it.

    Raises LogRefusedError or CopyAwayError instead of signing what contradicts an earlier signature.
    """
    at = timezone.now()
    with only_writer(log_folder()):
        keys = _keys()
        compare_with_all([*keys, *recorded_verifiers()])
        try:
            if not leaf_count():
                _begin(keys, at)
            append_leaves(leaves=leaves_of(entries))
            append_key(verifier=str(keys[0]), at=at)
            grow_tree(keys=keys, at=at)
        except BaseException:
            forget_comparisons()
            raise
        remember(found_at_home([*keys, *recorded_verifiers()]))


def _look_after() -> None:
    keep_log([])


def _begin(keys: Sequence[Verifier], at: datetime) -> None:
    """Begin the log with the key, and with what was published before the publish log that is kept."""
    append_key(verifier=str(keys[0]), at=at)
    append_leaves(leaves=versions_without_entry())


def _keys() -> Sequence[Verifier]:
    keys = standing().verifiers
    if not keys and not leaf_count() and read_file(log_folder(), CHECKPOINT) is None:
        return make_key().verifiers
    if not keys:
        raise LogRefusedError(
            "The key of the log, log_key, is gone. Bring it back from a backup, or make a new one with"
            " “dateline manage new_log_key”; readers then have to learn it anew."
        )
    if is_away_from_home(keys[0]):
        raise LogRefusedError(
            f"The key of the log is that of {keys[0].name}, and this paper runs as {name_of_log()}."
            " A copy for trying things out must not sign in its name, so nothing is recorded. If this is the"
            " paper itself, set DATELINE_BASE_URL."
        )
    return make_key().verifiers if is_of_trial(keys[0]) else keys
