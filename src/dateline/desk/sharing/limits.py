"""How often links may be opened: enough for people, too little for whoever guesses or copies in a loop.

Counted in memory, for each process by itself. Tokens have 256 random bits, so this protects the machine, not
the secret.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock


class Limit:
    """At most so many in a minute for each name; the names asked for longest ago are forgotten first."""

    def __init__(
        self, *, per_minute: int, names: int = 5000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_minute = per_minute
        self._names = names
        self._clock = clock
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def allows(self, name: str) -> bool:
        """Count one and say whether it is still within the limit."""
        now = self._clock()
        with self._lock:
            since, count = self._seen.pop(name, (now, 0))
            if now - since >= 60:
                since, count = now, 0
            self._seen[name] = (since, count + 1)
            while len(self._seen) > self._names:
                self._seen.popitem(last=False)
            return count < self._per_minute

    def clear(self) -> None:
        """Forget everything. For tests."""
        with self._lock:
            self._seen.clear()


# Wrong tokens from one visitor; pages of one link; pictures of one link.
WRONG = Limit(per_minute=30)
PAGES = Limit(per_minute=60)
PICTURES = Limit(per_minute=1200)
