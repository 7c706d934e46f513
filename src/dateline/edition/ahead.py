"""Print ahead: what an entry touched and readers ask for is rendered before the next of them comes.

Runs in the worker, so that rendering does not compete with the web worker's event loop for one interpreter.
The pages reach the web workers through the node's disk, checked like any other; a reader who comes earlier
has the page rendered as ever, or waits a moment for the one at hand.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from dataclasses import replace

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.urls import get_resolver

from dateline.edition.configuration import MEGABYTE, Configuration, edition_configuration
from dateline.edition.limits import TokenBucket
from dateline.edition.metrics import Counters
from dateline.edition.press import Press
from dateline.edition.render import Renderer
from dateline.edition.store import PageStore

logger = logging.getLogger(__name__)

LONGEST_WAIT = 1.0
LOOK_SECONDS = 0.005
LONGEST_WAY = 0.5
FIRST_READERS = 0.03
PAUSE = 0.002
USED_WITHIN = 30 * 60.0
AT_ONCE = 100
# An import touches the front every moment: never more than half of one processor's time, two seconds at once.
TOKEN_SECONDS = 0.01
TOKENS_PER_SECOND = 50
MOST_TOKENS = 200
# Only what is being printed; pages are kept on disk.
MEMORY_BYTES = 16 * MEGABYTE
SWITCH_SECONDS = 0.001


class PrintingAhead:
    """A thread of the worker; without pages on this node's disk it costs next to nothing."""

    def __init__(self, configuration: Configuration | None = None) -> None:
        self._configuration = configuration or edition_configuration()
        self._handler = _LateHandler()
        self._budget = TokenBucket(TOKENS_PER_SECOND, burst=MOST_TOKENS)
        self._tried: set[str] = set()
        self._tried_as_of = -1
        self._stop = threading.Event()
        self._is_at_rest = threading.Event()
        self._press: Press | None = None
        self._thread = threading.Thread(target=self._run, name="edition-ahead", daemon=True)
        self._is_failing = False

    def start(self) -> None:
        """Begin."""
        # A task that computes must not make each query of a rendering wait five milliseconds.
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread.start()

    def stop(self, *, patience: float) -> None:
        """Stop after the page at hand, and wait so long for it."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=patience)

    def give_way(self) -> None:
        """Let pages that readers wait for be printed first, for half a second at most.

        Called by the other threads of the process, which has one interpreter for all of them.
        """
        until = time.monotonic() + LONGEST_WAY
        while self._is_at_work() and time.monotonic() < until and not self._stop.wait(PAUSE):
            pass

    def _is_at_work(self) -> bool:
        """Say whether pages are being printed, or will be as soon as the thread has seen the latest entry."""
        press = self._press
        return not self._is_at_rest.is_set() or (press is not None and not press.is_current())

    def open_press(self) -> Press:
        """Return a press on this node's disk that serves nobody; close it."""
        configuration = replace(self._configuration, memory_bytes=MEMORY_BYTES, render_threads=1)
        return Press(
            configuration=configuration,
            renderer=Renderer(self._handler, base_url=configuration.base_url),
            store=PageStore(configuration, is_ahead=True),
            counters=Counters(configuration.directory / "counters"),
        )

    def _run(self) -> None:
        press = self._press = self.open_press()
        while not self._stop.is_set():
            self._is_at_rest.clear()
            try:
                self.print_touched(press)
            except Exception as error:  # noqa: BLE001 - drivers raise many kinds; all mean: try again
                self._is_at_rest.set()
                self._note_failure(error)
                connections.close_all()
                self._stop.wait(LONGEST_WAIT)
            else:
                self._is_at_rest.set()
                self._wait_for_entry(press)
        self._press = None
        press.close()
        connections.close_all()

    def _wait_for_entry(self, press: Press) -> None:
        """Wait until a process of this node knows of a later entry, as one that serves soon does."""
        until = time.monotonic() + LONGEST_WAIT
        while press.is_current() and time.monotonic() < until and not self._stop.wait(LOOK_SECONDS):
            pass

    def print_touched(self, press: Press) -> None:
        """Print what is stale and was asked for lately, for as long as the budget lasts."""
        press.following.catch_up()
        self._is_failing = False
        self._let_readers_choose(press)
        while not self._stop.is_set() and self._budget.take():
            address = self._next(press)
            if address is None:
                self._budget.give_back()
                return
            # The first time this takes a second, in which no reader should wait for a page.
            self._handler.load()
            began = time.thread_time()
            press.print_ahead(address)
            self._budget.charge((time.thread_time() - began) / TOKEN_SECONDS - 1)

    def _let_readers_choose(self, press: Press) -> None:
        """Begin an entry's pages with one that somebody waits for: busy pages are asked for at once."""
        until = time.monotonic() + FIRST_READERS
        while press.store.applied != self._tried_as_of and time.monotonic() < until:
            if press.wanted.is_anything() or self._stop.wait(PAUSE):
                return

    def _next(self, press: Press) -> str | None:
        """Return a page not tried since the latest entry: one that readers wait for, else one they read."""
        if self._tried_as_of != press.store.applied:
            self._tried_as_of = press.store.applied
            self._tried.clear()
        since = time.time() - USED_WITHIN
        stale = press.store.disk.touched(since, limit=len(self._tried) + AT_ONCE)
        left = [address for address in stale if address not in self._tried]
        chosen = press.wanted.latest_of(left) or next(iter(left), None)
        if chosen is not None:
            self._tried.add(chosen)
        return chosen

    def _note_failure(self, error: Exception) -> None:
        """Say it once, not every second until the database is back."""
        if not self._is_failing:
            logger.error("edition.ahead_failed %r", error)
        self._is_failing = True


class _LateHandler(WSGIHandler):
    """Django's handler, loaded when there is something to print: a worker at rest stays small."""

    def __init__(self) -> None:
        self._is_loaded = False

    def load(self) -> None:
        """Load middleware and addresses, once."""
        if not self._is_loaded:
            _ = get_resolver().url_patterns
            super().__init__()
            # It stays, and to look through it for garbage takes as long as to render three pages.
            gc.collect()
            gc.freeze()
            self._is_loaded = True
