"""Tasks that a worker had begun when it was killed: they are put back, so that the next one does them again.

Whoever holds the lock of a data folder is its only worker, so whatever a worker of this folder has begun
before and not ended is lost. Workers on other folders look after what was theirs.
"""

from __future__ import annotations

import fcntl
import secrets
from datetime import datetime
from pathlib import Path
from typing import IO

from django_tasks_db.models import DBTaskResult

LOCK = "tasks.lock"
# A task that takes its worker with it each time must not do so for ever.
MOST_TRIES = 3
TOLD = (
    f"The worker was killed or ran out of memory {MOST_TRIES} times while it did this task, so it is not "
    "tried again. Nothing is known of how far it came."
)


class WorkerLostError(Exception):
    """Stands in the record of a task whose workers were killed."""


class Folder:
    """A data folder as workers know it: a name that lasts, which only the one that holds the lock may use."""

    def __init__(self, folder: Path) -> None:
        self._lock: IO[str] | None = None
        self.name = secrets.token_hex(4)
        try:
            lock = (folder / LOCK).open("a+", encoding="ascii")
        except OSError:
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            # Another worker, started by hand: neither touches what the other has begun.
            lock.close()
            return
        self._lock = lock
        lock.seek(0)
        kept = lock.read().strip()
        if kept:
            self.name = kept
        else:
            lock.write(f"{self.name}\n")
            lock.flush()

    @property
    def is_ours(self) -> bool:
        """Say whether this is the folder's only worker."""
        return self._lock is not None

    def close(self) -> None:
        """Let others have the folder; the end of the process does the same."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def put_back(name: str, *, at: datetime) -> int:
    """Have what workers of this name had begun done again, and return how many tasks that are.

    To be called only while none of them is at work.
    """
    count = 0
    for task in DBTaskResult.objects.running():
        workers = task.worker_ids
        if not workers or not workers[-1].startswith(f"{name}:"):
            continue
        again = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(workers) < MOST_TRIES:
            count += again.update(status="READY", started_at=None)
        else:
            error = f"{WorkerLostError.__module__}.{WorkerLostError.__qualname__}"
            count += again.update(
                status="FAILED", finished_at=at, exception_class_path=error, traceback=TOLD, return_value=None
            )
    return count
