"""Try a thousand times to lose a word at the desk: ``make bench-desk``.

Two people in two browsers write in one story while the network, the sessions, the tabs and the server go
away. Prints each run, and in the end what was typed, merged, offered and lost. ``--seed`` and ``--runs`` go
on where an earlier bench stopped; ``--parallel 2`` shares the runs among processes with papers of their own.
Fails when a word was lost, and when a run typed nothing: it has proven nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.keeping.newsroom import PEOPLE, Newsroom
from tests.keeping.person import Person
from tests.keeping.run import STEPS, Run, Verdict

ROOT = Path(__file__).parent.parent
ONE_LOAD = 100


def main() -> int:
    """Run what was asked for and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long and say where to go on")
    parser.add_argument("--paper", type=Path, default=None, help="folder of a prepared paper to use again")
    chosen = parser.parse_args()
    return _share(chosen) if chosen.parallel > 1 else _bench(chosen)


def _share(chosen: argparse.Namespace) -> int:
    share = -(-chosen.runs // chosen.parallel)
    begun = []
    for part in range(chosen.parallel):
        options = {
            "--parallel": 1,
            "--steps": chosen.steps,
            "--seconds": chosen.seconds,
            "--runs": min(share, chosen.runs - part * share),
            "--seed": chosen.seed + part * share,
            **({"--paper": chosen.paper / str(part)} if chosen.paper else {}),
        }
        words = [str(word) for pair in options.items() for word in pair]
        begun.append(subprocess.Popen([sys.executable, "-m", "tools.bench_desk", *words], cwd=ROOT))
    return max(process.wait() for process in begun)


def _bench(chosen: argparse.Namespace) -> int:
    # Ended from outside, it still ends the paper and the browsers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = chosen.paper or Path(tempfile.mkdtemp(prefix="dateline-desk-"))
    newsroom, stories = Newsroom.opened(folder, stories=min(chosen.runs, ONE_LOAD))
    started = time.monotonic()
    verdicts: list[Verdict] = []
    try:
        with sync_playwright() as playwright, _people(playwright, newsroom) as people:
            for number in range(chosen.runs):
                if chosen.seconds and time.monotonic() - started > chosen.seconds:
                    break
                if number >= len(stories):
                    stories += newsroom.make_stories(ONE_LOAD)
                run = Run(chosen.seed + number, newsroom=newsroom, people=people, story=stories[number])
                verdicts.append(run.carry_out(steps=chosen.steps))
                print(_line(verdicts[-1]), flush=True)
    finally:
        newsroom.close()
        if not chosen.paper:
            shutil.rmtree(folder, ignore_errors=True)
    return _sum_up(verdicts, seconds=time.monotonic() - started)


@contextmanager
def _people(playwright: Playwright, newsroom: Newsroom) -> Iterator[list[Person]]:
    profiles = Path(tempfile.mkdtemp(prefix="dateline-desk-people-"))
    people: list[Person] = []
    try:
        for name in PEOPLE:
            people.append(Person(playwright, newsroom=newsroom, name=name, profile=profiles / name))
        yield people
    finally:
        for person in people:
            person.close()
        shutil.rmtree(profiles, ignore_errors=True)


def _line(verdict: Verdict) -> str:
    lost = f"LOST {', '.join(verdict.lost)}" if verdict.lost else "nothing lost"
    found = lost if verdict.typed else "NOTHING TYPED"
    figures = f"{verdict.due} of {verdict.typed} words due, {verdict.merges} merges, {verdict.offers} offers"
    return f"seed {verdict.seed} (process {os.getpid()}): {figures}, {found}: {' '.join(verdict.events)}"


def _sum_up(verdicts: list[Verdict], *, seconds: float) -> int:
    lost = [verdict for verdict in verdicts if verdict.lost]
    empty = [verdict for verdict in verdicts if not verdict.typed]
    passed = len(verdicts) - len(lost) - len(empty)
    print(
        f"\n{len(verdicts)} runs in {seconds:.0f} s, {sum(one.typed for one in verdicts)} words typed, "
        f"{sum(one.due for one in verdicts)} due, {sum(one.merges for one in verdicts)} merges, "
        f"{sum(one.offers for one in verdicts)} texts taken back; "
        f"runs passed: {passed}, runs that lost a word: {len(lost)}, runs that typed nothing: {len(empty)}"
    )
    if verdicts:
        print(f"Go on with --seed {verdicts[-1].seed + 1}")
    for verdict in lost:
        print(f"LOST in seed {verdict.seed}: {verdict.lost} {verdict.events}")
    for verdict in empty:
        print(f"NOTHING TYPED in seed {verdict.seed}, story {verdict.story}: {verdict.events}")
    return 1 if lost or empty or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
