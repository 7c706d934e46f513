"""Measure, print tables and write JSON: ``python -m tools.bench [part …]``, or ``make bench ARGS="hits"``."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.bench import parts
from tools.bench.papers import ROOT
from tools.bench.report import print_part

PARTS: dict[str, Callable[[parts.Bench], Any]] = {
    "hits": parts.hits,
    "cold": parts.cold,
    "visible": parts.visible,
    "exact": parts.exact,
    "memory": parts.memory,
    "desk": parts.desk,
}


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(PARTS)}; all without")
    parser.add_argument(
        "--stories", type=int, nargs="+", default=[1_000, 100_000], help="sizes of the cold part"
    )
    parser.add_argument("--seconds", type=int, default=3, help="of each load")
    parser.add_argument("--rounds", type=int, default=3, help="in which contenders take turns")
    parser.add_argument("--connections", type=int, nargs="+", default=[32, 256])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--publications", type=int, default=60, help="of the visible and the exact part")
    parser.add_argument("--archive", type=int, default=100_000, help="stories behind the desk part")
    parser.add_argument(
        "--postgresql", action="store_true", help="measure the desk on a PostgreSQL cluster of its own"
    )
    parser.add_argument(
        "--papers", type=Path, help="keep generated papers here, and use those that are there"
    )
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    unknown = set(options.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    folder = options.papers or Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    # Varnish and nginx run as users of their own.
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    results: dict[str, Any] = {}
    try:
        for name in options.parts or PARTS:
            began = time.monotonic()
            results[name] = PARTS[name](parts.Bench(folder.absolute(), options))
            print_part(name, results[name], seconds=time.monotonic() - began)
    finally:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        print(f"\nAlso in {options.json}", file=sys.stderr)
        if options.papers is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
