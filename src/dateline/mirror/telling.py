"""Tell how far an export has come: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

EVERY = 10.0


class Teller:
    """Says things on standard error; what a script wants to read goes to standard output."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, soft_wrap=True)
        self._progress: Progress | None = None

    def say(self, line: str, *, style: str | None = None) -> None:
        """Say one line."""
        self._console.print(line, style=style, markup=False, highlight=False)

    @contextmanager
    def counting(self, total: int) -> Iterator[Counting]:
        """Count pages up to a total inside the block."""
        if not self._console.is_terminal:
            yield Counting(self, total)
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as progress:
            yield Counting(self, total, progress)


class Counting:
    """The pages done so far."""

    def __init__(self, teller: Teller, total: int, progress: Progress | None = None) -> None:
        self._teller = teller
        self._total = total
        self._done = 0
        self._began = self._told = time.monotonic()
        self._progress = progress
        self._task = progress.add_task("Exporting", total=total) if progress else None

    def advance(self, count: int) -> None:
        """Count pages; every few seconds a line says how many are left and how long that takes."""
        self._done += count
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, count)
            return
        now = time.monotonic()
        if now - self._told >= EVERY:
            self._told = now
            pace = self._done / (now - self._began)
            left = max(0, self._total - self._done) / pace
            self._teller.say(f"{self._done} of {self._total} pages, {pace:.0f} a second, {_span(left)} left")


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
