"""``python -m tools.bench_import``: stories a second, peak memory, and kills at random moments."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tools.bench_import.archives import WRITERS
from tools.bench_import.forking import Forking
from tools.bench_import.watching import watched

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
    "SELECT state, done, counts, made FROM paper_archive_importrun",
    # What stories say and name, without what is numbered or stamped by the clock.
    "SELECT title, standfirst, published_at, language, source_address, body FROM paper_stories_storypage s"
    " JOIN wagtailcore_page p ON p.id = s.page_ptr_id ORDER BY source_address",
    "SELECT p.title, n.value ->> 0 FROM paper_stories_storypage s JOIN wagtailcore_page p"
    " ON p.id = s.page_ptr_id, json_each(s.nearest) n ORDER BY p.title, n.key",
    "SELECT p.title, r.wanted_headline, t.title FROM paper_stories_relatedstory r"
    " JOIN wagtailcore_page p ON p.id = r.story_id LEFT JOIN wagtailcore_page t ON t.id = r.target_id"
    " ORDER BY p.title, r.sort_order",
    "SELECT count(*) FROM paper_publishlog_logentry",
    "SELECT title, body, autocomplete FROM wagtailsearch_indexentry ORDER BY title, body",
    "SELECT pattern, target FROM paper_archive_oldpattern ORDER BY pattern",
    "SELECT story_id FROM paper_search_waitingstory ORDER BY story_id",
    "the report, line by line",
)


def main() -> None:
    """Measure and print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=tuple(WRITERS), nargs="+", default=["pagedump", "wxr"])
    parser.add_argument("--stories", type=int, nargs="+", default=[10_000])
    parser.add_argument("--kills", type=int, default=0, help="kill -9 so many times, then compare")
    parser.add_argument("--batch", type=int, default=50, help="documents in a batch of what is killed")
    parser.add_argument("--nice", type=int, default=0, help="how far others on the machine go first")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    os.nice(arguments.nice)
    figures = []
    for name in arguments.format:
        for count in arguments.stories:
            with tempfile.TemporaryDirectory(prefix="dateline-bench-import-") as folder:
                figures.append(
                    measured(Path(folder), name, count=count, kills=arguments.kills, batch=arguments.batch)
                )
                _print(figures)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if any(figure.get("same_after_kills") is False for figure in figures):
        raise SystemExit(1)


def measured(folder: Path, name: str, *, count: int, kills: int, batch: int) -> dict[str, Any]:
    """Import an archive into a new paper, and once more with kills, and return the figures."""
    source = folder / ("export.xml" if name == "wxr" else name)
    WRITERS[name](source, count)
    empty = folder / "empty"
    _dateline(empty, "manage", "migrate", "--verbosity", "0")
    _dateline(empty, "import", str(folder / "nothing"), check=False)
    paper = folder / "paper"
    shutil.copytree(empty, paper)
    load = os.getloadavg()[0]
    run = watched(_begin(paper, source, name), database=_database(paper), count=count)
    figure: dict[str, Any] = {
        "format": name,
        "stories": count,
        "in_paper": _count(paper),
        "seconds": round(run.seconds, 1),
        "stories_per_second": round(count / run.seconds),
        "first_tenth_per_second": round(run.rate(0.0, 0.1)),
        "last_tenth_per_second": round(run.rate(0.9, 1.0)),
        "mb_at_10": round(run.memory_at(0.1)),
        "mb_at_50": round(run.memory_at(0.5)),
        "mb_at_100": round(run.memory_at(1.0)),
        "peak_mb": round(run.peak),
        "cpu_ms_per_story": round(1000 * run.cpu_seconds / count, 2),
        "writer_ms_per_story": round(1000 * run.writer_cpu_seconds / count, 2),
        "load_before": round(load, 1),
        "totals": run.last_line,
        "log_entries": _one(paper, "SELECT count(*) FROM paper_publishlog_logentry"),
        "database_mb": round(_database(paper).stat().st_size / 1e6),
    }
    if kills:
        figure["kills"], figure["same_after_kills"], figure["differing"] = _killed(
            folder, empty, source, name, kills=kills, batch=batch
        )
    return figure


def _killed(
    folder: Path, empty: Path, source: Path, name: str, *, kills: int, batch: int
) -> tuple[int, bool, list[str]]:
    """Kill imports at random moments, let each go on to its end, and compare what it left.

    One import cannot be killed fifty times: it would be over, or never come to its first batch. So each round
    begins anew in an empty paper, is killed once or twice, and ends.
    """
    rng = random.Random(20_260_401)  # noqa: S311 - not for secrets
    paper = folder / "killed"
    done, differing = 0, set[str]()
    _make_empty(paper, empty)
    forking = Forking(paper, source, name, batch=batch)
    _was_killed, whole = forking.run(seconds=None)
    expected = _state(paper)
    try:
        while done < kills:
            _make_empty(paper, empty)
            kills_now = 0
            for _time in range(rng.choice((1, 1, 2))):
                was_killed, seconds = forking.run(seconds=rng.uniform(0.05, 1.0) * whole)
                kills_now += was_killed
                if not was_killed:
                    # It was over before its moment came: the machine is faster than it was.
                    whole = min(whole, seconds)
                    break
            else:
                forking.run(seconds=None)
            if not kills_now:
                continue
            done += kills_now
            found = _state(paper)
            pairs = zip(SAME, expected, found, strict=True)
            differing |= {query for query, one, other in pairs if one != other}
            Console(stderr=True).print(f"{done} kills, {len(differing)} differences")
    finally:
        forking.end()
    return done, not differing, sorted(differing)


def _make_empty(paper: Path, empty: Path) -> None:
    shutil.rmtree(paper, ignore_errors=True)
    shutil.copytree(empty, paper)


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
    """Return what must be the same: rows of the database, and the report's lines."""
    with closing(sqlite3.connect(_database(paper))) as database:
        rows = [database.execute(query).fetchall() for query in SAME[:-1]]
    return [*rows, [path.read_text("utf-8") for path in sorted((paper / "imports").glob("*.jsonl"))]]


def _one(paper: Path, query: str) -> Any:
    with closing(sqlite3.connect(_database(paper))) as database:
        return database.execute(query).fetchone()[0]


def _count(paper: Path) -> int:
    return int(_one(paper, "SELECT count(*) FROM paper_stories_storypage"))


def _print(figures: list[dict[str, Any]]) -> None:
    table = Table(title="Import")
    names = {
        "format": "format",
        "stories": "stories",
        "seconds": "s",
        "stories_per_second": "stories/s",
        "last_tenth_per_second": "last tenth/s",
        "cpu_ms_per_story": "CPU ms each",
        "writer_ms_per_story": "writer's",
        "mb_at_10": "MB at 10%",
        "mb_at_50": "at 50%",
        "mb_at_100": "at 100%",
        "peak_mb": "peak",
        "load_before": "load before",
        "same_after_kills": "same after kills",
    }
    for heading in names.values():
        table.add_column(heading, justify="right", no_wrap=True)
    for figure in figures:
        table.add_row(*(str(figure.get(name, "")) for name in names))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
