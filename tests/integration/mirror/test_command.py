"""The command as people type it, in real processes, killed at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.mirror.workers import WORTH_IT
from tests.support.copies import broken_links, tree
from tests.support.prepared_paper import copy_prepared_paper

COMMAND = [sys.executable, "-m", "dateline.config.cli"]
SECONDS = 180
KILLS = 4
DUMP = """ date 2017-10-{day:02} Town
Story Number {number} of the Harbour Office
Story Number {number} of the Harbour Office
Oct {day}, 2017 — 13:53
Ines Moreau / Harbour Post

The ferry sailed on Wednesday, the harbour office said, for the {number}th time this year.

It carried {number} people and one goat across the bay, a crew member told reporters on the pier.
"""


def environment() -> dict[str, str]:
    ours = ("DATELINE_", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "COVERAGE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**inherited, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def dateline(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A paper with some stories, in a folder of its own and a database of its own."""
    (tmp_path / "dumps").mkdir()
    for number in range(75):
        text = DUMP.format(day=number % 28 + 1, number=number + 2)
        (tmp_path / "dumps" / f"{number}.txt").write_text(text, encoding="utf-8")
    copy_prepared_paper(tmp_path)
    imported = dateline("import", "dumps", folder=tmp_path)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    return tmp_path


@pytest.mark.slow
@pytest.mark.own_database
def test_export_killed_at_random_moments_goes_on_to_the_same_copy(folder: Path) -> None:
    whole = dateline("export", "whole", "--processes", "2", folder=folder)
    assert whole.returncode == 0, whole.stderr
    assert "as of log entry" in whole.stdout
    assert len(tree(folder / "whole")) > WORTH_IT + 5

    moments = random.Random(20261124)
    for _ in range(KILLS):
        _start_and_kill(folder, after=moments.uniform(0, 1.5))
    last = dateline("export", "killed", folder=folder)

    assert last.returncode == 0, last.stderr
    assert tree(folder / "killed") == tree(folder / "whole")
    assert broken_links(folder / "killed", home="http://localhost:8000") == []
    again = dateline("export", "killed", folder=folder)
    assert "0 rendered, 0 files written, 0 removed" in again.stdout


def _start_and_kill(folder: Path, *, after: float) -> None:
    """Kill an export so long after it has begun to work in its folder."""
    lock = folder / "killed" / ".dateline-export" / "lock"
    lock.unlink(missing_ok=True)
    export = subprocess.Popen(
        [*COMMAND, "export", "killed", "--processes", "2"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + SECONDS
    while not lock.exists() and export.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(after)
    export.send_signal(signal.SIGKILL)
    export.wait(timeout=SECONDS)


@pytest.mark.slow
@pytest.mark.own_database
def test_wrong_use_ends_with_two_and_trouble_with_one(tmp_path: Path) -> None:
    assert dateline("new", ".", folder=tmp_path).returncode == 0
    before = tree(tmp_path)
    nothing = dateline("export", "copy", folder=tmp_path)
    assert nothing.returncode == 2
    assert "There is no paper" in nothing.stderr
    assert tree(tmp_path) == before, "an export began a paper"
    copy_prepared_paper(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.odt").write_text("years of work")
    (tmp_path / "file").write_text("")

    full = dateline("export", "full", folder=tmp_path)
    inside = dateline("export", "data/copy", folder=tmp_path)
    path = dateline("export", "copy", "--below", "mirror", folder=tmp_path)
    unwritable = dateline("export", "/proc/copy", folder=tmp_path)

    assert (full.returncode, inside.returncode, path.returncode) == (2, 2, 2)
    assert "is not empty" in full.stderr
    assert "lie in one another" in inside.stderr
    assert "--below" in path.stderr
    assert unwritable.returncode == 1
    assert "cannot be written" in unwritable.stderr
    assert "Traceback" not in full.stderr + inside.stderr + path.stderr + unwritable.stderr
