"""One renderer per address and node: the processes of a node wait for each other's rendering."""

from __future__ import annotations

import fcntl
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLOTS = 1 << 20
PAUSE = 0.004


class NodeLocks:
    """Locks by address in one file; the kernel lets go of a killed process's locks."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Closing any descriptor of the file would drop all locks, so it stays open for life.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    @contextmanager
    def holding(self, address: str, *, patience: float) -> Iterator[bool]:
        """Hold the address's lock; hand over whether somebody else held it first.

        Patience over, it goes on without the lock: rendering twice is better than not at all.
        """
        slot = zlib.crc32(address.encode()) % SLOTS
        until = time.monotonic() + patience
        waited, held = False, self._take(slot)
        while not held and time.monotonic() < until:
            waited = True
            time.sleep(PAUSE)
            held = self._take(slot)
        try:
            yield waited
        finally:
            if held:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, slot)

    @contextmanager
    def trying(self, address: str) -> Iterator[bool]:
        """Hold the address's lock if nobody else does; hand over whether it is held now."""
        slot = zlib.crc32(address.encode()) % SLOTS
        held = self._take(slot)
        try:
            yield held
        finally:
            if held:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, slot)

    def is_held(self, address: str) -> bool:
        """Say whether another process holds the address's lock."""
        with self.trying(address) as held:
            return not held

    def _take(self, slot: int) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, slot)
        except OSError:
            return False
        return True
