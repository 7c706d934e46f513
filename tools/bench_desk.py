"""Try a thousand times to lose a word at the desk: ``make bench-desk``.

Two people in two browsers write in one story while the network, the sessions, the tabs and the server go
away. Prints each run, and in the end what was typed, merged, offered and lost. Fails when a word was lost,
and when a run typed nothing or broke off: it has proven nothing.

``--record FILE`` keeps each run, with its seed and the commit that it was made with, in a file and leaves out
the seeds that are in it, so that a bench can be done in pieces. ``--parallel 2`` shares the runs among
processes with papers and browsers of their own.
``--unchecked`` switches the check under the lock off, ``--forgetful`` the journal in the browsers: then words
must be lost.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

from tests.keeping.newsroom import PEOPLE, Newsroom
from tests.keeping.person import Person
from tests.keeping.run import STEPS, Run, Verdict

ROOT = Path(__file__).parent.parent
ONE_LOAD = 100
UNCHECKED = "tests.keeping.unchecked.settings"


def main() -> int:
    """Run what was asked for and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long and say where to go on")
    parser.add_argument("--record", type=Path, default=None, help="file that keeps the runs")
    parser.add_argument("--unchecked", action="store_true", help="without the check under the lock")
    parser.add_argument("--forgetful", action="store_true", help="without the journal in the browsers")
    parser.add_argument("--paper", type=Path, default=None, help="folder of a prepared paper to use again")
    chosen = parser.parse_args()
    started = time.monotonic()
    chosen.record = chosen.record or Path(tempfile.mkdtemp(prefix="dateline-desk-")) / "runs.jsonl"
    chosen.record.touch()
    seeds = range(chosen.seed, chosen.seed + chosen.runs)
    if chosen.parallel > 1:
        _share(chosen)
    else:
        _bench(chosen, [seed for seed in seeds if seed not in {one.seed for one in recorded(chosen.record)}])
    done = [one for one in recorded(chosen.record) if one.seed in seeds]
    failed = _sum_up(done, seconds=time.monotonic() - started)
    if len(done) < len(seeds):
        print(f"Still to be done: {len(seeds) - len(done)} runs; the same command with --record does them.")
        return failed if chosen.seconds else 1
    return failed


def recorded(file: Path) -> list[Verdict]:
    """Return the runs that a file has kept."""
    return [Verdict(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def state_of_code() -> str:
    """Return the commit, with a word when files differ from it."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _share(chosen: argparse.Namespace) -> None:
    share = -(-chosen.runs // chosen.parallel)
    begun = []
    for part in range(chosen.parallel):
        options = {
            "--parallel": 1,
            "--steps": chosen.steps,
            "--seconds": chosen.seconds,
            "--runs": min(share, chosen.runs - part * share),
            "--seed": chosen.seed + part * share,
            "--record": chosen.record,
            **({"--paper": chosen.paper / str(part)} if chosen.paper else {}),
        }
        words = [str(word) for pair in options.items() for word in pair]
        words += [f"--{name}" for name in ("unchecked", "forgetful") if getattr(chosen, name)]
        begun.append(subprocess.Popen([sys.executable, "-m", "tools.bench_desk", *words], cwd=ROOT))
    for process in begun:
        process.wait()


def _bench(chosen: argparse.Namespace, seeds: list[int]) -> None:
    # Ended from outside, it still ends the paper and the browsers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = chosen.paper or Path(tempfile.mkdtemp(prefix="dateline-desk-"))
    settings = {"DJANGO_SETTINGS_MODULE": UNCHECKED} if chosen.unchecked else {}
    newsroom, stories = Newsroom.opened(folder, stories=min(len(seeds), ONE_LOAD), **settings)
    started, commit = time.monotonic(), state_of_code()
    try:
        with (
            sync_playwright() as playwright,
            _people(playwright, newsroom, is_forgetful=chosen.forgetful) as people,
        ):
            for number, seed in enumerate(seeds):
                if chosen.seconds and time.monotonic() - started > chosen.seconds:
                    break
                if number >= len(stories):
                    stories += newsroom.make_stories(ONE_LOAD)
                try:
                    run = Run(seed, newsroom=newsroom, people=people, story=stories[number])
                    verdict = run.carry_out(steps=chosen.steps)
                    verdict.commit = commit
                except (Error, AssertionError) as error:
                    # The machine was too busy, or a screen is broken: either way nothing is proven.
                    print(f"seed {seed} (process {os.getpid()}): BROKE OFF: {error}", flush=True)
                    for person in people:
                        person.put_away()
                    continue
                print(_line(verdict), flush=True)
                # A line at a time, so that several processes can write into one file.
                with chosen.record.open("a", encoding="utf-8") as record:
                    record.write(json.dumps(asdict(verdict)) + "\n")
    finally:
        newsroom.close()
        if not chosen.paper:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _people(playwright: Playwright, newsroom: Newsroom, *, is_forgetful: bool) -> Iterator[list[Person]]:
    profiles = Path(tempfile.mkdtemp(prefix="dateline-desk-people-"))
    people: list[Person] = []
    try:
        for name in PEOPLE:
            profile = profiles / name
            people.append(
                Person(playwright, newsroom=newsroom, name=name, profile=profile, is_forgetful=is_forgetful)
            )
        yield people
    finally:
        for person in people:
            person.close()
        shutil.rmtree(profiles, ignore_errors=True)


def _line(verdict: Verdict) -> str:
    gone = [f"LOST {', '.join(verdict.lost)}"] if verdict.lost else []
    gone += [f"OVERWRITTEN {', '.join(verdict.overwritten)}"] if verdict.overwritten else []
    found = "; ".join(gone) or ("nothing lost" if verdict.typed else "NOTHING TYPED")
    figures = f"{verdict.due} of {verdict.typed} words due, {verdict.merges} merges, {verdict.offers} offers"
    return f"seed {verdict.seed} (process {os.getpid()}): {figures}, {found}: {' '.join(verdict.events)}"


def _sum_up(verdicts: list[Verdict], *, seconds: float) -> int:
    lost = [verdict for verdict in verdicts if verdict.lost or verdict.overwritten]
    empty = [verdict for verdict in verdicts if not verdict.typed]
    passed = len(verdicts) - len(lost) - len(empty)
    figures = (
        f"{sum(one.typed for one in verdicts)} words typed",
        f"{sum(one.due for one in verdicts)} due",
        f"{sum(one.in_latest for one in verdicts)} of them in the latest draft",
        f"{sum(one.merges for one in verdicts)} merges",
        f"{sum(one.offers for one in verdicts)} texts taken back",
        f"{sum(one.sign_ins for one in verdicts)} times signed in",
        f"runs passed: {passed}",
        f"runs that lost a word: {len(lost)}",
        f"runs that typed nothing: {len(empty)}",
    )
    print(f"\n{len(verdicts)} runs, this time {seconds:.0f} s: {'; '.join(figures)}")
    made_with = Counter(one.commit or "no commit that was noted" for one in verdicts)
    print("Made with " + ", ".join(f"{commit} ({count})" for commit, count in made_with.items()))
    for verdict in (*lost, *empty):
        print(f"{_line(verdict)} (story {verdict.story})")
    return 1 if lost or empty or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
