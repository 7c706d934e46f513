"""The front: an RSGI application for Granian that answers hits without entering Django.

A hit costs one dictionary lookup, one comparison with the number that the node's processes share, and the
choice of an encoding. Everything else is on the slow path.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import time
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from dateline.edition import answers, programs
from dateline.edition.addresses import is_bypassed, page_address
from dateline.edition.configuration import Configuration
from dateline.edition.copies import is_file_of_pages
from dateline.edition.doorkeeper import Doorkeeper
from dateline.edition.errors import BadAddressError
from dateline.edition.gateway import Gateway
from dateline.edition.metrics import INDEX, Counters
from dateline.edition.press import Kind, Outcome, Press
from dateline.edition.readings import READ, Readings
from dateline.edition.regeneration import Regeneration
from dateline.edition.render import Renderer
from dateline.edition.sending import READING, SENDING, forms_at
from dateline.edition.serve import Answer, Servable, answer_for, with_headers
from dateline.edition.store import PageStore
from dateline.edition.tallying import Tallying
from dateline.edition.timekeeper import Timekeeper
from dateline.edition.transport import PlainHttp

logger = logging.getLogger(__name__)

HITS = INDEX["hits"]
TRIES = 4
LONGEST_WAIT = 10.0
SWITCH_SECONDS = 0.001
LAST_GOOD_HEADER = ("dateline-edition", "last-good")

Awaited = TypeVar("Awaited")


class Front:
    """Serves pages from the edition and hands everything else to Django."""

    def __init__(self, handler: Any, configuration: Configuration) -> None:
        self._handler = handler
        self._configuration = configuration
        proxies = configuration.trusted_proxies
        self._plain_http = PlainHttp(base_url=configuration.base_url, proxies=proxies) or None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Open the store in the worker process and begin to follow the log."""
        configuration = self._configuration
        self.counters = Counters(configuration.directory / "counters")
        self.press = Press(
            configuration=configuration,
            renderer=Renderer(self._handler, base_url=configuration.base_url),
            store=PageStore(configuration),
            counters=self.counters,
        )
        self.gateway = Gateway(self._handler, configuration)
        self.doorkeeper = Doorkeeper(configuration.misses_per_second, self.press.room)
        self.regeneration = Regeneration(self.press, configuration)
        self._memory = self.press.store.memory
        self._pages = self._memory.pages
        self._use = self._pages.move_to_end
        self._latest = self.press.latest.cell
        self._cells = self.counters.cells
        self.readings = Readings()
        self._note_reading = self.readings.note
        self.tallying = Tallying(self.readings, loop)
        self.tallying.start()
        self.press.following.start()
        answers.make_standing()
        self.regeneration.start()
        self.timekeeper = Timekeeper(self.press.store.disk) if configuration.nginx_folder else None
        if self.timekeeper is not None:
            self.timekeeper.start()
        # What Django keeps for life need not be looked through again and again for garbage.
        gc.collect()
        gc.freeze()
        # A worker under load must not keep the thread that follows the log waiting for its turn.
        sys.setswitchinterval(SWITCH_SECONDS)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let requests in flight end and stop following."""
        self.regeneration.stop()
        if self.timekeeper is not None:
            self.timekeeper.stop()
        self.tallying.stop()
        self.gateway.close()
        self.press.close()

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        """Answer one request; an error here is answered and logged, never raised."""
        path = scope.path
        if self._plain_http is not None and self._redirected(self._plain_http, scope=scope, proto=proto):
            return
        servable = self._pages.get(path)
        if (
            servable is not None
            and servable.ok
            and self._latest[0] == self._memory.applied
            and not scope.query_string
            and scope.method == "GET"
        ):
            now = time.time()
            if now < servable.until:
                headers = scope.headers
                try:
                    if servable.is_keyed and "authorization" in headers:
                        answer: Answer | None = None
                    elif "if-none-match" in headers or "range" in headers or "if-modified-since" in headers:
                        answer = answer_for(servable, headers, now)
                    else:
                        accepted = headers.get("accept-encoding")
                        form = servable.by_header.get(accepted) or servable.form_for(accepted)
                        answer = form.answer if now >= servable.modified else form.young_answer
                    self._use(path)
                except (KeyError, ValueError, RuntimeError):
                    # Evicted meanwhile, or a header that is no text: the slow path sorts it out.
                    answer = None
                if answer is not None:
                    self._cells[HITS] += 1
                    servable.asked += 1
                    proto.response_bytes(*answer)
                    if servable.is_read and answer[0] in READ:
                        self._note_reading(path, headers)
                    return
        await self._answer_slowly(scope, proto)

    def _redirected(self, plain_http: PlainHttp, *, scope: Any, proto: Any) -> bool:
        """Answer pages and their files with the way to https; Django does so for the desk."""
        is_for_django = is_bypassed(scope.path) and not is_file_of_pages(scope.path)
        if scope.method not in READING or is_for_django:
            return False
        answer = plain_http.redirect(scope)
        if answer is not None:
            proto.response_bytes(*answer)
        return answer is not None

    async def _answer_slowly(self, scope: Any, proto: Any) -> None:
        try:
            await self._slow(scope, proto)
        except Exception:
            logger.exception("edition.request_failed %s", scope.path[:200])
            # Part of an answer may be on its way, or the reader gone: then there is nobody to tell.
            with suppress(Exception):
                proto.response_bytes(*answers.standing("failed"))

    async def _slow(self, scope: Any, proto: Any) -> None:
        if scope.proto != "http":
            proto.close(404)
            return
        path, method = scope.path, scope.method
        if method not in READING:
            await self._take_in(scope, proto)
            return
        is_file = is_file_of_pages(path)
        if (is_bypassed(path) and not is_file) or programs.has_key(scope):
            await self._pass_on(scope, proto)
            return
        try:
            address = page_address(path, scope.query_string)
        except BadAddressError as error:
            self.counters.add("refused")
            proto.response_bytes(*programs.bad(path, error.status))
            return
        if is_file:
            await self._look_for_file(scope, proto)
            return
        outcome = await self.find(address)
        if outcome.kind is Kind.VISITOR:
            await self._pass_on(scope, proto)
            return
        answer = self._answer(outcome, scope)
        proto.response_bytes(*answer)
        servable = outcome.servable
        if servable is not None and servable.is_read and answer.status in READ and method == "GET":
            # Without the query, which may hold what somebody has typed.
            self._note_reading(path, scope.headers)

    async def _pass_on(self, scope: Any, proto: Any) -> None:
        self.counters.add("passed")
        await self.gateway.pass_on(scope, proto)

    async def _take_in(self, scope: Any, proto: Any) -> None:
        """Pass on what is sent to a form; to refuse everything else costs next to nothing."""
        forms = forms_at(scope.path)
        if forms is None or scope.method not in SENDING:
            self.counters.add("refused")
            proto.response_bytes(*programs.not_allowed(scope, forms))
            return
        self.counters.add("passed")
        await self.gateway.pass_on(scope, proto, forms=forms)

    async def _look_for_file(self, scope: Any, proto: Any) -> None:
        path, began = scope.path, time.monotonic()
        if not await self.doorkeeper.lets_in(path):
            self.counters.add("limited")
            proto.response_bytes(*answers.standing("limited"))
            return
        self.counters.add("passed")
        status = await self.gateway.pass_on(scope, proto)
        self.doorkeeper.note(path, status, began=began)

    def _answer(self, outcome: Outcome, scope: Any) -> Answer:
        if outcome.servable is None:
            limited = outcome.kind is Kind.LIMITED
            self.counters.add("limited" if limited else "unavailable")
            return programs.standing(scope.path, "limited" if limited else "unavailable")
        answer = answer_for(outcome.servable, _ReadableHeaders(scope.headers), time.time())
        if outcome.kind is Kind.LAST_GOOD:
            self.counters.add("served_last_good")
            return with_headers(answer, LAST_GOOD_HEADER)
        return answer

    async def find(self, address: str) -> Outcome:
        """Return the page as of now: from memory, from disk or rendered; or the last good one."""
        press, missed = self.press, False
        outcome = Outcome(Kind.UNAVAILABLE)
        for _ in range(TRIES):
            if not press.is_current() and not await self._become_current():
                return await asyncio.to_thread(press.last_good, address)
            servable = press.store.remembered(address)
            if servable is not None and self._may_serve(servable, address):
                self._cells[HITS] += not missed
                return Outcome(Kind.FRESH, servable)
            if address in press.for_visitors:
                return Outcome(Kind.VISITOR)
            if not missed:
                self.counters.add("misses")
                missed = True
            arrived_at = press.latest.number
            if press.is_stuck():
                return await asyncio.to_thread(press.last_good, address)
            try:
                outcome = await _waited(press.print_page(address))
            except TimeoutError:
                press.note_stuck()
                return await asyncio.to_thread(press.last_good, address)
            # A printing that began before this request may have missed an entry that came before it.
            if outcome.kind is not Kind.FRESH or outcome.checked >= arrived_at:
                if outcome.servable is not None and outcome.servable.outdated:
                    press.refresh(address)
                return outcome
        return outcome

    async def _become_current(self) -> bool:
        """Apply at least every entry known when this is called; False when the database is away."""
        press, wanted = self.press, self.press.latest.number
        # Two suffice: the one under way may have begun before the latest entry. The log may also be reset.
        for _ in range(TRIES):
            if press.is_stuck():
                return False
            try:
                if not await _waited(press.catch_up()):
                    return False
            except TimeoutError:
                press.note_stuck()
                return False
            if press.store.applied >= wanted or press.is_current():
                return True
        return False

    def _may_serve(self, servable: Servable, address: str) -> bool:
        if time.time() >= servable.until:
            return False
        if servable.outdated:
            self.press.refresh(address)
        return servable.ok or servable.outdated


async def _waited(future: Future[Awaited]) -> Awaited:
    """Wait for what others wait for too, for as long as a reader would. Raises TimeoutError."""
    return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), LONGEST_WAIT)


class _ReadableHeaders:
    """Request headers in which what is not text counts as absent."""

    def __init__(self, headers: Any) -> None:
        self._headers = headers

    def __contains__(self, key: str, /) -> bool:
        return self.get(key) is not None

    def get(self, key: str, default: Any = None, /) -> Any:
        try:
            return self._headers.get(key, default)
        except (UnicodeDecodeError, ValueError, RuntimeError):
            return default
