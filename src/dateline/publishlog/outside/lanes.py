"""Threads in which servers elsewhere are asked: one for each of them, so that none holds up another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 8


class Lanes:
    """What is at work now, by whom it is for. Nobody waits for it, not even the worker when it ends."""

    def __init__(self, name: str, work: Callable[[Any], object]) -> None:
        """``name`` is for threads and logs; ``work`` is given the key of its lane."""
        self.name = name
        self.work = work
        self.busy: set[Any] = set()
        self._lock = threading.Lock()

    def begin(self, key: Any) -> None:
        """Begin to work for this key in a thread, unless somebody is at it or enough others are."""
        with self._lock:
            if key in self.busy or len(self.busy) >= MOST_AT_ONCE:
                return
            self.busy.add(key)
        # A daemon: a server that does not answer must not keep the worker from ending.
        threading.Thread(target=self._run, args=(key,), name=f"{self.name}-{key}", daemon=True).start()

    def _run(self, key: Any) -> None:
        try:
            self.work(key)
        except Exception:
            logger.exception("outside.failed lane=%s key=%s", self.name, key)
        finally:
            with self._lock:
                self.busy.discard(key)
            connections.close_all()
