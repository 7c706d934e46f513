"""Background tasks in a thread of the worker: the loop of ``db_worker``, without its signals.

A task that is cut short is done again, so it must be harmless to do it twice.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from dateline.config.lost_tasks import Folder, put_back
from dateline.lib.freed_memory import give_back_freed

logger = structlog.get_logger(__name__)

INTERVAL = 1.0
LONGEST_PAUSE = 30.0


class ConsiderateWorker(Worker):
    """Asks before each task whether something else comes first."""

    def __init__(self, *, give_way: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self._give_way = give_way

    def run_task(self, db_task_result: Any) -> None:
        self._give_way()
        super().run_task(db_task_result)
        give_back_freed()


class TaskThread:
    """Carries out tasks one after the other until it is told to stop; ``give_way`` is called before each."""

    def __init__(self, *, give_way: Callable[[], None]) -> None:
        self._stop = threading.Event()
        self._folder = Folder(Path(settings.DATA_DIR))
        self._worker = ConsiderateWorker(
            give_way=give_way,
            queue_names=["*"],
            interval=INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{self._folder.name}:{socket.gethostname()[:20]}:{os.getpid()}",
            excluded_queue_names=[],
        )
        self._thread = threading.Thread(target=self._run, name="tasks", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Take up no further task; the one in flight goes on."""
        self._stop.set()
        self._worker.running = False

    def join(self) -> None:
        """Wait until the task in flight is finished."""
        self._thread.join()

    def _run(self) -> None:
        pause = INTERVAL
        while not self._stop.is_set():
            try:
                # Nothing is under way here now: what the database says was begun was cut short.
                if self._folder.is_ours and (count := put_back(self._folder.name, at=timezone.now())):
                    logger.warning("tasks_put_back", count=count)
                self._worker.run()
            except Exception as error:  # noqa: BLE001 - the database went away, as a rule; tasks wait in it
                if pause == INTERVAL:
                    logger.error("tasks_interrupted", error=repr(error))
                connections.close_all()
                self._stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = INTERVAL
        connections.close_all()
