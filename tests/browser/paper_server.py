"""A paper of its own for one journey: ``dateline up`` on a folder that was prepared and never started."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.prepared_paper import clean_environment, copy_prepared_data

PAPER = """
name = "The Harbour Post"
language = "en"
time_zone = "UTC"
[[sections]]
slug = "town"
name = "Town"
[[sections]]
slug = "sea"
name = "Sea"
"""
WELCOME = re.compile(r"http://\S+/desk/welcome/\S+")
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class RunningPaper:
    """Where the paper answers, and the link that was printed for the first editor-in-chief."""

    url: str
    welcome: str
    log: Path

    def last_words(self) -> str:
        """Return the end of what it has printed, for a test that failed."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]


@contextmanager
def running_paper(folder: Path, *options: str, **variables: str) -> Iterator[RunningPaper]:
    """Start a new paper in the folder, with these options of ``dateline up``, and stop it in the end.

    ``variables`` are those of its environment.
    """
    (folder / "paper.toml").write_text(PAPER, encoding="utf-8")
    copy_prepared_data(PAPER, folder / "data", with_demo="--demo" in options)
    port = _free_port()
    log = folder / "up.log"
    command = [sys.executable, "-m", "dateline.config.cli", "up", "--data", str(folder / "data"), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**clean_environment(), **variables},
            start_new_session=True,
        )
    try:
        welcome = _wait_for(log, process)
        yield RunningPaper(url=f"http://localhost:{port}", welcome=welcome, log=log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait_for(log: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        said = log.read_text(encoding="utf-8", errors="replace")
        link = WELCOME.search(said)
        if link and "Running:" in said:
            return link.group()
        if process.poll() is not None:
            break
        time.sleep(0.5)
    raise AssertionError(f"The paper did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
