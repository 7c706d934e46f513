"""Imports that begin at once: forked from a process that has loaded everything, so that many can be killed.

``python -m tools.bench_import.forking SOURCE FORMAT BATCH`` forks an import for each line it reads, prints
its process id, and how it ended. What is killed is a process of its own all the same, with its readers.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.config.start import call, start_django


class Forking:
    """The process that forks, as the benchmark sees it."""

    def __init__(self, paper: Path, source: Path, name: str, *, batch: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tools.bench_import.forking", str(source), name, str(batch)],
            env={**os.environ, "DATELINE_DATA": str(paper)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._asking: Any = self._process.stdin
        self._answers: Any = self._process.stdout

    def run(self, *, seconds: float | None) -> tuple[bool, float]:
        """Import, and kill the import after so many seconds; return whether it was, and how long it ran."""
        pid = int(self._said("begin"))
        began = time.monotonic()
        if seconds is not None:
            time.sleep(seconds)
            os.killpg(pid, signal.SIGKILL)
        ended = self._said("wait")
        return ended == f"{-signal.SIGKILL}", time.monotonic() - began

    def end(self) -> None:
        """Let the process go."""
        self._asking.close()
        self._process.wait()

    def _said(self, told: str) -> str:
        self._asking.write(f"{told}\n")
        self._asking.flush()
        line = str(self._answers.readline()).strip()
        if not line:
            raise RuntimeError("the process that forks imports has died")
        return line


def main(source: str, name: str, batch: str) -> None:
    """Fork imports for as long as there are lines."""
    start_django()
    import_module("dateline.archive.imports")
    # Small batches have more ends and beginnings to be killed at.
    carrying: Any = import_module("dateline.archive.runs.carrying")
    carrying.AT_ONCE = int(batch)
    gc.freeze()
    pid = 0
    for line in sys.stdin:
        if line.strip() == "begin":
            pid = os.fork()
            if pid == 0:
                _import(source, name)
            # A process that is not the leader of its group yet could not be killed with its readers.
            while os.getpgid(pid) != pid:
                time.sleep(0.001)
            sys.stdout.write(f"{pid}\n")
        else:
            _pid, status = os.waitpid(pid, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _import(source: str, name: str) -> None:
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    try:
        call(
            "dateline.archive.imports.import_archive",
            sources=[Path(source)],
            as_=name,
            dry_run=False,
            report_file=None,
        )
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
