"""The store: memory in front, disk behind, and a small bounded place for what is not worth more.

Answers other than 200 and pages with a query are kept in memory only, in bounds of their own, so that a
flood of made-up addresses pushes no real page out.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Sequence

from dateline.edition.configuration import Configuration
from dateline.edition.disk import DiskStore, Place
from dateline.edition.folder import PageFolder
from dateline.edition.memory import MemoryStore
from dateline.edition.page import StoredPage, Touch
from dateline.edition.serve import Servable

logger = logging.getLogger(__name__)

SMALL_SHARE = 16


class PageStore:
    """Everything this process can serve without rendering.

    ``is_ahead`` says that it serves nobody and prints ahead: then what it does is no sign of readers.
    """

    def __init__(self, configuration: Configuration, *, is_ahead: bool = False) -> None:
        self.is_ahead = is_ahead
        self._configuration = configuration
        share = configuration.memory_bytes // SMALL_SHARE
        self.memory = MemoryStore(max_bytes=configuration.memory_bytes - 2 * share)
        self.queries = MemoryStore(max_bytes=share)
        self.errors = MemoryStore(max_bytes=share, max_pages=configuration.remembered_errors)
        self.disk = open_disk(configuration)
        self._sections = (self.memory, self.errors, self.queries)
        self._used: dict[str, None] = {}
        # What disk holds is true as of its place; entries after it are replayed to both.
        self.start_at(self._place_of_disk())

    @property
    def applied(self) -> int:
        """As of which entry the memory is true."""
        return self.memory.applied

    def remembered(self, address: str) -> Servable | None:
        """Return the best that memory has: servable as it is, otherwise the latest known."""
        best: Servable | None = None
        for section in self._sections:
            servable = section.get(address)
            if servable is not None and servable.ok:
                return servable
            best = best or servable
        return best

    def load(self, address: str) -> Servable | None:
        """Bring a page from disk to memory; None when disk has none or is behind what memory knows."""
        applied = self.applied
        try:
            found = self.disk.get(address)
        except sqlite3.Error:
            logger.exception("edition.disk_unreadable")
            return None
        if found is None or found.applied < applied:
            return None
        self._note_use(address)
        outdated = found.page.generation not in ("", self._configuration.generation)
        servable = Servable(found.page, downstream=self._configuration.downstream, outdated=outdated)
        if found.stale:
            servable.ok = servable.outdated = False
        elif not outdated:
            self._publish_again(found.page)
        # Only as good as the entries that the disk had applied when it was read.
        return servable if self.memory.put(servable, checked=applied) else None

    def put(self, page: StoredPage, *, checked: int) -> Servable | None:
        """Keep a page known to be true as of ``checked``; None when newer entries were applied already."""
        servable = Servable(page, downstream=self._configuration.downstream)
        section = self._section_of(page)
        if section is self.memory:
            if not self._put_on_disk(page, checked):
                return None
        elif self.memory.get(page.address) is not None or page.status != 200:
            self._drop_from_disk(page.address)
        if not section.put(servable, checked=checked):
            return None
        for other in self._sections:
            if other is not section:
                other.drop(page.address)
        return servable

    def apply(self, entries: Sequence[Touch]) -> int:
        """Mark what the entries touch in memory as stale; return how many pages were."""
        return sum(section.apply(entry) for entry in entries for section in reversed(self._sections))

    def reset(self, place: Place) -> None:
        """Forget everything: the database is not the one that the pages came from."""
        try:
            self.disk.reset(place)
        except (sqlite3.Error, OSError):
            logger.exception("edition.disk_unwritable")
            self.disk.withdraw_all()
        for section in reversed(self._sections):
            section.reset(applied=place.applied)

    def start_at(self, applied: int) -> None:
        """Begin with an empty memory that is true as of this entry."""
        for section in reversed(self._sections):
            section.reset(applied=applied)

    def bytes_in_memory(self) -> int:
        """Return what the pages in memory cost."""
        return sum(section.bytes for section in self._sections)

    def pages_in_memory(self) -> int:
        """Return how many pages there are in memory."""
        return sum(len(section.pages) for section in self._sections)

    def flush_use(self) -> None:
        """Tell the disk which pages were used, those in memory included, and in which order."""
        brought, self._used = self._used, {}
        used = list(dict.fromkeys((*self.memory.asked(), *brought)))
        if used:
            self.disk.mark_used(used, time.time())

    def _place_of_disk(self) -> int:
        try:
            return self.disk.place().applied
        except (sqlite3.Error, OSError):
            logger.exception("edition.disk_unreadable")
            return 0

    def _note_use(self, address: str) -> None:
        if not self.is_ahead and len(self._used) < 10_000:
            self._used[address] = None

    def _section_of(self, page: StoredPage) -> MemoryStore:
        if page.status != 200:
            return self.errors
        return self.queries if "?" in page.address else self.memory

    def _put_on_disk(self, page: StoredPage, checked: int) -> bool:
        try:
            return self.disk.put(page, checked=checked, now=None if self.is_ahead else time.time())
        except (sqlite3.Error, OSError):
            # A full or failing disk costs warm restarts and the nginx mode, not the page.
            logger.exception("edition.disk_unwritable")
            return True

    def _publish_again(self, page: StoredPage) -> None:
        try:
            self.disk.publish_again(page)
        except (sqlite3.Error, OSError):
            logger.exception("edition.disk_unwritable")

    def _drop_from_disk(self, address: str) -> None:
        try:
            self.disk.drop(address)
        except (sqlite3.Error, OSError):
            logger.exception("edition.disk_unwritable")


def open_disk(configuration: Configuration) -> DiskStore:
    """Return the node's disk store, with the nginx folder when there is one."""
    folder = None
    if configuration.nginx_folder:
        folder = PageFolder(configuration.nginx_folder, configuration.nginx_headers)
    return DiskStore(
        configuration.directory / "pages.sqlite3", max_bytes=configuration.disk_bytes, folder=folder
    )
