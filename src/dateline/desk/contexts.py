"""What the desk's own pages are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dateline.publishing.lateness import LateSchedule
from dateline.publishlog.models import LogEntry

TASKS_LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerRow:
    """One follower of the publish log, in the newsroom's words."""

    name: str
    """What people call it, such as Varnish."""
    state: str
    """How it is, in a word or two."""
    is_well: bool
    """Whether nobody need look at it."""
    meaning: str
    """What readers may see because of it; empty while it is well."""
    position: int
    """The last entry that it has handled."""
    entries_behind: int
    """How many entries wait for it."""
    waiting_since: datetime | None
    """When the oldest of them was written."""
    failures: int
    """Failed attempts since the last success."""
    failing_since: datetime | None
    """When the first of them was."""
    retry_at: datetime | None
    """When it is tried again."""
    latest_error: str
    """What the last attempt said, for whoever mends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFigures:
    """The edition's store of this machine."""

    memory_pages: int
    """Pages in memory."""
    memory_bytes: int
    """What they take."""
    disk_pages: int | None
    """Pages on disk; None while it cannot be read."""
    disk_bytes: int | None
    """What they take; None while it cannot be read."""
    hits: int
    """Requests answered from memory since the store began; what nginx sends by itself is not counted."""
    misses: int
    """Requests for which memory had nothing."""
    percent: float | None
    """Hits among both, None before the first request."""
    problem: str
    """Why the disk cannot be read; empty while it can."""
    nginx_folder: str
    """Where nginx finds pages that it sends by itself; empty when it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFigures:
    """What a look into the queue of background tasks says."""

    waiting: int
    """Tasks that could begin."""
    waiting_seconds: float
    """How long the first of them has waited."""
    failed: int
    """Failed tasks that are still kept."""
    lost: int
    """Tasks that have run for so long that their worker must have been killed."""

    @property
    def is_late(self) -> bool:
        """Say whether the worker is away or cannot keep up."""
        return self.waiting_seconds > TASKS_LATE_AFTER.total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFailure:
    """A background task that failed."""

    name: str
    """The function."""
    reason: str
    """What it said; empty when it said nothing."""
    at: datetime | None
    """When it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How the paper gets to its readers at this moment."""

    troubles: tuple[str, ...]
    """What is not well, one sentence each; empty means that all is well."""
    followers: tuple[FollowerRow, ...]
    """Everything that follows the publish log."""
    channels: tuple[Any, ...]
    """Channels at social networks and messengers, and how each is."""
    newest: LogEntry | None
    """The newest entry of the log."""
    store: StoreFigures
    """Pages, bytes, hits and misses of this machine."""
    schedules: tuple[LateSchedule, ...]
    """What should have been published or taken off by now."""
    tasks: TaskFigures
    """Background tasks that wait or failed."""
    failed_tasks: tuple[TaskFailure, ...]
    """The latest of those that failed."""
