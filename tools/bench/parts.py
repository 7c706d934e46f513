"""The parts of the benchmark, each a function from the options to rows."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tools.bench.footprint import measure_memory
from tools.bench.hits import measure_hits
from tools.bench.papers import PaperFolder
from tools.bench.publishing import measure_visible
from tools.postgres_cluster import postgres_cluster

SMALL = 1_000
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Bench:
    """What all parts need."""

    folder: Path
    options: argparse.Namespace

    def paper(self, stories: int) -> PaperFolder:
        """Return a paper with so many stories, made now if it is not there yet."""
        return filled_paper(self.folder, stories)


@cache
def filled_paper(folder: Path, stories: int) -> PaperFolder:
    """Return a paper that is up to date: one from an earlier run may have older tables."""
    paper = PaperFolder(folder / f"stories-{stories}")
    paper.prepare()
    if not (paper.folder / "generated.json").exists():
        fill(paper, stories)
    return paper


def fill(paper: PaperFolder, stories: int) -> None:
    """Generate stories and keep the generator's figures."""
    said = paper.run("-m", "tools.bench.generate", "--stories", str(stories))
    (paper.folder / "generated.json").write_text(said, encoding="utf-8")


def hits(bench: Bench) -> Rows:
    """Stored pages under full load."""
    paper = bench.paper(SMALL)
    story = paper.run("-m", "tools.bench.addresses").strip()
    return measure_hits(paper, story, bench.options)


def cold(bench: Bench) -> Rows:
    """Pages rendered anew, at each size, and how fast the paper was filled."""
    rows: list[dict[str, Any]] = []
    first: dict[str, float] = {}
    for stories in bench.options.stories:
        paper = bench.paper(stories)
        measured = json.loads(paper.run("-m", "tools.bench.render").splitlines()[-1])
        for page, figures in measured.items():
            first.setdefault(page, figures["p50_ms"])
            rows.append(
                {
                    "stories": stories,
                    "page": page,
                    **figures,
                    "of_first": round(figures["p50_ms"] / first[page], 2),
                }
            )
    generated = [
        json.loads((bench.paper(each).folder / "generated.json").read_text())
        for each in bench.options.stories
    ]
    return [*rows, *generated]


def visible(bench: Bench) -> Rows:
    """Publish-to-visible under load, on one node and on three."""
    rows = [measure_visible("SQLite, one node", [bench.paper(SMALL)], bench.options)]
    with postgres_cluster() as database:
        nodes = [
            PaperFolder(bench.folder / f"node-{number}", {"DATABASE_URL": database}) for number in range(1, 4)
        ]
        for node in nodes:
            # What an earlier run kept belongs to a database that is gone.
            shutil.rmtree(node.folder, ignore_errors=True)
        nodes[0].prepare()
        fill(nodes[0], SMALL)
        for node in nodes[1:]:
            node.share(nodes[0])
        rows.append(measure_visible("PostgreSQL, three nodes", nodes, bench.options))
    return rows


def exact(bench: Bench) -> Rows:
    """Pages that publications render again, against pages that they change."""
    paper = bench.paper(SMALL)
    said = paper.run("-m", "tools.bench.exactness", "--publications", str(bench.options.publications))
    return list(json.loads(said.splitlines()[-1]))


def memory(bench: Bench) -> Rows:
    """Memory of ``dateline up``, at rest and after load, and how soon it is back after a restart."""
    paper = bench.paper(SMALL)
    story = paper.run("-m", "tools.bench.addresses").strip()
    # The generator leaves the index of search to be made, and then nothing would be at rest.
    paper.run("-m", "django", "index_stories")
    return measure_memory(paper, story, bench.options)


def desk(bench: Bench) -> Rows:
    """The desk's screens in front of a large archive, for those whom rules on pages limit and for others."""
    if not bench.options.postgresql:
        # A paper of its own: staff, drafts and history would change what the other parts measure.
        return _desk_of(PaperFolder(bench.folder / f"desk-{bench.options.archive}"), bench)
    with postgres_cluster() as database:
        paper = PaperFolder(bench.folder / "desk-postgresql", {"DATABASE_URL": database})
        # What an earlier run kept belongs to a database that is gone.
        shutil.rmtree(paper.folder, ignore_errors=True)
        return _desk_of(paper, bench)


def _desk_of(paper: PaperFolder, bench: Bench) -> Rows:
    paper.prepare()
    if not (paper.folder / "generated.json").exists():
        fill(paper, bench.options.archive)
    rounds = str(max(7, bench.options.rounds))
    return list(json.loads(paper.run("-m", "tools.bench.desk", "--rounds", rounds).splitlines()[-1]))
