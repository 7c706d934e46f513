"""Print how many places are carried within one character, in what time, and the same of a search by likeness.

python -m tools.carry                              cases of our own, English and Russian
python -m tools.carry --count 150 --seed 5         more of them, others
python -m tools.carry --cases FILE                 JSON lines: old, new, start, end, expected
python -m tools.carry --write FILE                 write our cases as such a file
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles

from dateline.lib.carrying import How, carry, forget_comparisons
from tools.carry.cases import Case, made_cases, read_cases, write_cases
from tools.carry.fuzzy import search

WANTED, P95_MS = 98.0, 20.0


def main() -> int:
    """Measure and print; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="tools.carry")
    parser.add_argument("--count", type=int, default=150, help="cases of each language, length and kind")
    parser.add_argument("--lengths", type=int, nargs="+", default=[4000, 12000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=Path, help="measure the cases of this file of JSON lines")
    parser.add_argument("--write", type=Path, help="write the cases there and stop")
    parser.add_argument("--wrong", action="store_true", help="show what was carried wrongly")
    given = parser.parse_args()
    made = made_cases(count=given.count, lengths=tuple(given.lengths), seed=given.seed)
    cases = list(read_cases(given.cases) if given.cases else made)
    if given.write:
        write_cases(given.write, cases)
        return 0
    return 0 if report(cases, wrong=given.wrong) else 1


def report(cases: Iterable[Case], *, wrong: bool) -> bool:
    """Print one line for each group of cases."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.group].append(case)
    kinds: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    met = True
    print(f"{'within one character, and p95 in milliseconds':58}  {'carried':>15}  {'by likeness':>15}")
    for group, some in groups.items():
        ours = [_tried(carry, case) for case in some]
        theirs = [_tried(search, case) for case in some]
        right, late = _figures(ours)
        found, took = _figures(theirs)
        print(f"{group[:58]:58}  {right:6.1f}% {late:6.1f}  {found:6.1f}% {took:6.1f}")
        kinds[group.split("characters, ")[-1]] += ours
        met = met and late < P95_MS
        if wrong:
            _show_wrong(some, ours)
    for kind, tried in kinds.items():
        right, late = _figures(tried)
        print(f"{'all: ' + kind[:53]:58}  {right:6.1f}% {late:6.1f}")
        met = met and right >= WANTED
    return met


def _tried(method: Callable[..., tuple], case: Case) -> tuple[bool, float]:  # type: ignore[type-arg]
    forget_comparisons()
    began = time.thread_time()
    found = method(case.old, case.new, case.start, case.end)
    took = (time.thread_time() - began) * 1000
    if case.expected is None:
        return (found[2] == How.GONE if len(found) > 2 else found[0] == found[1]), took
    return all(abs(found[side] - case.expected[side]) <= 1 for side in (0, 1)), took


def _figures(tried: list[tuple[bool, float]]) -> tuple[float, float]:
    times = [took for _, took in tried]
    late = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return 100 * sum(right for right, _ in tried) / len(tried), late


def _show_wrong(cases: list[Case], tried: list[tuple[bool, float]]) -> None:
    for case, (right, _) in zip(cases, tried, strict=True):
        if right:
            continue
        found = carry(case.old, case.new, case.start, case.end)
        print("   was   ", *_parts(case.old, case.start, case.end))
        print("   wanted", *_parts(case.new, *(case.expected or (0, 0))))
        print("   found ", *_parts(case.new, found.start, found.end), found.how)


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    return repr(text[max(0, start - 30) : start]), repr(text[start:end]), repr(text[end : end + 30])


if __name__ == "__main__":
    sys.exit(main())
