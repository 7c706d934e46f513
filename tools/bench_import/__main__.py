"""``python -m tools.bench_import``: stories a second, peak memory, and kills at random moments."""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tools.bench_import.archives import write_dumps, write_wxr

# What is random, or says when: everything else must be the same after kills.
SAME = (
    "SELECT title, slug, path, url_path, live FROM wagtailcore_page ORDER BY path",
    "SELECT address, status, latest_number, published_at FROM paper_publishing_publication"
    " WHERE content_type = 'story' ORDER BY address",
    # Sections that the archive brings are published by the clock, stories are not.
    "SELECT address, number, kind, at FROM paper_publishing_publishedversion"
    " WHERE address LIKE '/____/__/__/%'"
    " ORDER BY address, number",
    "SELECT path, is_current FROM paper_publishing_publicaddress ORDER BY path",
    "SELECT source, digest, version_number, old_number, outcome, position FROM paper_archive_importeddocument"
    " ORDER BY source",
    "SELECT address, kind, target, is_gone FROM paper_archive_oldaddress ORDER BY address",
    "SELECT name, slug FROM paper_people_contributor ORDER BY slug",
    "SELECT name, slug FROM paper_sections_topic ORDER BY slug",
    "SELECT count(*) FROM wagtailcore_revision",
    "SELECT count(*) FROM wagtailcore_referenceindex",
    "SELECT count(*) FROM wagtailsearch_indexentry",
    "SELECT count(*) FROM paper_stories_byline",
    "SELECT count(*) FROM paper_stories_storypage_topics",
    "SELECT state, done, counts FROM paper_archive_importrun",
)


def main() -> None:
    """Measure and print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=("pagedump", "wxr"), nargs="+", default=["pagedump", "wxr"])
    parser.add_argument("--stories", type=int, nargs="+", default=[10_000])
    parser.add_argument("--kills", type=int, default=0, help="kill -9 so many times, then compare")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    figures = []
    for name in arguments.format:
        for count in arguments.stories:
            with tempfile.TemporaryDirectory(prefix="dateline-bench-import-") as folder:
                figures.append(measured(Path(folder), name, count, arguments.kills))
                _print(figures)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if any(figure.get("same_after_kills") is False for figure in figures):
        raise SystemExit(1)


def measured(folder: Path, name: str, count: int, kills: int) -> dict[str, Any]:
    """Import an archive into a new paper, and once more with kills, and return the figures."""
    source = folder / ("dumps" if name == "pagedump" else "export.xml")
    write_dumps(source, count) if name == "pagedump" else write_wxr(source, count)
    empty = folder / "empty"
    _dateline(empty, "manage", "migrate", "--verbosity", "0")
    _dateline(empty, "import", str(folder / "nothing"), check=False)
    paper = folder / "paper"
    shutil.copytree(empty, paper)
    began = time.monotonic()
    process = _begin(paper, source, name)
    peak, last = _watched(process)
    seconds = time.monotonic() - began
    figure: dict[str, Any] = {
        "format": name,
        "stories": count,
        "in_paper": _count(paper),
        "seconds": round(seconds, 1),
        "stories_per_second": round(count / seconds),
        "peak_mb": round(peak),
        "children_cpu_s": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, 1),
        "totals": last,
        "log_entries": _one(paper, "SELECT count(*) FROM paper_publishlog_logentry"),
    }
    if kills:
        figure["kills"], figure["same_after_kills"], figure["differing"] = _killed(
            folder, empty, source, name, kills=kills, seconds=seconds, expected=_state(paper)
        )
    return figure


def _killed(
    folder: Path, empty: Path, source: Path, name: str, *, kills: int, seconds: float, expected: list[Any]
) -> tuple[int, bool, list[str]]:
    """Kill the import again and again at random moments, let it end, and compare every table."""
    paper = folder / "killed"
    shutil.copytree(empty, paper)
    rng = random.Random(20_260_401)  # noqa: S311 - not for secrets
    done = 0
    for _each in range(kills):
        process = _begin(paper, source, name)
        try:
            process.wait(rng.uniform(2.0, max(3.0, 1.3 * seconds / 4)))
            break
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            done += 1
    _watched(_begin(paper, source, name))
    found = _state(paper)
    differing = [query for query, one, other in zip(SAME, expected, found, strict=True) if one != other]
    return done, not differing, differing


def _begin(paper: Path, source: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dateline.config.cli", "import", str(source), "--as", name]
    return subprocess.Popen(
        command,
        env={**os.environ, "DATELINE_DATA": str(paper)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def _watched(process: subprocess.Popen[str]) -> tuple[float, str]:
    """Wait for the end and return the most memory of the process and its children, and its last line."""
    lines: list[str] = []
    reading = threading.Thread(target=lambda: lines.extend(process.stdout or ()))
    reading.start()
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(_memory, _family(process.pid))))
        time.sleep(0.2)
    reading.join()
    return peak, lines[-1].strip() if lines else ""


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


def _memory(pid: int) -> float:
    """Return the proportional set size in megabytes."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _dateline(paper: Path, *arguments: str, check: bool = True) -> None:
    command = [sys.executable, "-m", "dateline.config.cli", *arguments]
    environment = {**os.environ, "DATELINE_DATA": str(paper)}
    paper.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        command, env=environment, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _database(paper: Path) -> Path:
    return next(paper.rglob("*.sqlite3"))


def _state(paper: Path) -> list[Any]:
    with sqlite3.connect(_database(paper)) as database:
        return [database.execute(query).fetchall() for query in SAME]


def _one(paper: Path, query: str) -> Any:
    with sqlite3.connect(_database(paper)) as database:
        return database.execute(query).fetchone()[0]


def _count(paper: Path) -> int:
    return int(_one(paper, "SELECT count(*) FROM paper_stories_storypage"))


def _print(figures: list[dict[str, Any]]) -> None:
    table = Table(title="Import")
    names = ("format", "stories", "in_paper", "seconds", "stories_per_second", "peak_mb", "log_entries")
    for name in (*names, "same_after_kills"):
        table.add_column(name)
    for figure in figures:
        table.add_row(*(str(figure.get(name, "")) for name in (*names, "same_after_kills")))
    Console().print(table)


if __name__ == "__main__":
    main()
