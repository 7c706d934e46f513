"""How well old pages are read, per layout: ``make bench-extraction``, ARGS="--pages 5 --verbose".

Generated pages in each layout are read as text dumps and as HTML, together or each alone, and
compared with the stories that they were made from: token F1 of the text, headline exact, time exact.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tools.extraction.layouts import LAYOUTS
from tools.extraction.measuring import Score, measure

COLUMNS = ("f1", "headline", "date", "author")


def main() -> None:
    """Measure, print a table per kind, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12, help="of each layout")
    parser.add_argument("--only", default="", help="layouts whose names contain this")
    parser.add_argument("--kinds", nargs="+", default=["dump", "html"], choices=["dump", "html"])
    parser.add_argument("--alone", action="store_true", help="read each page without the others")
    parser.add_argument("--verbose", action="store_true", help="name the pages that were read wrongly")
    parser.add_argument("--json", type=Path, default=Path("build/extraction.json"))
    options = parser.parse_args()
    results: dict[str, list[dict[str, object]]] = {}
    for kind in options.kinds:
        results[kind] = []
        sys.stdout.write(f"\n{kind:<34}{'F1':>8}{'headline':>10}{'date':>8}{'author':>8}\n")
        for layout in LAYOUTS:
            if options.only in layout.name:
                with tempfile.TemporaryDirectory() as folder:
                    score = measure(
                        layout,
                        pages=options.pages,
                        folder=Path(folder),
                        kind=kind,
                        together=not options.alone,
                    )
                results[kind].append(score.as_row())
                _print(score, verbose=options.verbose)
        rows = results[kind]
        means = [sum(float(str(row[name])) for row in rows) / max(1, len(rows)) for name in COLUMNS]
        sys.stdout.write(f"{'mean':<34}{means[0]:>8.3f}{means[1]:>10.3f}{means[2]:>8.3f}{means[3]:>8.3f}\n")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _print(score: Score, *, verbose: bool) -> None:
    row = score.as_row()
    sys.stdout.write(
        f"{score.layout:<34}{row['f1']:>8.3f}{row['headline']:>10.2f}{row['date']:>8.2f}{row['author']:>8.2f}\n"
    )
    if verbose:
        sys.stdout.writelines(f"    {line}\n" for line in score.wrong[:6])


if __name__ == "__main__":
    main()
