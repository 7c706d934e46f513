"""What ``dateline up`` needs: memory at rest and after load, and the time from a stop to a warm answer."""

from __future__ import annotations

import argparse
import time
from typing import Any

from tools.bench.paper_server import start_whole_paper
from tools.bench.papers import PaperFolder
from tools.bench.processes import free_port, get, megabytes, stop, wait_until_answers
from tools.bench.wrk import load

REST_SECONDS = 10


def measure_memory(paper: PaperFolder, story: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Return rows: memory of each process, then the seconds of a restart."""
    port = free_port()
    running = start_whole_paper(paper, port=port)
    try:
        time.sleep(REST_SECONDS)
        at_rest = megabytes(running.process.pid)
        for path in (story, "/"):
            load(running.url(path), connections=64, seconds=options.seconds)
        get(port, "/desk/login/")
        time.sleep(2)
        after_load = megabytes(running.process.pid)
        rows = [
            {"process": name, "rest_mb": size, "after_load_mb": after_load.get(name)}
            for name, size in at_rest.items()
        ]
        rows.append(
            {
                "process": "in all",
                "rest_mb": round(sum(at_rest.values()), 1),
                "after_load_mb": round(sum(after_load.values()), 1),
            }
        )
        rendered = _renders(port)
        began = time.monotonic()
    finally:
        stop(running.process)
    stopped = time.monotonic()
    return [*rows, _restart(paper, story, port=port, stop_s=stopped - began, rendered=rendered)]


def _restart(paper: PaperFolder, story: str, *, port: int, stop_s: float, rendered: float) -> dict[str, Any]:
    """Start again and ask for a stored story until it is there."""
    began = time.monotonic()
    running = start_whole_paper(paper, port=port, waits_for=story)
    try:
        answer_s = time.monotonic() - began
        is_warm = _renders(port) == rendered
        wait_until_answers(port, path="/readyz", process=running.process, log=running.log)
        ready_s = time.monotonic() - began
    finally:
        stop(running.process)
    return {
        "restart": "SIGTERM, then dateline up",
        "stop_s": round(stop_s, 2),
        "first_story_s": round(answer_s, 2),
        "readyz_s": round(ready_s, 2),
        "from_store": "yes" if is_warm else "no: it was rendered again",
    }


def _renders(port: int) -> float:
    """Return how many pages this node has rendered; it goes on counting after a restart."""
    body = get(port, "/metrics")[1].decode()
    return float(
        next(
            line.split()[1]
            for line in body.splitlines()
            if line.startswith("dateline_edition_renders_total ")
        )
    )
