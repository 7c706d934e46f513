"""Keep the stores of this node as far as the log: at once for what it commits itself, else by following.

``announce_on_this_node`` runs in every process that commits; ``Follower`` threads run in those that serve.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache

from dateline.edition.addresses import QUERIES_KEY, learn_queries
from dateline.edition.configuration import Configuration, edition_configuration
from dateline.edition.disk import DiskStore, Place
from dateline.edition.latest import LatestNumber
from dateline.edition.page import WITHDRAWS, Touch
from dateline.edition.snapshot import drop_dead_connection
from dateline.edition.store import PageStore, open_disk
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import entries_after, latest_entry, latest_number, mark_of, pruned_below
from dateline.publishlog.waiting import act_on_news

logger = logging.getLogger(__name__)

LONGEST_WAIT = 0.5
BATCH = 500


@lru_cache(maxsize=1)
def _node(configuration: Configuration, process: int) -> tuple[LatestNumber, DiskStore | None]:
    disk = open_disk(configuration) if configuration.nginx_folder else None
    return LatestNumber(configuration.directory / "latest"), disk


def announce_on_this_node(entry: LogEntry) -> None:
    """Let every process of this node know of a committed entry before the publishing action returns.

    In nginx mode the pages that it touches leave the folder here and now.
    """
    configuration = edition_configuration()
    latest, disk = _node(configuration, os.getpid())
    if disk is not None:
        catch_up_disk(disk)
    latest.raise_to(entry.number)


def touch_of(entry: LogEntry) -> Touch:
    """Return what the stores need to know of an entry."""
    return Touch(number=entry.number, keys=frozenset(entry.keys), withdraws=bool(entry.data.get(WITHDRAWS)))


def catch_up_disk(disk: DiskStore) -> None:
    """Apply to the disk whatever it has missed, from its own place on.

    A disk that cannot be written stays behind and is not read until it has caught up; nginx would go on
    reading, so every file is taken from it.
    """
    try:
        while entries := entries_after(disk.place().applied, limit=BATCH):
            disk.apply([touch_of(entry) for entry in entries], mark=mark_of(entries[-1]))
    except (sqlite3.Error, OSError):
        logger.exception("edition.disk_unwritable")
        disk.withdraw_all()


class Following:
    """Brings one process's store up to the log, on request and from a thread of its own."""

    def __init__(
        self, store: PageStore, latest: LatestNumber, *, applied: Callable[[Sequence[LogEntry]], None]
    ) -> None:
        self._store = store
        self._latest = latest
        self.begun = False
        self._applied = applied
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.failing_since: float | None = None

    def catch_up(self) -> None:
        """Apply every entry that is visible now; raises when the database is away.

        The first time, see first whether the stored pages come from this database.
        """
        drop_dead_connection()
        with self._lock:
            known = self._latest.number
            if not self.begun:
                self._recognise()
                learn_queries()
            while entries := entries_after(self._store.applied, limit=BATCH):
                catch_up_disk(self._store.disk)
                self._store.apply([touch_of(entry) for entry in entries])
                self._applied(entries)
                if any(QUERIES_KEY in entry.keys for entry in entries):
                    learn_queries()
            if self._store.applied < known and latest_number() < known:
                # The number was read before the entries and is raised after commits: nothing is just late.
                logger.warning("edition.reset the log ends before entry %d", known)
                self._reset()
            self._latest.raise_to(self._store.applied)
        self.failing_since = None

    def start(self) -> None:
        """Follow from a thread until stopped."""
        self._thread = threading.Thread(target=self._run, name="edition-following", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following and wait for the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        act_on_news(self.catch_up, stop=self._stop, longest_wait=LONGEST_WAIT, failed=self._note_failure)

    def _note_failure(self, error: Exception) -> None:
        if self.failing_since is None:
            self.failing_since = time.time()
            logger.error("edition.following_failed %r", error)

    def _recognise(self) -> None:
        place = self._store.disk.place()
        if not self._is_known(place, latest_number()):
            if place.applied:
                # A new paper's store has no place yet, and nobody needs to hear of that.
                logger.warning("edition.reset the log does not contain entry %d as stored", place.applied)
            self._reset()
        self.begun = True

    def _is_known(self, place: Place, newest: int) -> bool:
        if place.applied > newest or place.applied < pruned_below() - 1:
            return False
        if place.applied == 0:
            # Begun before the first entry: everything since can be replayed, if there is anything to keep.
            return newest == 0 or self._store.disk.total_bytes() > 0
        entry = LogEntry.objects.filter(number=place.applied).first()
        return entry is not None and mark_of(entry) == place.mark

    def _reset(self) -> None:
        entry = latest_entry()
        place = Place(entry.number if entry else 0, mark_of(entry))
        self._store.reset(place)
        self._latest.reset_to(place.applied)
