"""Which pages readers wait for: what the processes that serve tell the one that prints ahead.

A table in memory that the processes of a node share, with a cell for each address, several of which may have
the same. It says what to print first and decides about no page, so a cell that a killed process has left, or
that two addresses have in common, costs nothing but a better order.
"""

from __future__ import annotations

import mmap
import os
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

CELLS = 1_024
NOBODY = bytes(8 * CELLS)


class WantedPages:
    """Cells hold when a page was first asked for, in nanoseconds of the machine's clock; 0 is nobody."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            if os.fstat(file).st_size < len(NOBODY):
                os.ftruncate(file, len(NOBODY))
            self._map = mmap.mmap(file, len(NOBODY))
        finally:
            os.close(file)
        # An aligned eight-byte store is one instruction, so nobody sees half a moment.
        self._cells = memoryview(self._map).cast("Q")

    def want(self, address: str) -> None:
        """Say that readers wait for a page."""
        cell = _cell_of(address)
        self._cells[cell] = self._cells[cell] or time.monotonic_ns()

    def forget(self, address: str) -> None:
        """Say that nobody waits for a page any more."""
        self._cells[_cell_of(address)] = 0

    def is_anything(self) -> bool:
        """Say whether readers wait for any page."""
        return self._map[:] != NOBODY

    def latest_of(self, addresses: Iterable[str]) -> str | None:
        """Return the page that readers have waited for least; None when they wait for none of these.

        Whoever serves begins with those waited for longest, so that two who print meet in the middle.
        """
        waiting = [(since, address) for address in addresses if (since := self._cells[_cell_of(address)])]
        return max(waiting)[1] if waiting else None

    def close(self) -> None:
        """Unmap it; for tests, since processes keep it for life."""
        self._cells.release()
        self._map.close()


def _cell_of(address: str) -> int:
    return zlib.crc32(address.encode()) % CELLS
