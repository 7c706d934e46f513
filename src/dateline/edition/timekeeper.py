"""In nginx mode: take pages that end at a moment out of nginx's reach shortly before it comes.

A thread of its own, because the one that follows the log may be waiting for a database that is away.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time

from dateline.edition.disk import DiskStore

logger = logging.getLogger(__name__)

PAUSE = 1.0
LEAD = 5.0
"""Seconds before its end from which a page is served by the application, which knows the time."""


class Timekeeper:
    """Looks at the clock once a second; of a node's processes each does, and finds little to do."""

    def __init__(self, disk: DiskStore) -> None:
        self._disk = disk
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="edition-timekeeper", daemon=True)

    def start(self) -> None:
        """Begin at once: what ended while nothing ran goes first."""
        self._thread.start()

    def stop(self) -> None:
        """Stop and wait for the thread."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._disk.withdraw_ending(before=time.time() + LEAD)
            except (sqlite3.Error, OSError):
                logger.exception("edition.disk_unwritable")
                self._disk.withdraw_all()
            self._stop.wait(PAUSE)
