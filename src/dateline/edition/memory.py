"""Pages in memory: bounded in bytes and number, least recently used out first, found by address and by key.

Reads take no lock (a dictionary lookup is atomic in CPython); everything else does.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from dateline.edition.page import EVERYTHING, Touch
from dateline.edition.serve import Servable


class MemoryStore:
    """Keeps servable pages true as of log entry ``applied``."""

    def __init__(self, *, max_bytes: int, max_pages: int | None = None, applied: int = 0) -> None:
        self.pages: OrderedDict[str, Servable] = OrderedDict()
        self.applied = applied
        self.bytes = 0
        self._max_bytes = max_bytes
        self._max_pages = max_pages
        self._addresses: dict[str, set[str]] = {}
        self._lock = threading.Lock()

    def get(self, address: str) -> Servable | None:
        """Return what is kept for the address, stale or not, and count it as used."""
        servable = self.pages.get(address)
        if servable is not None:
            self.use(address)
        return servable

    def use(self, address: str) -> None:
        """Count a page as just used; one that has gone meanwhile is ignored."""
        try:
            self.pages.move_to_end(address)
        except KeyError:
            return

    def asked(self) -> list[str]:
        """Return the pages that readers asked for since the last call, those asked for most often first."""
        asked = [
            (servable.asked, address) for address, servable in list(self.pages.items()) if servable.asked
        ]
        for _, address in asked:
            servable = self.pages.get(address)
            if servable is not None:
                servable.asked = 0
        return [address for _, address in sorted(asked, reverse=True)]

    def put(self, servable: Servable, *, checked: int) -> bool:
        """Keep a page known to be true as of ``checked``; False when newer entries were applied already."""
        page = servable.page
        with self._lock:
            if self.applied > checked:
                return False
            self._forget(page.address)
            self.pages[page.address] = servable
            self.bytes += page.size
            for key in page.keys:
                self._addresses.setdefault(key, set()).add(page.address)
            while self.pages and self._is_full():
                self._forget(next(iter(self.pages)))
        return True

    def apply(self, entry: Touch) -> int:
        """Mark what an entry touches as stale, note the entry as applied, return how many were marked."""
        touched = 0
        with self._lock:
            for key in (EVERYTHING, *entry.keys):
                for address in list(self._addresses.get(key, ())):
                    servable = self.pages[address]
                    if servable.page.as_of >= entry.number:
                        continue
                    touched += servable.ok or servable.outdated
                    servable.ok = servable.outdated = False
                    if entry.withdraws:
                        self._forget(address)
            self.applied = max(self.applied, entry.number)
        return touched

    def drop(self, address: str) -> None:
        """Forget one page."""
        with self._lock:
            self._forget(address)

    def reset(self, *, applied: int) -> None:
        """Forget everything and start from this entry."""
        with self._lock:
            self.pages.clear()
            self._addresses.clear()
            self.bytes = 0
            self.applied = applied

    def _is_full(self) -> bool:
        return self.bytes > self._max_bytes or (
            self._max_pages is not None and len(self.pages) > self._max_pages
        )

    def _forget(self, address: str) -> None:
        servable = self.pages.pop(address, None)
        if servable is None:
            return
        self.bytes -= servable.page.size
        for key in servable.page.keys:
            addresses = self._addresses[key]
            addresses.discard(address)
            if not addresses:
                del self._addresses[key]
