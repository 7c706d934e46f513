"""Keep a few child processes running: restart what dies, with growing pauses, and stop all cleanly."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A child that ran this long was well; its next pause is the first one again.
GOOD_RUN = 60.0
GRACE = 20.0
TICK = 0.2
PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """One process that should always run."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = FIRST_PAUSE

    def start(self, *, environment: Mapping[str, str]) -> None:
        """Start it in a session of its own, so that Ctrl+C reaches it once, through us."""
        self.process = subprocess.Popen(  # noqa: S603 - the command is ours, see processes.py
            self.command, env=dict(environment), start_new_session=True, preexec_fn=die_with_parent
        )
        self.started_at = time.monotonic()

    def note_death(self) -> float:
        """Forget the dead process and return the pause until the next start."""
        now = time.monotonic()
        if now - self.started_at >= GOOD_RUN:
            self.pause = FIRST_PAUSE
        pause = self.pause
        self.process, self.due_at = None, now + pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return pause


@dataclass(slots=True)
class Supervisor:
    """Run children until told to stop."""

    children: Sequence[Child]
    environment: Mapping[str, str]
    say: Callable[[str], None]
    on_tick: Callable[[], None] = field(default=lambda: None)
    is_stopping: bool = False

    def run(self) -> None:
        """Supervise until SIGTERM, SIGINT or SIGHUP, then stop every child and return."""
        before = {number: signal.signal(number, self._on_signal) for number in _STOP_SIGNALS}
        try:
            while not self.is_stopping:
                for child in self.children:
                    self._look_after(child)
                self.on_tick()
                time.sleep(TICK)
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _look_after(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= child.due_at:
                child.start(environment=self.environment)
            return
        code = child.process.poll()
        if code is not None:
            _kill_leftovers(child)
            pause = child.note_death()
            self.say(f"{child.name} ended with {describe_exit(code)}; starting it again in {pause:.0f} s")

    def _stop_all(self) -> None:
        running = [child for child in self.children if child.process is not None]
        for child in running:
            _send(child, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in running:
            assert child.process is not None  # noqa: S101 - tells mypy what the list comprehension says
            try:
                child.process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"{child.name} did not stop within {GRACE:.0f} s and was killed")
                child.process.kill()
                child.process.wait()
            _kill_leftovers(child)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True


_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def describe_exit(code: int) -> str:
    """Return an exit status in words."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _send(child: Child, number: signal.Signals) -> None:
    if child.process is not None and child.process.poll() is None:
        child.process.send_signal(number)


def _kill_leftovers(child: Child) -> None:
    """End what a dead child started: a web process without its server would keep the port and old pages."""
    if child.process is not None:
        # start() made it the leader of a group, which outlives it as long as somebody is in it.
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)


def die_with_parent() -> None:
    """Ask Linux to end the child when we are killed, or it would keep the port with nobody to stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
