"""Watch an import from outside: how far it is, how much memory it takes, how long it takes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """One look: seconds since the start, documents in the paper, megabytes of all processes together."""

    at: float
    done: int
    memory: float


@dataclass(slots=True)
class Watched:
    """What was seen of an import."""

    count: int
    samples: list[Sample] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    writer_cpu_seconds: float = 0.0
    """Of the process that writes, without its readers, up to the last look."""
    last_line: str = ""

    @property
    def peak(self) -> float:
        """Most memory at any look, in megabytes."""
        return max((sample.memory for sample in self.samples), default=0.0)

    def memory_at(self, part: float) -> float:
        """Memory in megabytes when this part was in the paper, the most of three looks around it."""
        place = next(
            (at for at, sample in enumerate(self.samples) if sample.done >= part * self.count),
            len(self.samples) - 1,
        )
        return max((sample.memory for sample in self.samples[max(0, place - 2) : place + 1]), default=0.0)

    def rate(self, start: float, end: float) -> float:
        """Stories a second between two parts of the import."""
        moments = []
        for part in (start, end):
            reached = [sample.at for sample in self.samples if sample.done >= part * self.count]
            moments.append(reached[0] if reached and part else 0.0 if not part else self.seconds)
        return (end - start) * self.count / max(moments[1] - moments[0], 0.001)


def watched(process: subprocess.Popen[str], *, database: Path, count: int) -> Watched:
    """Wait for the end of an import and return what was seen."""
    told = Watched(count)
    lines: list[str] = []
    reading = threading.Thread(target=lambda: lines.extend(process.stdout or ()))
    reading.start()
    began = time.monotonic()
    before = os.times()
    while process.poll() is None:
        memory = sum(map(_memory, _family(process.pid)))
        told.samples.append(Sample(time.monotonic() - began, _done(database) if count else 0, memory))
        told.writer_cpu_seconds = _cpu(process.pid) or told.writer_cpu_seconds
        time.sleep(0.25)
    told.seconds = time.monotonic() - began
    after = os.times()
    told.cpu_seconds = after.children_user + after.children_system
    told.cpu_seconds -= before.children_user + before.children_system
    reading.join()
    told.last_line = lines[-1].strip() if lines else ""
    return told


def _done(database: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0.2)) as connection:
            row = connection.execute("SELECT max(done) FROM paper_archive_importrun").fetchone()
            return int(row[0] or 0)
    except sqlite3.Error:
        return 0


def _family(pid: int) -> list[int]:
    found = [pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid:
            found.append(int(path.parent.name))
    return found


def _cpu(pid: int) -> float:
    """Return the processor time of a process, user and system, without its children; 0 when it is over."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Return the proportional set size in megabytes."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
