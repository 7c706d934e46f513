"""Run the followers in threads: each as soon as it has something to do, none in the way of another."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections
from django.utils import timezone

from dateline.publishlog.followers import Follower, due_followers, registered_followers, run_follower
from dateline.publishlog.waiting import act_on_news

logger = logging.getLogger(__name__)

# The longest time until a follower is looked at whose pause after a failure is over, or whose delay is.
LONGEST_WAIT = 1.0


class FollowerThreads:
    """Waits for the log to grow and gives each follower that is due a thread until it has caught up.

    A cache that lets us wait for its time-out so holds up neither the others nor the scheduler. The same
    follower never runs twice in one process; the leases of their places see to the other processes.
    """

    def __init__(self, *, give_way: Callable[[], None] = lambda: None) -> None:
        """Make them; ``give_way`` is called before one that is not urgent gets its entries."""
        self._give_way = give_way
        self._stop = threading.Event()
        self._running: dict[str, threading.Thread] = {}
        self._thread = threading.Thread(target=self._wait_and_start, name="followers", daemon=True)
        self._is_failing = False

    def start(self) -> None:
        """Begin, if this paper has followers at all."""
        if registered_followers():
            self._thread.start()

    def stop(self, *, patience: float) -> None:
        """Start nothing more, and wait so long for what is being handled.

        What is not finished then is handed over again after the next start, as after any failure.
        """
        self._stop.set()
        until = time.monotonic() + patience
        for thread in [self._thread, *list(self._running.values())]:
            if thread.ident is not None:
                thread.join(timeout=max(0.0, until - time.monotonic()))

    def _wait_and_start(self) -> None:
        act_on_news(self._look, stop=self._stop, longest_wait=LONGEST_WAIT, failed=self._note_failure)

    def _look(self) -> None:
        close_old_connections()
        self._start_due()
        self._is_failing = False

    def _start_due(self) -> None:
        self._running = {name: thread for name, thread in self._running.items() if thread.is_alive()}
        for follower in due_followers(timezone.now()):
            if follower.name not in self._running and not self._stop.is_set():
                name = f"follower {follower.name}"
                thread = threading.Thread(target=self._run, args=[follower], name=name, daemon=True)
                self._running[follower.name] = thread
                thread.start()

    def _run(self, follower: Follower) -> None:
        try:
            if not follower.is_urgent:
                self._give_way()
            while not self._stop.is_set() and run_follower(follower):
                pass
        except Exception as error:  # noqa: BLE001 - the database went away; the loop above starts us again
            logger.warning("follower.interrupted %s %r", follower.name, error)
        finally:
            connections.close_all()

    def _note_failure(self, error: Exception) -> None:
        """Say it once, not every second until the database is back."""
        if not self._is_failing:
            logger.error("followers.database_away %r", error)
        self._is_failing = True
