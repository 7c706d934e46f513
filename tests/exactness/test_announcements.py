"""Every announcement is needed, and random work notices when one is missing. Part of ``make bench-exact``.

Writes what it found for tools/bench_exact.py, which joins the parts and tells the verdict.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.exactness.aiming import OPENING
from tests.exactness.announcements import Mutant, listening
from tests.exactness.confirming import Replay, leave_out_touches
from tests.exactness.redundant import REDUNDANT
from tests.exactness.study import Study
from tests.support.desk_work import Clock
from tests.support.desk_work.somebody import written_through
from tests.support.fresh_paper import fresh_paper

STEPS = int(os.environ.get("EXACT_STUDY_STEPS", "400"))
AIMED = int(os.environ.get("EXACT_AIMED_STEPS", "400"))
REPORT = os.environ.get("EXACT_REPORT", "")


@pytest.mark.slow
# A file that is opened for a picture may be closed by the garbage collector only.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seed", [20261123, 4])
def test_missing_announcements_are_noticed(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    started, without = time.monotonic(), list[Mutant]()
    leave_out_touches(monkeypatch, without)
    with fresh_paper(tmp_path, monkeypatch) as saved, listening(without) as heard:
        clock = Clock()
        study = Study(heard, clock=clock, seed=seed)
        for step in range(STEPS + AIMED):
            if step < len(OPENING):
                study.step(OPENING[step])
            elif step < STEPS:
                study.step()
            elif not study.aimed_step(REDUNDANT):
                break
            if step % 50 == 0:
                write_down(study, seed=seed, seconds=[time.monotonic() - started, 0.0])
        clock.close()
        studied = time.monotonic() - started
        saved.restore()
        clock = Clock()
        (tmp_path / "stores").mkdir()
        replay = Replay(without, folder=tmp_path / "stores", clock=clock, seed=seed)
        replay.run(study.verbs, study.kills, moments=study.moments)
        clock.close()
    write_down(study, seed=seed, seconds=[studied, time.monotonic() - started - studied])

    assert study.stale == []
    assert study.kills.keys() - replay.confirmed == set()


def write_down(study: Study, *, seed: int, seconds: list[float]) -> None:
    """Say what was found so far, if anybody wants to know."""
    if not REPORT:
        return
    found = {
        "steps": len(study.verbs),
        "stale": study.stale,
        "seconds": seconds,
        "tally": study.tally.report(),
        "met": [[mutant.verb, mutant.where, mutant.family] for mutant in sorted(study.met)],
        "kills": [
            [mutant.verb, mutant.where, mutant.family, asdict(kill)] for mutant, kill in study.kills.items()
        ],
    }
    Path(REPORT, f"announcements-{seed}.json").write_text(json.dumps(found), encoding="utf-8")
    Path(REPORT, f"study-{seed}.sent").write_text("\n".join(sorted(written_through)), encoding="utf-8")
