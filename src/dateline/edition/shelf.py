"""What renderings keep from one state of the database to the next, until an entry touches it.

Cards, lists and what surrounds every page are read from the same few rows again and again. A reading has
keys, as a page has, and holds for as long as no entry touches one of them.
"""

from __future__ import annotations

import threading

from dateline.edition.keys import Readings, untouched
from dateline.edition.snapshot import AsOf
from dateline.publishlog.queries import keys_touched_since

# After so many entries at once, as after an import, reading anew costs less than finding out what holds.
MOST_ENTRIES = 300


class Shelf:
    """Kept readings, true as of one entry. Each renderer has one; its threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0
        self._mark = ""
        self._readings: Readings = {}

    def as_of(self, snapshot: AsOf) -> Readings:
        """Return what is true in this snapshot, open on this thread's connection; it may be added to."""
        with self._lock:
            number, mark, readings = self._number, self._mark, self._readings
        if mark == snapshot.mark:
            return readings
        if snapshot.number < number:
            # Taken before another thread's, from which what is on the shelf may come.
            return {}
        kept = self._after(snapshot, number=number, mark=mark, readings=readings)
        with self._lock:
            if self._mark == mark:
                self._number, self._mark, self._readings = snapshot.number, snapshot.mark, kept
            return self._readings if self._mark == snapshot.mark else kept

    def _after(self, snapshot: AsOf, *, number: int, mark: str, readings: Readings) -> Readings:
        """Return what no entry has touched; nothing when the entry it holds as of is not in this database."""
        if not mark or not readings or snapshot.number - number > MOST_ENTRIES:
            return {}
        touched = keys_touched_since(number, mark=mark)
        return {} if touched is None else untouched(readings, touched)
