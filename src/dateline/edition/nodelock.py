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
PATIENCE = 3.0
# The worker that prints ahead may be busy with something else.
AHEAD_PATIENCE = 0.25
AHEAD = "ahead "


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
    def for_readers(self, address: str) -> Iterator[bool]:
        """Keep other processes from printing the page too; hand over whether one just was."""
        with (
            self.holding(address, patience=PATIENCE) as waited,
            self.holding(AHEAD + address, patience=AHEAD_PATIENCE) as waited_ahead,
        ):
            yield waited or waited_ahead

    @contextmanager
    def before_readers(self, address: str) -> Iterator[bool]:
        """Hand over whether nobody else prints the page, and let readers who come now wait a moment.

        The locks are taken the other way round than for readers, so that one of the two notices the other.
        """
        with self.trying(AHEAD + address) as is_alone:
            yield is_alone and not self.is_held(address)

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
