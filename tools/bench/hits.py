"""Hits: a stored page, asked for as fast as it goes, against others that send the same bytes."""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.bench.nginx_mode import is_possible, nginx_mode
from tools.bench.paper_server import Running, web_server
from tools.bench.papers import PaperFolder
from tools.bench.peers import BROTLI, bare_granian, nginx_static, taken_from, varnish
from tools.bench.processes import cpu_seconds, get
from tools.bench.wrk import Load, load

NGINX, BARE, DATELINE, MODE, VARNISH = (
    "nginx static",
    "bare Granian",
    "Dateline",
    "Dateline behind nginx",
    "Varnish",
)


@dataclass(slots=True)
class Contender:
    """A server, and what was measured of it."""

    name: str
    server: Running
    encoding: str = "gzip"
    loads: list[Load] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)

    def run(self, path: str, *, connections: int, seconds: int) -> None:
        """Load it once."""
        before = cpu_seconds(self.server.process.pid)
        done = load(self.server.url(path), connections=connections, seconds=seconds, encoding=self.encoding)
        self.cpu_us.append(1e6 * (cpu_seconds(self.server.process.pid) - before) / done.requests)
        self.loads.append(done)

    def figures(self) -> dict[str, float]:
        """Return medians."""
        return {
            "requests_s": round(statistics.median(one.requests_s for one in self.loads)),
            "p50_ms": round(statistics.median(one.p50_ms for one in self.loads), 2),
            "p99_ms": round(statistics.median(one.p99_ms for one in self.loads), 2),
            "cpu_us": round(statistics.median(self.cpu_us), 1),
        }


def measure_hits(paper: PaperFolder, story: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Return a row for each contender, page, number of connections and of workers."""
    rows = []
    for workers in options.workers:
        with contenders(paper, [story, "/"], workers=workers) as running:
            for name, path in (("story", story), ("front", "/")):
                for connections in options.connections:
                    listed = [Contender(one.name, one.server, one.encoding) for one in running]
                    for _ in range(options.rounds):
                        for one in listed:
                            one.run(path, connections=connections, seconds=options.seconds)
                    rows += compared(listed, page=name, connections=connections, workers=workers)
    return rows


@contextmanager
def contenders(paper: PaperFolder, paths: list[str], *, workers: int) -> Iterator[list[Contender]]:
    """Run everybody at once; who is not asked does nothing."""
    folder = paper.folder / f"peers{workers}"
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        dateline = stack.enter_context(web_server(paper, workers=workers))
        for path in paths * 3 * workers:
            get(dateline.port, path)
        # A page tells its date only when the second of its change is over.
        time.sleep(1.5)
        pages = [taken_from(dateline, path) for path in paths]
        bare = stack.enter_context(bare_granian(folder / "bare", pages=pages, workers=workers))
        static = stack.enter_context(nginx_static(folder / "nginx", pages=pages, workers=workers))
        running = [
            Contender(NGINX, static),
            Contender(BARE, bare),
            Contender(DATELINE, dateline),
        ]
        if is_possible():
            mode = nginx_mode(paper, pages, workers=workers, folder=folder / "mode")
            running.append(Contender(MODE, stack.enter_context(mode)))
        if has_program("varnishd"):
            running.append(Contender(VARNISH, stack.enter_context(varnish(folder / "varnish", pages=pages))))
        if BROTLI.exists():
            brotli = nginx_static(folder / "brotli", pages=pages, workers=workers, brotli=True)
            running.append(Contender("nginx static, brotli", stack.enter_context(brotli), "br"))
        yield running


def has_program(name: str) -> bool:
    """Say whether Debian's program is installed."""
    places = [*os.environ.get("PATH", os.defpath).split(os.pathsep), "/usr/sbin"]
    return any((Path(place) / name).exists() for place in places)


def compared(listed: list[Contender], **about: Any) -> list[dict[str, Any]]:
    """Return rows with their ratios: the median of each round's, because the machine's pace drifts."""
    by_name = {one.name: one for one in listed}

    def paced(one: Contender, peer: str) -> float | None:
        if peer not in by_name:
            return None
        rounds = zip(one.loads, by_name[peer].loads, strict=True)
        return round(statistics.median(ours.requests_s / theirs.requests_s for ours, theirs in rounds), 3)

    return [
        {
            **about,
            "server": name,
            **one.figures(),
            "of_nginx": paced(one, NGINX),
            "of_varnish": paced(one, VARNISH),
            "cpu_of_bare": round(
                statistics.median(
                    ours / theirs for ours, theirs in zip(one.cpu_us, by_name[BARE].cpu_us, strict=True)
                ),
                3,
            ),
        }
        for name, one in by_name.items()
    ]
