"""Lighthouse on the front and on a story: ``python -m tools.judges.lighthouse``.

Performance, accessibility, best practices and search engines, as on a phone over a slow network and as on a
desktop, each three times; the median counts, because a busy machine makes a page slow. Fails below 100.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.support.chromium import QUIET
from tools.judges.asking import asked_about, verdict
from tools.registries import npm_folder, program
from tools.walking import Walker, kind, running_paper

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOOKS = {"phone": (), "desktop": ("--preset=desktop",)}
WANTED, TIMES = 100, 3
PATIENCE = 300
LONGEST_ROW = 400


def main() -> int:
    """Have front and story judged and return the exit code."""
    chosen = asked_about(__doc__).parse_args()
    with running_paper(chosen.base) as paper:
        pages = {"front": "/", "story": a_story(paper)}
        faults: list[str] = []
        judged = 0
        for name, path in pages.items():
            for look, options in LOOKS.items():
                runs = [judge(paper.base + path, options) for _ in range(TIMES)]
                told = {category: median(score(run, category) for run in runs) for category in CATEGORIES}
                judged += len(told)
                print(f"  {name} on a {look}: {' / '.join(f'{value:.0f}' for value in told.values())}")
                for category, value in told.items():
                    if value < WANTED:
                        missed = "; ".join(lost(runs[-1], category))
                        faults.append(f"{name} on a {look}, {category}: {value:.0f}. {missed}")
    return verdict(
        "Lighthouse",
        faults=faults,
        looked_at=f"{judged} medians of {TIMES} ({', '.join(CATEGORIES)})",
        is_enough=judged == len(pages) * len(LOOKS) * len(CATEGORIES),
    )


def a_story(paper: Walker) -> str:
    """Return the path of a story that the front leads to."""
    front = paper.get("/")
    return next(path for path in paper.links("/", front) if kind(path) == "/story/")


def judge(address: str, options: Sequence[str]) -> dict[str, Any]:
    """Return Lighthouse's report on one visit to a page."""
    script = npm_folder("lighthouse") / "node_modules" / "lighthouse" / "cli" / "index.js"
    command = [program("node", package="nodejs"), str(script), address]
    command += ["--output=json", "--output-path=stdout", "--quiet", *options]
    command += [
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(QUIET)}",
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(
        command,
        cwd=Path.cwd(),
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode:
        sys.exit(f"Lighthouse could not judge {address}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def score(report: dict[str, Any], category: str) -> float:
    """Return how many of a hundred points a page has; a category that could not be judged has none."""
    return round(100 * (report["categories"][category]["score"] or 0))


def lost(report: dict[str, Any], category: str) -> list[str]:
    """Return what cost points, in Lighthouse's words, with the first of what each audit names."""
    audits, refs = report["audits"], report["categories"][category]["auditRefs"]
    return [
        " ".join(filter(None, [audit["title"], audit.get("displayValue", ""), _first_named(audit)]))
        for audit in (audits[ref["id"]] for ref in refs if ref["weight"])
        if audit["score"] not in (1, None)
    ]


def _first_named(audit: dict[str, Any]) -> str:
    """Return the first row of an audit's table as text; empty without one."""
    rows = (audit.get("details") or {}).get("items") or []
    return f"({json.dumps(rows[0], ensure_ascii=False)[:LONGEST_ROW]})" if rows else ""


if __name__ == "__main__":
    sys.exit(main())
