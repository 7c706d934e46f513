"""Threads that use the database, and give their connections back when they end."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connections

PATIENCE = 5.0


class DatabaseThreads(ThreadPoolExecutor):
    """A pool whose ``close`` lets everything submitted end and closes every thread's connections."""

    def __init__(self, most: int, *, name: str) -> None:
        super().__init__(most, thread_name_prefix=name, initializer=self._note_start)
        self._started: set[int] = set()

    def close(self) -> None:
        """Let everything submitted end, and close the connections."""
        meeting = threading.Barrier(max(1, len(self._started)))
        for _ in self._started.copy():
            self.submit(_close_connections, meeting)
        self.shutdown(wait=True)

    def _note_start(self) -> None:
        self._started.add(threading.get_ident())


def _close_connections(meeting: threading.Barrier) -> None:
    """Wait until every thread is here, so that each closes its own."""
    with suppress(threading.BrokenBarrierError):
        meeting.wait(PATIENCE)
    connections.close_all()
