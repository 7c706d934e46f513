"""The press: prints each page once, however many ask, and falls back on the last good one.

Knows the store, the renderer and the log; knows nothing of HTTP connections.
"""

from __future__ import annotations

import enum
import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace
from typing import NamedTuple

from django.db import Error as DatabaseError

from dateline.edition.configuration import Configuration
from dateline.edition.errors import RenderFailedError
from dateline.edition.following import Following
from dateline.edition.latest import LatestNumber
from dateline.edition.limits import ShortMemory, TokenBucket
from dateline.edition.metrics import Counters
from dateline.edition.nodelock import NodeLocks
from dateline.edition.page import StoredPage
from dateline.edition.pagemaking import page_from
from dateline.edition.render import Renderer, Rendering
from dateline.edition.serve import Servable
from dateline.edition.store import PageStore
from dateline.edition.threads import DatabaseThreads
from dateline.edition.waiting_room import WaitingRoom
from dateline.edition.wanted import WantedPages
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import keys_touched_after

logger = logging.getLogger(__name__)

TRIES = 4
DATABASE = "the database"
MOST_FLIGHTS = 5_000
STUCK = "stuck"
# So few renderings of made-up addresses may stand in a reader's way, and so long each without costing more:
# together they get half of the time of one thread.
BURST = 10
USUAL_SECONDS = 0.01
LAST_GOOD = frozenset((200, 301, 308))


class Kind(enum.Enum):
    """What became of a request for a page."""

    FRESH = "fresh"
    LAST_GOOD = "last good"
    VISITOR = "visitor"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"


class Outcome(NamedTuple):
    """A page, or why there is none. ``checked`` is the entry up to which the page is known to be true."""

    kind: Kind
    servable: Servable | None = None
    checked: int = 0


class Press:
    """One per process that serves pages."""

    def __init__(
        self, *, configuration: Configuration, renderer: Renderer, store: PageStore, counters: Counters
    ) -> None:
        self.store = store
        self.latest = LatestNumber(configuration.directory / "latest")
        self.counters = counters
        self.following = Following(store, self.latest, applied=self._note_applied)
        self.for_visitors = ShortMemory(seconds=30, most=5_000)
        self._configuration = configuration
        self._renderer = renderer
        self._locks = NodeLocks(configuration.directory / "renders.lock")
        self.wanted = WantedPages(configuration.directory / "wanted")
        self._failed = ShortMemory(seconds=1, most=2_000)
        self._misses = TokenBucket(configuration.misses_per_second, burst=BURST)
        self.room = WaitingRoom()
        self._flights: dict[str, Future[Outcome]] = {}
        self._flights_lock = threading.Lock()
        self._renders = DatabaseThreads(configuration.render_threads, name="edition-render")
        self._refreshes = DatabaseThreads(1, name="edition-refresh")
        self._catching_up: Future[bool] | None = None
        self._follow = DatabaseThreads(1, name="edition-catch-up")

    def is_current(self) -> bool:
        """Say whether memory has applied every entry that this node knows of, of this very database."""
        return self.following.begun and self.latest.number == self.store.applied

    def catch_up(self) -> Future[bool]:
        """Apply what is missing, in another thread; False when the database is away."""
        with self._flights_lock:
            if self._catching_up is None or self._catching_up.done():
                self._catching_up = self._follow.submit(self._catch_up)
            return self._catching_up

    def print_page(self, address: str) -> Future[Outcome]:
        """Obtain a page, together with everybody else who asks for it now."""
        with self._flights_lock:
            flight = self._flights.get(address)
            if flight is not None:
                return flight
            if len(self._flights) >= MOST_FLIGHTS:
                full: Future[Outcome] = Future()
                full.set_result(Outcome(Kind.LIMITED))
                return full
            flight = self._flights[address] = Future()
        flight.add_done_callback(lambda _: self._land(address))
        if self.store.remembered(address) is not None:
            self.wanted.want(address)
        self._renders.submit(self._fly, address, flight)
        return flight

    def is_stuck(self) -> bool:
        """Say whether printing has lately taken longer than anybody would wait."""
        return STUCK in self._failed

    def note_stuck(self) -> None:
        """Note that somebody waited in vain: the database takes queries and does not answer them."""
        self.counters.add("database_failures")
        self._failed.add(STUCK)

    def refresh(self, address: str) -> None:
        """Replace a page of an older generation in the background, one at a time."""
        name = f"refresh {address}"
        if name not in self._failed:
            self._failed.add(name)
            self._refreshes.submit(self._obtain, address, refreshing=True)

    def print_again(self, address: str) -> Outcome:
        """Replace a page of an older generation now, in this thread."""
        return self._obtain(address, refreshing=True)

    def print_ahead(self, address: str) -> None:
        """Print a page that nobody waits for, in this thread, unless another process is at it."""
        with self._locks.before_readers(address) as is_alone:
            if is_alone:
                self._obtain(address, is_known=True)

    def last_good(self, address: str) -> Outcome:
        """Return what was last known of the page, for when nothing better can be had."""
        servable = self.store.remembered(address) or self.store.load(address)
        if servable is None or servable.page.status not in LAST_GOOD:
            return Outcome(Kind.UNAVAILABLE)
        return Outcome(Kind.LAST_GOOD, servable)

    def close(self) -> None:
        """Stop following and printing."""
        self.following.stop()
        for executor in (self.room, self._renders, self._refreshes, self._follow):
            executor.close()
        self.store.flush_use()
        self.store.disk.close()

    def _land(self, address: str) -> None:
        self._flights.pop(address, None)
        self.wanted.forget(address)

    def _catch_up(self) -> bool:
        if DATABASE in self._failed:
            return False
        try:
            self.following.catch_up()
        except DatabaseError as error:
            self._note_database_failure(error)
            return False
        return True

    def _fly(self, address: str, flight: Future[Outcome]) -> None:
        """Obtain a page for everybody on this flight; one too many waits until it is known to exist."""
        outcome = self._obtain(address)
        if outcome.kind is not Kind.LIMITED:
            flight.set_result(outcome)
            return

        def told(exists: bool) -> None:
            if exists:
                self._renders.submit(lambda: flight.set_result(self._obtain(address, is_known=True)))
            else:
                flight.set_result(outcome)

        self.room.enter(address, told)

    def _obtain(self, address: str, *, refreshing: bool = False, is_known: bool = False) -> Outcome:
        try:
            printed = self._from_disk(address, refreshing)
            return printed or self._from_handler(address, refreshing, is_known=is_known)
        except DatabaseError as error:
            self._note_database_failure(error)
        except RenderFailedError as error:
            self.counters.add("render_failures")
            self._failed.add(address)
            logger.error("edition.render_failed %s", error)
        except Exception:
            self.counters.add("render_failures")
            self._failed.add(address)
            logger.exception("edition.render_failed %s", address)
        return self.last_good(address)

    def _from_disk(self, address: str, refreshing: bool) -> Outcome | None:
        if not self.is_current() and not self._catch_up():
            return self.last_good(address)
        checked = self.store.applied
        servable = self.store.load(address)
        if servable is None or servable.until <= time.time():
            return None
        if servable.ok or (servable.outdated and not refreshing):
            self.counters.add("disk_hits")
            return Outcome(Kind.FRESH, servable, checked)
        return None

    def _from_handler(self, address: str, refreshing: bool, *, is_known: bool) -> Outcome:
        previous = self.store.remembered(address)
        if address in self._failed or DATABASE in self._failed:
            return self.last_good(address)
        unknown = previous is None and not is_known
        if unknown and not self._misses.take():
            return Outcome(Kind.LIMITED)
        began = time.monotonic()
        # Whoever prints ahead has a lock already, and no claim to those that readers wait for longer.
        with nullcontext(False) if self.store.is_ahead else self._locks.for_readers(address) as waited:
            printed = self._from_disk(address, refreshing) if waited else None
            outcome = printed or self._render(address, previous)
        if not unknown:
            return outcome
        if outcome.servable is not None and _is_real(outcome.servable.page):
            self._misses.give_back()
        else:
            self._misses.charge(max(0.0, (time.monotonic() - began) / USUAL_SECONDS - 1))
        return outcome

    def _render(self, address: str, previous: Servable | None) -> Outcome:
        """Render until no entry touched the page meanwhile; then store it."""
        outcome = Outcome(Kind.UNAVAILABLE)
        for _ in range(TRIES):
            started = time.perf_counter()
            rendering = self._renderer.render(address)
            self.counters.add("renders")
            self.counters.add("render_microseconds", int((time.perf_counter() - started) * 1e6))
            if rendering.private:
                if not rendering.is_meant_private:
                    logger.warning("edition.page_not_stored %s: %s", address, rendering.private)
                self.for_visitors.add(address)
                return Outcome(Kind.VISITOR)
            outcome = self._store(address, rendering, previous)
            if outcome.servable is None or outcome.servable.ok:
                return outcome
        return Outcome(Kind.FRESH, outcome.servable, outcome.checked)

    def _store(self, address: str, rendering: Rendering, previous: Servable | None) -> Outcome:
        page = page_from(rendering, address=address, previous=previous, configuration=self._configuration)
        checked = rendering.as_of
        for _ in range(TRIES):
            newest, touched = keys_touched_after(checked)
            if newest > checked and page.is_touched_by(touched):
                break
            checked = newest
            servable = self.store.put(_as_of(page, checked), checked=checked)
            if servable is not None:
                self.counters.set("memory_bytes", self.store.bytes_in_memory())
                self.counters.set("memory_pages", self.store.pages_in_memory())
                return Outcome(Kind.FRESH, servable, checked)
        unstored = Servable(page, downstream=False)
        unstored.ok = False
        self.counters.add("rendered_again")
        return Outcome(Kind.FRESH, unstored, rendering.as_of)

    def _note_applied(self, entries: Sequence[LogEntry]) -> None:
        now = time.time()
        for entry in () if self.store.is_ahead else entries:
            self.counters.observe_visible(max(0.0, now - entry.at.timestamp()))

    def _note_database_failure(self, error: Exception) -> None:
        if DATABASE not in self._failed:
            logger.error("edition.database_away %r", error)
        self.counters.add("database_failures")
        self._failed.add(DATABASE)


def _as_of(page: StoredPage, number: int) -> StoredPage:
    return replace(page, as_of=number) if number != page.as_of else page


def _is_real(page: StoredPage) -> bool:
    return page.status == 200 and "?" not in page.address
