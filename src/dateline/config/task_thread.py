"""Background tasks in a thread of the worker: the loop of ``db_worker``, without its signals."""

from __future__ import annotations

import os
import socket
import threading
from uuid import uuid4

import structlog
from django.db import connections
from django_tasks_db.management.commands.db_worker import Worker

logger = structlog.get_logger(__name__)

INTERVAL = 1.0
LONGEST_PAUSE = 30.0


class TaskThread:
    """Carries out tasks one after the other until it is told to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._worker = Worker(
            queue_names=["*"],
            interval=INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid4().hex[:8]}",
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
