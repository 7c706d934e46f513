"""Bring what this process has counted into the database, every half minute; a kill loses as much at most."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Iterator
from concurrent.futures import Future

from django.db import connections
from django.utils import timezone

from dateline.edition.actions import add_readings
from dateline.edition.readings import Readings
from dateline.edition.snapshot import drop_dead_connection
from dateline.edition.threads import DatabaseThreads

logger = logging.getLogger(__name__)

SECONDS = 30.0
# Rows in one transaction, and a breath after each, in which publishing can have its turn.
BATCH = 250
BREATH = 0.02


class Tallying:
    """Takes the counts on the event loop and keeps them in a thread of its own."""

    def __init__(self, readings: Readings, loop: asyncio.AbstractEventLoop) -> None:
        self._readings = readings
        self._loop = loop
        self._threads = DatabaseThreads(1, name="edition-readings")
        self._is_stopping = False
        self._is_failing = False

    def start(self) -> None:
        """Begin. The processes of a node do not all come at the same moment."""
        first = SECONDS * random.uniform(0.5, 1.0)  # noqa: S311 - nothing secret about it
        self._loop.call_soon_threadsafe(self._wait, first)

    def stop(self) -> None:
        """Keep what is left, if the database is there."""
        self._is_stopping = True
        self.keep()
        self._threads.close()

    def keep(self) -> Future[None]:
        """Begin to keep what was counted so far."""
        return self._threads.submit(self._keep, self._readings.take())

    def _wait(self, seconds: float) -> None:
        self._loop.call_later(seconds, self._tick)

    def _tick(self) -> None:
        if not self._is_stopping:
            self.keep()
            self._wait(SECONDS)

    def _keep(self, counts: dict[str, int]) -> None:
        left = dict(counts)
        if not left:
            return
        try:
            drop_dead_connection()
            for batch in batched(sorted(counts), BATCH):
                add_readings(counts={path: counts[path] for path in batch}, at=timezone.now())
                for path in batch:
                    del left[path]
                if left and not self._is_stopping:
                    time.sleep(BREATH)
            self._is_failing = False
        except Exception as error:  # noqa: BLE001 - drivers raise many kinds; all mean: try again
            self._note_failure(error)
            connections.close_all()
            if not self._is_stopping:
                self._loop.call_soon_threadsafe(self._readings.give_back, left)

    def _note_failure(self, error: Exception) -> None:
        """Say it once, not every half minute until the database is back."""
        if not self._is_failing:
            logger.error("edition.readings_not_kept %r", error)
        self._is_failing = True


def batched(paths: list[str], size: int) -> Iterator[list[str]]:
    """Yield so many at a time."""
    for start in range(0, len(paths), size):
        yield paths[start : start + size]
