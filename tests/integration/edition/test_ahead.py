"""Pages that readers ask for are printed again before they ask; no reader waits longer for it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connections

from dateline.edition import ahead
from dateline.edition.ahead import PrintingAhead
from dateline.edition.metrics import INDEX
from dateline.edition.nodelock import AHEAD, AHEAD_PATIENCE, PATIENCE
from dateline.edition.press import Press
from tests.edition_site.actions import remove_note, write_note
from tests.edition_site.harness import Node, fresh_rendering

pytestmark = pytest.mark.django_db(transaction=True)

HOLDER = """
import sys
from pathlib import Path
from dateline.edition.nodelock import NodeLocks
with NodeLocks(Path(sys.argv[1])).holding(sys.argv[2], patience=5):
    print("held", flush=True)
    sys.stdin.read()
"""


class Printer:
    """The worker's part, step by step."""

    def __init__(self, node: Node) -> None:
        self._ahead = PrintingAhead(node.configuration)
        self.press = self._ahead.open_press()

    def print(self) -> int:
        """Print what is to be printed now; return how many pages were rendered."""
        before = self.count("renders")
        self._ahead.print_touched(self.press)
        return self.count("renders") - before

    def count(self, name: str) -> int:
        return int(self.press.counters.cells[INDEX[name]])


@pytest.fixture
def printer(node: Node) -> Iterator[Printer]:
    printer = Printer(node)
    yield printer
    printer.press.close()


def test_touched_page_is_rendered_before_its_next_reader_comes(node: Node, printer: Printer) -> None:
    node.get("/")
    write_note(slug="a", title="A")

    assert printer.print() == 1

    renders = node.count("renders")
    assert node.get("/").content == fresh_rendering("/")[1]
    assert node.count("renders") == renders
    assert printer.print() == 0


def test_same_bytes_keep_their_date_and_new_ones_get_a_later_one(node: Node, printer: Printer) -> None:
    write_note(slug="a", title="A")
    node.get("/note/a/")
    first = node.front.press.store.remembered("/note/a/")
    write_note(slug="a", title="A")
    printer.print()
    node.get("/note/a/")
    same = node.front.press.store.remembered("/note/a/")
    write_note(slug="a", title="B")
    printer.print()
    node.get("/note/a/")
    other = node.front.press.store.remembered("/note/a/")

    assert first is not None
    assert same is not None
    assert other is not None
    assert same.page.as_of > first.page.as_of
    assert same.page.changed_at == first.page.changed_at
    assert other.page.changed_at >= int(same.page.changed_at) + 1


def test_page_that_nobody_asked_for_lately_is_left_alone(
    node: Node, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    node.get("/")
    write_note(slug="a", title="A")
    monkeypatch.setattr(ahead, "USED_WITHIN", 0.0)

    assert printer.print() == 0


def test_printing_ahead_is_no_sign_of_readers(node: Node, printer: Printer) -> None:
    node.get("/")
    asked_before = time.time()
    write_note(slug="a", title="A")
    printer.print()
    write_note(slug="a", title="B")
    printer.press.following.catch_up()

    assert node.front.press.store.disk.touched(0, limit=9) == ["/"]
    assert node.front.press.store.disk.touched(asked_before, limit=9) == []


def test_page_asked_for_most_comes_first(node: Node, printer: Printer) -> None:
    for address, times in (("/", 3), ("/section/news/", 5), ("/fails/", 2)):
        for _ in range(times):
            node.get(address)
    node.front.press.store.flush_use()
    write_note(slug="a", title="A")
    printer.press.following.catch_up()

    assert printer.press.store.disk.touched(0, limit=9) == ["/section/news/", "/", "/fails/"]


def test_pages_that_readers_wait_for_are_printed_before_those_that_they_read_once(
    node: Node, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("/", "/section/news/", "/fails/"):
        node.get(address)
    write_note(slug="a", title="A")
    serving = node.front.press.wanted
    serving.want("/fails/")
    serving.want("/section/news/")
    printed: list[str] = []
    monkeypatch.setattr(printer.press, "print_ahead", printed.append)
    printer.print()

    # Whoever serves begins at the other end.
    assert printed == ["/section/news/", "/fails/", "/"]


def test_page_is_waited_for_while_somebody_prints_it(node: Node) -> None:
    node.get("/slow/")
    write_note(slug="a", title="A")
    wanted = node.front.press.wanted
    seen: list[str | None] = []

    def look() -> None:
        while not wanted.is_anything():
            time.sleep(0.001)
        seen.append(wanted.latest_of(["/", "/slow/"]))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    node.get("/slow/")
    looking.join(timeout=5)

    assert seen == ["/slow/"]
    assert not wanted.is_anything()


def test_address_never_seen_is_no_news_for_who_prints_ahead(node: Node) -> None:
    asked: list[str] = []
    node.front.press.wanted.want = asked.append
    node.get("/")
    assert asked == []
    write_note(slug="a", title="A")
    node.get("/")

    assert asked == ["/"]


def test_other_threads_give_way_until_pages_are_printed(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LONGEST_WAY", 10.0)
    node.get("/slow/")
    printing = PrintingAhead(node.configuration)
    printing.start()
    for title in ("A", "B"):
        write_note(slug="a", title=title)
        printing.give_way()
        found = node.front.press.store.disk.get("/slow/")
        assert found is not None
        assert not found.stale
    printing.stop(patience=5)


def test_nobody_gives_way_for_longer_than_half_a_second(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    printing = PrintingAhead(node.configuration)
    entered, released = threading.Event(), threading.Event()

    def print_for_long(press: Press) -> None:
        entered.set()
        released.wait(5)

    monkeypatch.setattr(printing, "print_touched", print_for_long)
    printing.start()
    entered.wait(5)
    began = time.monotonic()
    printing.give_way()
    waited = time.monotonic() - began
    released.set()
    printing.stop(patience=5)

    assert ahead.LONGEST_WAY <= waited < ahead.LONGEST_WAY + 0.5


def test_import_is_not_followed_page_by_page(
    node: Node, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "TOKEN_SECONDS", 0.0001)
    monkeypatch.setattr(ahead, "TOKENS_PER_SECOND", 1)
    monkeypatch.setattr(ahead, "MOST_TOKENS", 5)
    other = Printer(node)
    node.get("/")
    rendered = 0
    for number in range(60):
        write_note(slug="a", title=str(number))
        rendered += other.print()
    other.press.close()

    assert 1 <= rendered <= 10
    assert node.get("/").content == fresh_rendering("/")[1]


def test_page_that_fails_is_not_tried_again_before_the_next_entry(node: Node, printer: Printer) -> None:
    node.get("/fails/")
    write_note(slug="boom", title="Boom")

    assert [printer.print() for _ in range(3)] == [0, 0, 0]

    assert printer.count("render_failures") == 1
    remove_note(slug="boom")
    time.sleep(1.1)
    assert printer.print() == 1
    assert node.get("/fails/").content == b"fine" * 100


def test_entry_during_printing_is_not_missed(node: Node, printer: Printer) -> None:
    node.get("/slow/")
    write_note(slug="a", title="A")

    def print_and_leave() -> None:
        printer.print()
        connections.close_all()

    printing = threading.Thread(target=print_and_leave)
    printing.start()
    time.sleep(0.1)
    write_note(slug="b", title="B")

    assert node.get("/slow/").content == b"slow 2"

    printing.join()
    found = node.front.press.store.disk.get("/slow/")
    assert found is not None
    assert found.page.bodies.identity == b"slow 2"
    assert not found.stale


@pytest.fixture
def hold(node: Node) -> Iterator[Callable[[str], None]]:
    """Hold a lock of the node in another process, as a slow one would."""
    holders: list[subprocess.Popen[bytes]] = []

    def take(name: str) -> None:
        path = node.configuration.directory / "renders.lock"
        command = [sys.executable, "-c", HOLDER, str(path), name]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"

    yield take
    for holder in holders:
        holder.communicate()


def test_reader_waits_only_a_moment_for_a_worker_that_prints_slowly(
    node: Node, hold: Callable[[str], None]
) -> None:
    node.get("/")
    write_note(slug="a", title="A")
    hold(f"{AHEAD}/")
    began = time.monotonic()

    assert b"A" in node.get("/").content

    assert AHEAD_PATIENCE - 0.1 < time.monotonic() - began < PATIENCE / 2


@pytest.mark.parametrize("name", ["/", f"{AHEAD}/"])
def test_page_that_another_process_renders_is_left_to_it(
    node: Node, printer: Printer, hold: Callable[[str], None], name: str
) -> None:
    node.get("/")
    write_note(slug="a", title="A")
    hold(name)

    assert printer.print() == 0


def test_thread_prints_by_itself_and_stops(node: Node) -> None:
    node.get("/")
    working = PrintingAhead(node.configuration)
    working.start()
    write_note(slug="a", title="A")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        found = node.front.press.store.disk.get("/")
        if found is not None and b"A" in found.page.bodies.identity:
            break
        time.sleep(0.02)
    working.stop(patience=5)

    assert node.get("/").content == fresh_rendering("/")[1]
    assert found is not None
    assert not found.stale
    assert b": A" in found.page.bodies.identity
