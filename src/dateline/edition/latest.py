"""The number of the newest log entry that any process of this node knows of, in memory they share.

Whoever commits raises it before the publishing action returns; whoever serves compares it with what it
has applied before every hit. That makes a node exact across its processes for one integer read.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LatestNumber:
    """An eight-byte file mapped into every process of the node."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        with self._locked():
            if os.fstat(self._file).st_size < 8:
                os.ftruncate(self._file, 8)
        self._map = mmap.mmap(self._file, 8)
        # An aligned eight-byte store is one instruction, so readers never see half a number.
        self.cell = memoryview(self._map).cast("Q")

    @property
    def number(self) -> int:
        return self.cell[0]

    def raise_to(self, number: int) -> None:
        """Make the number at least this one. Commits end in another order than they report."""
        with self._locked():
            if self.cell[0] < number:
                self.cell[0] = number

    def reset_to(self, number: int) -> None:
        """Make the number this one, because the database is not the one it was."""
        with self._locked():
            self.cell[0] = number

    def close(self) -> None:
        """Unmap; for tests, since processes keep it for life."""
        self.cell.release()
        self._map.close()
        os.close(self._file)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other threads and processes out; the file's lock goes with a process that is killed."""
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
