"""After new code or a new theme: render the stored pages again, one at a time, while the old ones serve."""

from __future__ import annotations

import fcntl
import logging
import threading
import time

from django.db import connection

from dateline.edition.configuration import Configuration
from dateline.edition.press import Press

logger = logging.getLogger(__name__)

BATCH = 50
FIRST_PAUSE = 2.0
FLUSH_SECONDS = 30.0


class Regeneration:
    """A background thread; of a node's processes the one that holds the lock does the work."""

    def __init__(self, press: Press, configuration: Configuration) -> None:
        self._press = press
        self._configuration = configuration
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin in a moment, when the first requests have been answered."""
        self._thread = threading.Thread(target=self._run, name="edition-regeneration", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the page at hand."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        self._stop.wait(FIRST_PAUSE)
        with (self._configuration.directory / "regeneration.lock").open("w") as lock:
            while not self._stop.is_set():
                try:
                    self._press.store.flush_use()
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._regenerate()
                except BlockingIOError:
                    pass
                except Exception:
                    logger.exception("edition.regeneration_failed")
                connection.close()
                self._stop.wait(FLUSH_SECONDS)

    def _regenerate(self) -> None:
        tried: set[str] = set()
        while not self._stop.is_set():
            addresses = self._press.store.disk.outdated(self._configuration.generation, len(tried) + BATCH)
            waiting = [address for address in addresses if address not in tried]
            if not waiting:
                return
            for address in waiting:
                if self._stop.is_set():
                    return
                tried.add(address)
                started = time.perf_counter()
                self._press.print_again(address)
                # Never more than half of one processor's time.
                self._stop.wait(time.perf_counter() - started)
