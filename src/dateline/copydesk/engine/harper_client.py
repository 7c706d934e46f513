"""Ask Harper, which runs in a process of its own: started when first needed, ended when nobody has asked for a while."""

from __future__ import annotations

import atexit
import json
import select
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import structlog

from dateline.copydesk.engine.harper_rules import ERRORS, SPELLING

IDLE_SECONDS = 600.0
# The first answer waits for the dictionary; on a busy machine that takes some seconds.
SECONDS_FOR_FIRST, SECONDS_FOR_ANSWER = 40.0, 5.0
PAUSE_AFTER_FAILURE = 60.0
PROGRAM = Path(__file__).with_name("harper_process.py")
logger = structlog.get_logger(__name__)
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Lint:
    """What Harper holds against a text."""

    rule: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]


class HarperProcess:
    """The process, or none."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._used_at = self._failed_at = 0.0
        self._is_new = True

    @property
    def number(self) -> int | None:
        """Return the process's number while it runs."""
        return self._process.pid if self._process is not None else None

    def ask(self, text: str) -> tuple[Lint, ...]:
        """Return the lints of a text. Raises OSError when Harper does not answer."""
        process = self._running()
        self._used_at = time.monotonic()
        assert process.stdin is not None  # noqa: S101 - a pipe
        assert process.stdout is not None  # noqa: S101 - a pipe
        process.stdin.write(json.dumps(text).encode() + b"\n")
        process.stdin.flush()
        ready, _w, _x = select.select(
            [process.stdout], [], [], SECONDS_FOR_FIRST if self._is_new else SECONDS_FOR_ANSWER
        )
        line = process.stdout.readline() if ready else b""
        if not line.endswith(b"\n"):
            raise OSError("Harper does not answer.")
        self._is_new = False
        return tuple(
            Lint(rule, start, end, message, tuple(words))
            for rule, start, end, message, words in json.loads(line)
        )

    def end(self, *, has_failed: bool = False) -> None:
        """End the process and give its memory back."""
        process, self._process = self._process, None
        if has_failed:
            self._failed_at = time.monotonic()
        if process is not None:
            process.kill()
            process.communicate()

    def is_resting(self) -> bool:
        """Say whether it failed a moment ago; asking again at once would only cost time."""
        return bool(self._failed_at) and time.monotonic() - self._failed_at < PAUSE_AFTER_FAILURE

    def end_if_idle(self) -> None:
        """End the process when nobody has asked for a while, else look again later."""
        with _lock:
            if self._process is None:
                return
            if time.monotonic() - self._used_at >= IDLE_SECONDS:
                self.end()
            else:
                self._watch()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own file
                [sys.executable, "-I", str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._is_new = True
            assert self._process.stdin is not None  # noqa: S101 - a pipe
            self._process.stdin.write(json.dumps([*ERRORS, SPELLING]).encode() + b"\n")
            self._watch()
        return self._process

    def _watch(self) -> None:
        timer = threading.Timer(IDLE_SECONDS / 2, self.end_if_idle)
        timer.daemon = True
        timer.start()


HARPER = HarperProcess()
atexit.register(HARPER.end)


def grammar_lints(text: str) -> tuple[Lint, ...] | None:
    """Return what Harper has against an English text; None while it cannot be had, which is no praise."""
    try:
        return _remembered(text)
    except (OSError, ValueError) as error:
        logger.warning("harper_failed", error=repr(error))
        return None


@lru_cache(maxsize=1_000)
def _remembered(text: str) -> tuple[Lint, ...]:
    """Ask once for each paragraph: between two checks of a story most stay as they are."""
    with _lock:
        if HARPER.is_resting():
            raise OSError("Harper failed a moment ago.")
        try:
            return HARPER.ask(text.encode("utf-8", "replace").decode())
        except (OSError, ValueError):
            HARPER.end(has_failed=True)
            raise


def let_go() -> None:
    """End the process; it starts again when somebody asks."""
    with _lock:
        HARPER.end()


def forget() -> None:
    """Forget the answers, so that measurements ask anew."""
    _remembered.cache_clear()
