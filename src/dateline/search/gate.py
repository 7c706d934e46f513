"""How much this process searches at once: readers get answers, and floods do not get the desk's threads.

A search for readers runs in one of the threads that the desk is served with. So a few may run, a few may wait
for them for a moment, and everybody else is asked to come back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.edition.configuration import edition_configuration
from dateline.edition.limits import TokenBucket
from dateline.search.errors import SearchBusyError

AT_ONCE, WAITING = 2, 2
PATIENCE_SECONDS = 1.0


class Gate:
    """Lets in so many at once and so many a second; made-up pages are held to the same number a second."""

    def __init__(self, *, per_second: float, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._bucket = TokenBucket(per_second)
        self._running = threading.BoundedSemaphore(at_once)
        self._inside = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place for the block. Raises SearchBusyError when there is none, now or in a moment."""
        if not self._bucket.take() or not self._inside.acquire(blocking=False):
            raise SearchBusyError
        try:
            if not self._running.acquire(timeout=PATIENCE_SECONDS):
                raise SearchBusyError
            try:
                yield
            finally:
                self._running.release()
        finally:
            self._inside.release()


_gates: list[Gate] = []


def search_gate() -> Gate:
    """Return this process's gate."""
    if not _gates:
        _gates.append(Gate(per_second=edition_configuration().misses_per_second))
    return _gates[0]
