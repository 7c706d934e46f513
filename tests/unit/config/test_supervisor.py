"""Children are restarted with growing pauses and stopped together."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from dateline.config import supervisor as module
from dateline.config.supervisor import Child, Supervisor, describe_exit

FOREVER = [sys.executable, "-c", "import time; time.sleep(600)"]


def run_for(seconds: float, *children: Child) -> list[str]:
    said: list[str] = []
    runner = Supervisor(children=children, environment=os.environ, say=said.append)
    threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
    runner.run()
    return said


def test_supervisor_told_to_stop_ends_its_children() -> None:
    child = Child("steady", FOREVER)

    said = run_for(0.6, child)

    assert said == []
    assert child.process is not None
    assert child.process.returncode == -signal.SIGTERM


def test_supervisor_restarts_what_dies_after_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TICK", 0.02)
    child = Child("fragile", [sys.executable, "-c", "raise SystemExit(3)"], pause=0.05)

    said = run_for(1.0, child)

    assert len(said) >= 2
    assert said[0].startswith("fragile ended with exit code 3")
    assert child.pause >= 0.2


def test_supervisor_kills_what_does_not_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", 0.3)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"

    said = run_for(1.0, Child("deaf", [sys.executable, "-c", deaf]))

    assert "deaf did not stop" in said[0]


def test_child_that_ran_well_starts_again_soon() -> None:
    child = Child("steady", FOREVER, pause=16.0, started_at=time.monotonic() - module.GOOD_RUN)

    assert child.note_death() == module.FIRST_PAUSE


def test_what_a_killed_child_had_started_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TICK", 0.02)
    note = tmp_path / "grandchild"
    parent = (
        "import os, pathlib, signal, subprocess, sys\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(inner.pid))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    run_for(1.5, Child("killed", [sys.executable, "-c", parent], pause=60.0))

    assert not is_running(int(note.read_text()))


def is_running(process_id: int) -> bool:
    """A process that ended but that nobody has asked about yet counts as ended."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def test_exit_is_described_in_words() -> None:
    assert describe_exit(-9) == "SIGKILL"
    assert describe_exit(1) == "exit code 1"
