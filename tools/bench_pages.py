"""Measure the demo paper as one reader after another sees it: front, a section, a story.

Starts ``dateline up --demo`` on a free port with a data folder of its own, unless ``--address`` names a
running paper. One connection, one request at a time: the numbers are about latency, not the machine's limit.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

START_SECONDS = 300
STORY = re.compile(r'href="(?:https?://[^/"]+)?(/\d{4}/\d\d/\d\d/[^"#?]+/)"')
SECTION = re.compile(r'<nav[^>]*>.*?href="(?:https?://[^/"]+)?(/[a-z0-9-]+/)"', re.DOTALL)


class Measured(TypedDict):
    """What one page took."""

    page: str
    path: str
    bytes: int
    requests_per_second: float
    median_ms: float
    worst_of_100_ms: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table and a line of JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", help="measure this running paper instead of starting one")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long for each page")
    options = parser.parse_args(arguments)
    if options.address:
        results = measure_paper(options.address, seconds=options.seconds)
    else:
        with running_demo() as address:
            results = measure_paper(address, seconds=options.seconds)
    print(f"{'page':<10}{'bytes':>10}{'requests/s':>14}{'median ms':>12}{'p99 ms':>10}   path")
    for row in results:
        print(
            f"{row['page']:<10}{row['bytes']:>10}{row['requests_per_second']:>14.1f}"
            f"{row['median_ms']:>12.2f}{row['worst_of_100_ms']:>10.2f}   {row['path']}"
        )
    print(json.dumps(results))
    return 0 if len(results) == 3 else 1


def measure_paper(address: str, *, seconds: float) -> list[Measured]:
    """Find a section and a story from the front and measure all three."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "localhost", parts.port or 80, timeout=30)
    front = _get(connection, "/").decode()
    paths = {"front": "/"}
    for page, pattern in (("section", SECTION), ("story", STORY)):
        found = pattern.search(front)
        if found:
            paths[page] = found[1]
        else:
            print(f"The front links to no {page}; it is left out.", file=sys.stderr)
    return [_measure(connection, page=page, path=path, seconds=seconds) for page, path in paths.items()]


def _measure(connection: http.client.HTTPConnection, *, page: str, path: str, seconds: float) -> Measured:
    size = len(_get(connection, path))
    taken: list[float] = []
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        before = time.perf_counter()
        _get(connection, path)
        taken.append((time.perf_counter() - before) * 1000)
    return {
        "page": page,
        "path": path,
        "bytes": size,
        "requests_per_second": round(len(taken) / (time.perf_counter() - began), 1),
        "median_ms": round(statistics.median(taken), 3),
        "worst_of_100_ms": round(statistics.quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0], 3),
    }


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return body


@contextmanager
def running_demo() -> Iterator[str]:
    """Run the demo paper in a folder of its own and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        log = Path(folder) / "up.log"
        command = [sys.executable, "-m", "dateline.config.cli", "up", "--demo", "--data", f"{folder}/data"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        with log.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(
                [*command, "--port", str(port)], stdout=out, stderr=out, env=environment
            )
        try:
            _wait_until_running(process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _wait_until_running(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while "Running: " not in log.read_text(encoding="utf-8"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"The demo paper did not start:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
