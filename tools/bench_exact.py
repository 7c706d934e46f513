"""Prove at length that no page is ever stale, and that the proof would notice: ``make bench-exact``.

First random work at the desk, every page compared with a fresh rendering; then the same paper without each
single announcement. Prints how many pages were rendered again for one that changed, and for each announcement
after how many steps its absence was noticed. Fails when a page was stale, when the absence of an announcement
goes unnoticed and tests/exactness/redundant.py does not say why, or when that list is wrong, or when a way to
write that is said to have a verb was not gone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

OPERATIONS = "10000"
PARTS = ("tests/integration/exactness", "tests/exactness")
ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run both parts and return the exit code."""
    _begin_django()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dateline-exact-") as folder:
        environment = {**os.environ, "EXACT_REPORT": folder}
        environment.setdefault("EXACT_OPERATIONS", OPERATIONS)
        failed = [part for part in PARTS if _run(part, environment)]
        tallies = {path.stem: path.read_text(encoding="utf-8") for path in Path(folder).glob("work-*.txt")}
        for name, tally in sorted(tallies.items()):
            print(f"\n{name}\n{tally}")
        sent = {
            f"screen {name}"
            for path in Path(folder).glob("*.sent")
            for name in path.read_text(encoding="utf-8").splitlines()
        }
        found = [json.loads(path.read_text(encoding="utf-8")) for path in Path(folder).glob("*.json")]
    print(f"\n{time.monotonic() - started:.0f} seconds in all")
    wrong = _verdict(found, sent) if found else ["The study left no report."]
    wrong += _never_done([*tallies.values(), *(one["tally"] for one in found)])
    for line in [*(f"{part} failed" for part in failed), *wrong]:
        print(line)
    return 1 if failed or wrong else 0


def _begin_django() -> None:
    """The list of verbs needs the models; what pytest runs has processes of its own."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django  # noqa: PLC0415 - only now are there settings

    django.setup()


def _run(part: str, environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "-n", "2", "-q", "--timeout=0", part]
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def _verdict(found: list[dict[str, Any]], sent: set[str]) -> list[str]:
    from tests.exactness.redundant import REDUNDANT, SELDOM, UNREACHED  # noqa: PLC0415 - only now is it on the path
    from tests.support.left_out_paths import UNCOVERED  # noqa: PLC0415 - as above
    from tests.support.write_paths import COVERED  # noqa: PLC0415 - as above

    reasons = REDUNDANT | SELDOM
    met = {tuple(mutant) for one in found for mutant in one["met"]}
    kills: dict[tuple[str, ...], dict[str, Any]] = {}
    for one in found:
        for *mutant, kill in one["kills"]:
            best = kills.setdefault(tuple(mutant), kill)
            kills[tuple(mutant)] = min(best, kill, key=lambda each: each["step"])
        print(f"\n{one['steps']} steps in {one['seconds'][0]:.0f} s, done again in {one['seconds'][1]:.0f} s")
        print(one["tally"])
    print(f"\n{'without':80}{'noticed after':>14}  by")
    for mutant in sorted(met):
        name = _name(mutant)
        if mutant in kills:
            kill = kills[mutant]
            print(f"{name:80}{kill['step'] + 1:>14}  {kill['verb']} {kill['address']}")
        else:
            print(f"{name:80}{'never':>14}  {reasons.get(name, 'NOT EXPLAINED')}")
    names, killed = {_name(mutant) for mutant in met}, {_name(mutant) for mutant in kills}
    print(f"\n{len(names)} announcements left out one by one, {len(killed)} noticed")
    print("\nways to write that no verb goes")
    for reason, patterns in UNCOVERED.items():
        print(f"  {reason}:\n    " + "\n    ".join(patterns))
    said = {path for paths in COVERED.values() for path in paths if path.startswith("screen ")}
    silent = _functions() - {where for verb, where, _family in met if verb != "touches"}
    return [
        *(f"unnoticed, and no reason given: {name}" for name in sorted(names - killed - reasons.keys())),
        *(f"said to be redundant, and is not: {name}" for name in sorted(REDUNDANT.keys() & killed)),
        *(f"said to be redundant, and was never met: {name}" for name in sorted(REDUNDANT.keys() - names)),
        *(f"announces, and was never reached: {name}" for name in sorted(silent - UNREACHED.keys())),
        *(f"said to have a verb, and nothing was sent there: {name}" for name in sorted(said - sent)),
        *(f"said to be out of reach, and is not: {name}" for name in sorted(UNREACHED.keys() - silent)),
    ]


def _never_done(tallies: list[str]) -> list[str]:
    """Name the verbs that chance has left out altogether: of those, nothing is proved."""
    from tests.support.desk_work import VERBS  # noqa: PLC0415 - as above

    done = {
        one.split(" ")[0]
        for tally in tallies
        for line in tally.splitlines()
        if line.startswith("done: ")
        for one in line.removeprefix("done: ").split(", ")
    }
    return [f"a verb, and never done: {name}" for name in sorted(set(VERBS) - done)]


def _name(mutant: tuple[str, ...]) -> str:
    verb, where, family = mutant
    return f"{where} {verb} {family}".rstrip()


def _functions() -> set[str]:
    from tests.exactness.source import announcing_functions  # noqa: PLC0415 - as above

    return announcing_functions(ROOT / "src" / "dateline")


if __name__ == "__main__":
    sys.exit(main())
