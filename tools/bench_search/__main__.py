"""Measure searches and print tables: ``make bench-search``, or ``python -m tools.bench_search``."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tools.bench.papers import ROOT, PaperFolder
from tools.postgres_cluster import postgres_cluster

# The bars, at 100,000 stories.
P50_MS, P99_MS = 30, 200
DATABASES = ("sqlite", "postgresql")


def main() -> None:
    """Make papers of each size on each database, and ask them."""
    parser = argparse.ArgumentParser(prog="make bench-search ARGS=", description=__doc__)
    parser.add_argument("--stories", type=int, nargs="*", default=[1_000, 100_000])
    parser.add_argument(
        "--index-only", type=int, nargs="*", default=[], help="sizes of an index without stories"
    )
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--each", type=int, default=25, help="questions of each kind")
    parser.add_argument("--wagtail", action="store_true", help="compare with Wagtail's own search")
    parser.add_argument(
        "--papers", type=Path, help="keep papers on SQLite here, and use those that are there"
    )
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench_search.json")
    options = parser.parse_args()
    folder = options.papers or Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    results: list[dict[str, Any]] = []
    try:
        for database in options.databases:
            for stories in (*options.stories, *options.index_only):
                is_index = stories in options.index_only
                result = measured(folder, database, stories=stories, is_index=is_index, options=options)
                results.append(result)
                show(result)
    finally:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        print(f"\nAlso in {options.json}", file=sys.stderr)
        if options.papers is None:
            shutil.rmtree(folder, ignore_errors=True)


def measured(
    folder: Path, database: str, *, stories: int, is_index: bool, options: argparse.Namespace
) -> dict[str, Any]:
    """Fill a paper if it is not there, and ask it everything."""
    name = f"{database}-{stories}{'-index' if is_index else ''}"
    with variables(database) as more:
        paper = PaperFolder(folder / name, more)
        if database == "postgresql" and paper.folder.exists():
            # Its database went with its cluster.
            shutil.rmtree(paper.folder)
        paper.prepare()
        kept = paper.folder / "filled.json"
        if not kept.exists():
            wanted = ["--stories", str(stories), *(["--index-only"] if is_index else [])]
            kept.write_text(paper.run("-m", "tools.bench_search.filling", *wanted).splitlines()[-1], "utf-8")
            if options.wagtail and not is_index:
                paper.run("-m", "tools.bench_search.wagtail_filling")
        asked = ["--each", str(options.each), *([] if is_index else ["--pages"])]
        asked += ["--wagtail"] if options.wagtail and not is_index else []
        said = paper.run("-m", "tools.bench_search.measuring", *asked).splitlines()[-1]
    return {
        "database": database,
        "stories": stories,
        "index_only": is_index,
        "load": round(os.getloadavg()[0], 1),
        "filled": json.loads(kept.read_text(encoding="utf-8")),
        **json.loads(said),
    }


@contextmanager
def variables(database: str) -> Iterator[Mapping[str, str]]:
    """Yield what the paper's processes find in their environment; starts a cluster for PostgreSQL."""
    if database == "sqlite":
        yield {}
        return
    with postgres_cluster() as address:
        yield {"DATABASE_URL": address}


def show(result: Mapping[str, Any]) -> None:
    """Print a table for each way of asking."""
    console = Console()
    what = "stories in an index alone" if result["index_only"] else "stories"
    about = f"{result['database']}, {result['stories']:,} {what}"
    console.print(f"\n[bold]{about}[/], load {result['load']}: {result['filled']}")
    for way, rows in result["measured"].items():
        names = list(rows[0])
        table = Table(*names, title=f"{way}: bars p50 {P50_MS} ms, p99 {P99_MS} ms at 100,000")
        for row in rows:
            table.add_row(*(str(row[name]) for name in names), style="bold" if row["kind"] == "all" else "")
        console.print(table)


if __name__ == "__main__":
    main()
