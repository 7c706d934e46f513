"""Append to the publish log: the one way to announce that something public changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from dateline.publishlog.errors import EntriesStillNeededError, NoKeysError, OutsideTransactionError
from dateline.publishlog.listeners import announce_committed
from dateline.publishlog.models import FollowerPosition, LogEntry, LogPruning

# Any constant will do, as long as nothing else in the database takes the same one.
ADVISORY_LOCK = 0x6461_7465_6C69_6E65 % 2**62


def append_entry(
    *,
    event: str,
    keys: Iterable[str],
    subject: str = "",
    data: dict[str, Any] | None = None,
    user_id: int | None = None,
    at: datetime | None = None,
) -> LogEntry:
    """Append one entry in the caller's transaction and return it.

    Raises OutsideTransactionError without a transaction and NoKeysError without keys.
    """
    named = sorted(set(keys))
    if not named:
        raise NoKeysError(event)
    if not connection.in_atomic_block:
        raise OutsideTransactionError(event)
    _wait_for_turn()
    entry = LogEntry.objects.create(
        event=event, keys=named, subject=subject, data=data or {}, user_id=user_id, at=at or timezone.now()
    )

    def announce() -> None:
        announce_committed(entry)

    # Robust: what is committed stays committed; a listener that fails is logged and followers catch up.
    transaction.on_commit(announce, robust=True)
    return entry


@transaction.atomic
def prune_log(*, below: int, at: datetime) -> int:
    """Let go of entries with a number below this one and return how many there were.

    The release is recorded first, because the database refuses to delete anything else.
    Raises EntriesStillNeededError when a follower has not passed them.
    """
    behind = FollowerPosition.objects.filter(position__lt=below - 1).order_by("position").first()
    if behind is not None:
        raise EntriesStillNeededError(behind.name, behind.position)
    LogPruning.objects.create(below=below, at=at)
    deleted, _ = models.QuerySet(LogEntry).filter(number__lt=below).delete()
    return deleted


def _wait_for_turn() -> None:
    """Make numbers become visible in the order in which they were given.

    A PostgreSQL sequence hands out numbers before commit: without the lock, entry 8 could be visible
    while 7 is still open, and a follower that has read 8 would never see 7. The lock is held until the
    transaction ends. SQLite has one writer at a time, so its numbers are in commit order already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
