"""What the judges have in common: which paper they are asked about, and how a verdict is told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable


def asked_about(doc: str | None) -> argparse.ArgumentParser:
    """Return the parser of a judge's options."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--base", help="address of a paper that runs already, on this machine")
    return parser


def verdict(judge: str, *, faults: Iterable[str], looked_at: str, is_enough: bool, shown: int = 40) -> int:
    """Print the faults and a line that sums up, and return the exit code: 1 too for too little to see."""
    found = list(faults)
    for fault in found[:shown]:
        print(f"  {fault}")
    print(f"{judge}: {looked_at}; faults: {len(found)}{'' if is_enough else '; too little to judge'}")
    return 1 if found or not is_enough else 0
