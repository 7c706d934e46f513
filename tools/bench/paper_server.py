"""The paper's own processes: its web server alone, as it starts it, or all of ``dateline up``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dateline.config.installation import load_installation
from dateline.config.processes import children_for
from tools.bench.papers import PaperFolder
from tools.bench.processes import free_port, start, stop, wait_until_answers

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs; ``ready_s`` is how long it took until it said that it was ready."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    ready_s: float

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"


def web_command(paper: PaperFolder, *, port: int, workers: int) -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment with which ``dateline up`` starts its web server."""
    environment = paper.environment(DATELINE_PORT=str(port), DATELINE_WORKERS=str(workers))
    installation = load_installation(environment)
    return list(children_for("web", installation=installation, host=HOST)[0].command), environment


@contextmanager
def web_server(
    paper: PaperFolder, *, workers: int = 1, variables: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """Run the web server alone, so that nothing else counts as its work."""
    port = free_port()
    command, environment = web_command(paper, port=port, workers=workers)
    running = launch(command, environment=environment | dict(variables or {}), port=port, folder=paper.folder)
    try:
        yield running
    finally:
        stop(running.process)


@contextmanager
def whole_paper(paper: PaperFolder, *, role: str = "all") -> Iterator[Running]:
    """Run ``dateline up``."""
    running = start_whole_paper(paper, role=role)
    try:
        yield running
    finally:
        stop(running.process)


def start_whole_paper(
    paper: PaperFolder, *, role: str = "all", port: int = 0, waits_for: str = "/readyz"
) -> Running:
    """Start ``dateline up`` and wait until it answers at an address."""
    port = port or free_port()
    command = [sys.executable, "-m", "dateline.config.cli", "up", "--port", str(port), "--role", role]
    return launch(
        command, environment=paper.environment(), port=port, folder=paper.folder, waits_for=waits_for
    )


def launch(
    command: list[str],
    *,
    environment: Mapping[str, str],
    port: int,
    folder: Path,
    waits_for: str = "/readyz",
) -> Running:
    """Start a server of the paper and wait until it answers."""
    log = folder / "server.log"
    process = start(command, environment=environment, log=log)
    try:
        ready_s = wait_until_answers(port, path=waits_for, process=process, log=log)
    except RuntimeError:
        stop(process)
        raise
    return Running(port=port, process=process, log=log, ready_s=ready_s)
