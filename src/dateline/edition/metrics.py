"""Counters in memory that the processes of a node share.

Prometheus' own client counts under a lock, and writes JSON to a file for each process; a hit has no time for
either. So counting is ours, and only the text that Prometheus reads is made with its client (``exposition``).
Each process counts in a file of its own, so counting takes no lock; reading adds the files up. What dead
processes counted is carried over, so the sums never fall.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from array import array
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
HELP = {
    "hits": "Requests answered from memory.",
    "misses": "Requests for a page that memory did not have.",
    "disk_hits": "Pages brought from disk to memory.",
    "renders": "Pages rendered.",
    "rendered_again": "Renderings that an entry had touched before they were stored.",
    "render_failures": "Renderings that failed.",
    "database_failures": "Times the database was found away.",
    "served_last_good": "Requests answered with the last good page because nothing newer could be had.",
    "unavailable": "Requests answered with 503.",
    "limited": "Requests for unknown addresses that were turned away.",
    "passed": "Requests handed to Django.",
    "refused": "Malformed requests.",
}
VISIBLE = tuple(f"visible_{bound}" for bound in BUCKETS)
# Seconds are counted in whole microseconds.
TIMES = ("render_microseconds", "visible_microseconds")
# Not counted but set, so dead processes leave nothing behind.
LEVELS = ("memory_bytes", "memory_pages")
NAMES = (*HELP, *VISIBLE, "visible_count", *TIMES, *LEVELS)
INDEX = {name: index for index, name in enumerate(NAMES)}
# Files end in this, so that an older version with other counters in them is not read as if it had ours.
ENDING = "." + sha256(",".join(NAMES).encode()).hexdigest()[:8]


class Counters:
    """This process's counters; any thread may add."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        _carry_over(directory)
        with (directory / f"{os.getpid()}{ENDING}").open("w+b") as file:
            file.truncate(8 * len(NAMES))
            self._map = mmap.mmap(file.fileno(), 8 * len(NAMES))
        self.cells = memoryview(self._map).cast("Q")

    def add(self, name: str, amount: int = 1) -> None:
        """Count something."""
        self.cells[INDEX[name]] += amount

    def set(self, name: str, value: int) -> None:
        """Set a level."""
        self.cells[INDEX[name]] = value

    def observe_visible(self, seconds: float) -> None:
        """Count one entry that became visible in this process so long after its action."""
        self.add("visible_count")
        self.add("visible_microseconds", int(seconds * 1e6))
        for bound, name in zip(BUCKETS, VISIBLE, strict=True):
            if seconds <= bound:
                self.add(name)


def node_totals(directory: Path) -> dict[str, int]:
    """Return the sums over all processes of the node, dead ones included."""
    totals = array("Q", bytes(8 * len(NAMES)))
    for path in directory.glob(f"*{ENDING}"):
        _add_file(totals, path)
    return dict(zip(NAMES, totals, strict=True))


def _carry_over(directory: Path) -> None:
    """Add the files of dead processes to one file of the past."""
    with (directory / "past.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        past = array("Q", bytes(8 * len(NAMES)))
        _add_file(past, directory / f"past{ENDING}")
        for path in directory.glob(f"*{ENDING}"):
            if path.stem.isdigit() and not _is_alive(int(path.stem)):
                _add_file(past, path)
                path.unlink(missing_ok=True)
        for name in LEVELS:
            past[INDEX[name]] = 0
        written = directory / "past.new"
        written.write_bytes(past.tobytes())
        written.rename(directory / f"past{ENDING}")


def _add_file(totals: array[int], path: Path) -> None:
    with suppress(OSError):
        data = path.read_bytes()
        if len(data) == 8 * len(NAMES):
            for index, value in enumerate(array("Q", data)):
                totals[index] += value


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
