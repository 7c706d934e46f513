"""Where requests for unknown pages wait while there is a flood of them, so that real pages get through.

Each alone would cost the database as much as a page. Here all that came within a moment are asked about in
one query: those that exist are printed, the others are refused.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Sequence

from dateline.edition.threads import DatabaseThreads

logger = logging.getLogger(__name__)

PAUSE = 0.05
MOST_AT_ONCE = 500

Finder = Callable[[Sequence[str]], Collection[str]]
Told = Callable[[bool], None]

_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Register a function that returns those of some addresses that exist, with few and cheap queries."""
    if finder not in _finders:
        _finders.append(finder)


class WaitingRoom:
    """Asks about everybody who waits, at most every ``PAUSE`` seconds."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Told]] = []
        self._lock = threading.Lock()
        self._is_running = False
        self._threads = DatabaseThreads(1, name="edition-waiting-room")

    def enter(self, address: str, told: Told) -> None:
        """Have ``told`` called, in another thread, with whether the address exists."""
        with self._lock:
            self._waiting.append((address, told))
            if self._is_running:
                return
            self._is_running = True
        self._threads.submit(self._run)

    def close(self) -> None:
        """Let those inside be told."""
        self._threads.close()

    def _run(self) -> None:
        while True:
            time.sleep(PAUSE)
            with self._lock:
                called, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
                if not called:
                    self._is_running = False
                    return
            existing = self._existing([address for address, _ in called])
            for address, told in called:
                try:
                    told(address in existing)
                except Exception as error:  # noqa: BLE001 - one who is gone must not keep the others waiting
                    logger.error("edition.telling_failed %r", error)

    def _existing(self, addresses: Sequence[str]) -> Collection[str]:
        existing: set[str] = set()
        for finder in _finders:
            try:
                existing.update(finder(addresses))
            except Exception as error:  # noqa: BLE001 - what this one would have found is not let in
                logger.error("edition.finding_failed %r", error)
        return existing
