"""Reads of the log and of how far its followers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dateline.publishlog.models import FollowerEffect, FollowerPosition, LogEntry, LogPruning


@dataclass(frozen=True, slots=True)
class FollowerLag:
    """How far behind one follower is, for the desk and for metrics.

    ``waiting_since`` is when the oldest entry that it has not handled was written, None when there is none.
    ``failing_since`` is when the first of its failures in a row was.
    """

    name: str
    position: int
    entries_behind: int
    seconds_behind: float
    waiting_since: datetime | None
    failures: int
    failing_since: datetime | None
    latest_error: str
    retry_at: datetime | None
    unknown_effects: int


def latest_number() -> int:
    """Return the number of the newest visible entry, 0 when the log is empty."""
    return LogEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0


def latest_entry() -> LogEntry | None:
    """Return the newest visible entry without its keys and data, None when the log is empty."""
    return LogEntry.objects.order_by("-number").only("number", "at", "event", "subject").first()


def mark_of(entry: LogEntry | None) -> str:
    """Return what identifies this entry: another database has another entry of the same number."""
    return f"{entry.number}:{entry.at.timestamp():.6f}:{entry.event}:{entry.subject}" if entry else ""


def pruned_below() -> int:
    """Return the number below which entries may be gone, 0 when nothing was ever pruned."""
    return LogPruning.objects.aggregate(below=Max("below"))["below"] or 0


def entries_after(number: int, *, limit: int | None = None) -> Sequence[LogEntry]:
    """Return entries with a greater number, oldest first."""
    entries = LogEntry.objects.after(number)
    return list(entries if limit is None else entries[:limit])


def keys_touched_after(number: int) -> tuple[int, set[str]]:
    """Return the newest visible number and every key that entries after the given number touch."""
    touched: set[str] = set()
    latest = number
    for entry_number, keys in LogEntry.objects.after(number).values_list("number", "keys"):
        latest = entry_number
        touched.update(keys)
    return latest, touched


def keys_touched_since(number: int, *, mark: str) -> set[str] | None:
    """Return every key that entries after the one with this number touch; None when that one is another."""
    entries = list(LogEntry.objects.after(number - 1).only("number", "at", "event", "subject", "keys"))
    if not entries or entries[0].number != number or mark_of(entries[0]) != mark:
        return None
    return {key for entry in entries[1:] for key in entry.keys}


def follower_lags(now: datetime) -> list[FollowerLag]:
    """Return how far each follower is behind the log, by name."""
    latest = latest_number()
    lags = []
    for place in FollowerPosition.objects.order_by("name"):
        waiting = LogEntry.objects.after(place.position)
        oldest = waiting.values_list("at", flat=True).first()
        lags.append(
            FollowerLag(
                name=place.name,
                position=place.position,
                entries_behind=waiting.count() if place.position < latest else 0,
                seconds_behind=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
                waiting_since=oldest,
                failures=place.failures,
                failing_since=place.failing_since,
                latest_error=place.last_error,
                retry_at=place.retry_at,
                unknown_effects=FollowerEffect.objects.filter(
                    follower=place.name, state=FollowerEffect.State.UNKNOWN
                ).count(),
            )
        )
    return lags
