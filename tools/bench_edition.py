"""Measure the edition's hits against a bare server and nginx on the same bytes, and publish-to-visible.

Contenders take turns and medians are compared, because absolute figures drift. Prints a table and JSON.
Run as ``python tools/bench_edition.py [--seconds 3] [--rounds 3]``; needs wrk and nginx.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.edition_site.nodes import ServerNode  # noqa: E402 - only found with the path above
from tests.edition_site.postgres import Postgres, free_port  # noqa: E402 - as above

BARE = """
import json, pathlib
kept = json.loads(pathlib.Path({headers!r}).read_text())
HEADERS = [tuple(pair) for pair in kept]
BODY = pathlib.Path({body!r}).read_bytes()
async def application(scope, proto):
    proto.response_bytes(200, HEADERS, BODY)
"""
NGINX = """
{user} daemon off; worker_processes {workers}; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 1024; }}
http {{ access_log off; types {{ text/html html; }} charset utf-8; keepalive_requests 1000000;
server {{ listen 127.0.0.1:{port}; root {folder}/site; gzip_static always; gzip_vary on;
add_header Cache-Control "public, max-age=0, must-revalidate"; }} }}
"""
TICKS = os.sysconf("SC_CLK_TCK")


class Contender:
    """A server that is asked for one address, and the processor time that it has used."""

    def __init__(self, name: str, *, url: str, process: int) -> None:
        self.name = name
        self.url = url
        self.process = process
        self.rates: list[float] = []
        self.costs: list[float] = []
        self.p50: list[float] = []
        self.p99: list[float] = []

    def run(self, *, seconds: int, connections: int) -> None:
        """Load it once."""
        before = cpu_seconds(self.process)
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}",
            "--latency",
            "-H",
            "Accept-Encoding: gzip",
        ]
        done = subprocess.run([*command, self.url], capture_output=True, text=True, check=True)
        spent = cpu_seconds(self.process) - before
        requests = int(found(r"(\d+) requests in", done.stdout))
        self.rates.append(float(found(r"Requests/sec:\s+([\d.]+)", done.stdout)))
        self.costs.append(1e6 * spent / requests)
        self.p50.append(milliseconds(found(r"\n\s+50%\s+(\S+)", done.stdout)))
        self.p99.append(milliseconds(found(r"\n\s+99%\s+(\S+)", done.stdout)))
        if "Non-2xx" in done.stdout:
            raise RuntimeError(f"{self.name} answered errors")

    def figures(self) -> dict[str, float]:
        """Return medians."""
        known = {"requests_s": self.rates, "cpu_us": self.costs, "p50_ms": self.p50, "p99_ms": self.p99}
        return {name: round(statistics.median(values), 2) for name, values in known.items()}


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"{pattern} is not in wrk's answer: {text}")
    return match[1]


def milliseconds(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    if match is None:
        raise RuntimeError(text)
    return float(match[1]) * {"us": 0.001, "ms": 1, "s": 1000}[match[2]]


def family(process: int) -> list[int]:
    """Return the process and all below it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in children for each in family(int(child)))]


def cpu_seconds(process: int) -> float:
    total = 0
    for each in family(process):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def proportional_megabytes(process: int) -> float:
    total = 0
    for each in family(process):
        total += int(found(r"Pss:\s+(\d+)", Path(f"/proc/{each}/smaps_rollup").read_text()))
    return total / 1024


def story_body() -> str:
    """Return text that compresses about as well as a story does."""
    chance = random.Random(1)  # noqa: S311 - the same text each time
    words = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 10))) for _ in range(900)
    ]
    return "".join(f"<p>{' '.join(chance.choices(words, k=60))}</p>" for _ in range(90))


def start(command: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as file:
        return subprocess.Popen(command, env=os.environ | environment, stdout=file, stderr=file)


def wait_for(url: str) -> None:
    for _ in range(200):
        if subprocess.run(["wrk", "-t1", "-c1", "-d1", url], capture_output=True).stdout.count(
            b"Requests/sec"
        ):
            return
        time.sleep(0.05)


def bare_server(folder: Path, *, headers: dict[str, str], body: bytes, workers: int) -> tuple[int, int, Any]:
    kept = [pair for pair in headers.items() if pair[0] not in {"server", "date", "content-length"}]
    (folder / "headers.json").write_text(json.dumps(kept))
    (folder / "body").write_bytes(body)
    (folder / "bare.py").write_text(
        BARE.format(headers=str(folder / "headers.json"), body=str(folder / "body"))
    )
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "rsgi",
        "--port",
        str(port),
        "--loop",
        "uvloop",
    ]
    command += ["--workers", str(workers), "--host", "127.0.0.1", "bare:application"]
    process = start(command, {"PYTHONPATH": str(folder)}, folder / "bare.log")
    return port, process.pid, process


def nginx_server(folder: Path, *, body: bytes, workers: int) -> tuple[int, int, Any]:
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site/index.html").write_bytes(gzip.decompress(body))
    (folder / "site/index.html.gz").write_bytes(body)
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    text = NGINX.format(user=user, workers=workers, folder=folder, port=port)
    (folder / "nginx.conf").write_text(text)
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = start(command, {}, folder / "nginx.log")
    return port, process.pid, process


def bench_hits(folder: Path, arguments: argparse.Namespace, workers: int) -> list[dict[str, Any]]:
    node = ServerNode(folder / f"node{workers}", workers=workers)
    node.migrate()
    node.start()
    processes = []
    try:
        node.post("/desk/publish/", slug="a", title="A headline", body=story_body())
        time.sleep(1.2)
        node.get("/note/a/")
        compressed: dict[str, Any] = {"accept-encoding": "gzip"}
        _, body, headers = node.get("/note/a/", **compressed)
        bare_port, bare, process = bare_server(folder, headers=headers, body=body, workers=workers)
        processes.append(process)
        nginx_port, nginx, process = nginx_server(folder, body=body, workers=workers)
        processes.append(process)
        urls = {
            "edition": (f"http://127.0.0.1:{node.port}/note/a/", node.process_id),
            "bare RSGI loop": (f"http://127.0.0.1:{bare_port}/", bare),
            "nginx static": (f"http://127.0.0.1:{nginx_port}/", nginx),
        }
        for url, _ in urls.values():
            wait_for(url)
        rows = []
        for connections in arguments.connections:
            contenders = [Contender(name, url=url, process=pid) for name, (url, pid) in urls.items()]
            for _ in range(arguments.rounds):
                for contender in contenders:
                    contender.run(seconds=arguments.seconds, connections=connections)
            rows += compared(contenders, workers=workers, connections=connections, bytes_sent=len(body))
        rows[0]["megabytes"] = round(proportional_megabytes(node.process_id), 1)
        return rows
    finally:
        for process in processes:
            process.terminate()
            process.wait()
        node.stop()


def compared(contenders: list[Contender], **about: int) -> list[dict[str, Any]]:
    figures = {contender.name: contender.figures() for contender in contenders}
    rows: list[dict[str, Any]] = []
    for name, known in figures.items():
        of_nginx = known["requests_s"] / figures["nginx static"]["requests_s"]
        of_bare = known["cpu_us"] / figures["bare RSGI loop"]["cpu_us"]
        rows.append(
            about
            | {"name": name}
            | known
            | {"of_nginx": round(of_nginx, 3), "cpu_of_bare": round(of_bare, 3)}
        )
    return rows


def bench_visible(nodes: list[ServerNode], times: int) -> dict[str, float]:
    """Return how long it takes from the request to publish until every node shows it on both pages."""
    nodes[0].migrate()
    for node in nodes:
        node.start()
    taken = []
    load = None
    try:
        for node in nodes:
            node.get("/")
        url = f"http://127.0.0.1:{nodes[-1].port}/"
        load = subprocess.Popen(["wrk", "-t1", "-c2", "-d60", url], stdout=subprocess.DEVNULL)
        for number in range(times):
            started = time.perf_counter()
            nodes[0].publish("a", f"Headline {number}.")
            for node in nodes:
                for address in ("/", "/note/a/", "/section/news/"):
                    while f"Headline {number}.".encode() not in node.get(address)[1]:
                        time.sleep(0.002)
            taken.append(1000 * (time.perf_counter() - started))
    finally:
        if load is not None:
            load.terminate()
            load.wait()
        for node in nodes:
            node.stop()
    taken.sort()
    p99 = taken[min(len(taken) - 1, int(0.99 * len(taken)))]
    return {"p50_ms": round(statistics.median(taken), 1), "p99_ms": round(p99, 1)}


def print_table(rows: list[dict[str, Any]]) -> None:
    columns = (
        "workers", "connections", "name", "requests_s", "of_nginx", "p50_ms", "p99_ms", "cpu_us",
        "cpu_of_bare",
    )  # fmt: skip
    print("  ".join(f"{column:>14}" for column in columns))
    for row in rows:
        print("  ".join(f"{row[column]!s:>14}" for column in columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, nargs="+", default=[32, 256])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--publications", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name)
        rows = [row for workers in arguments.workers for row in bench_hits(folder, arguments, workers)]
        visible = {"SQLite, one node": bench_visible([ServerNode(folder / "solo")], arguments.publications)}
        server = Postgres()
        try:
            nodes = [ServerNode(folder / f"pg{number}", pg=server.settings()) for number in range(3)]
            visible["PostgreSQL, three nodes"] = bench_visible(nodes, arguments.publications)
        finally:
            server.remove()
    print_table(rows)
    for where, known in visible.items():
        print(f"publish to visible, {where}: p50 {known['p50_ms']} ms, p99 {known['p99_ms']} ms")
    print(json.dumps({"hits": rows, "publish_to_visible": visible}))


if __name__ == "__main__":
    main()
