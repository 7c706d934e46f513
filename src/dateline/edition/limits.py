"""Keep failures and floods away from the database: a token bucket, and memories that forget by themselves."""

from __future__ import annotations

import threading
import time


class TokenBucket:
    """Lets through so many a second, and a few at once; what turns out dear is charged afterwards."""

    def __init__(self, per_second: float, *, burst: float | None = None) -> None:
        self._rate = per_second
        self._most = self._tokens = per_second if burst is None else burst
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take a token; False when there is none."""
        with self._lock:
            now = time.monotonic()
            self._tokens = min(self._most, self._tokens + (now - self._at) * self._rate)
            self._at = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True

    def give_back(self) -> None:
        """Return a token that was not needed."""
        with self._lock:
            self._tokens = min(self._most, self._tokens + 1)

    def charge(self, tokens: float) -> None:
        """Take tokens whether they are there or not."""
        with self._lock:
            self._tokens -= tokens


class ShortMemory:
    """Remembers so many names for so many seconds."""

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._until: dict[str, float] = {}

    def add(self, name: str) -> None:
        """Remember a name; when there are too many, the oldest is forgotten."""
        self._until.pop(name, None)
        while len(self._until) >= self._most:
            try:
                del self._until[next(iter(self._until))]
            except (KeyError, RuntimeError, StopIteration):
                break
        self._until[name] = time.monotonic() + self._seconds

    def discard(self, name: str) -> None:
        """Forget a name."""
        self._until.pop(name, None)

    def __contains__(self, name: str) -> bool:
        until = self._until.get(name)
        if until is None:
            return False
        if until <= time.monotonic():
            self._until.pop(name, None)
            return False
        return True
