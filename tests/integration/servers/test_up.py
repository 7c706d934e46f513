"""``dateline up``: what is killed comes back, what is asked is answered, new code comes gently."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.paper_process import DeskHand, PaperProcess
from tests.support.telling import tell

THEME = "body {{ --number: {number}; }}\n"
SHEET = re.compile(rb"/static/reader/paper[^\"]*css")


@pytest.fixture
def paper(make_paper: Callable[..., PaperProcess], request: pytest.FixtureRequest) -> PaperProcess:
    return make_paper(request.node.name[:30])


class Readers:
    """Readers who ask again and again, each over a new connection."""

    def __init__(
        self, paper: PaperProcess, *, count: int = 4, address: str = "/", pause: float = 0.0
    ) -> None:
        self._paper, self._address, self._pause = paper, address, pause
        self.got: Counter[str] = Counter()
        self.longest = 0.0
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        while not self._stop.is_set():
            begun = time.monotonic()
            try:
                self.got[str(self._paper.get(self._address, timeout=30)[0])] += 1
            except ConnectionRefusedError:
                self.got["refused"] += 1
                time.sleep(0.02)
            except ConnectionResetError:
                # Connected at the very moment of closing, and what was asked was never read: no server can
                # help that. That what was read is answered is tried with requests that are half sent.
                self.got["reset"] += 1
            except OSError:
                # An answer that ended in its middle, or never came.
                self.got["broken"] += 1
            else:
                self.longest = max(self.longest, time.monotonic() - begun)
                self._stop.wait(self._pause)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def _web_workers(paper: PaperProcess) -> list[int]:
    """Granian's main process is the oldest that names it; the workers are its children.

    For a moment there may be none: workers outlive a killed one for as long as it takes them to notice, and
    answer meanwhile.
    """
    _wait(partial(paper.find, "granian"), seconds=30)
    processes = paper.processes()
    granian = min(pid for pid, command in processes.items() if "granian" in command)
    return [pid for pid in paper.children_of(granian) if "resource_tracker" not in processes.get(pid, "")]


def _wait(condition: Callable[[], object], *, seconds: float) -> float:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)
    return time.monotonic() - begun


def test_whatever_is_killed_comes_back(paper: PaperProcess, make_hand: Callable[..., DeskHand]) -> None:
    paper.start()
    hand = make_hand(paper)
    for name in ("worker of granian", "granian", "config.worker"):
        readers = Readers(paper, count=2)
        time.sleep(0.3)
        before = _web_workers(paper)
        victim = before[0] if name == "worker of granian" else paper.find(name)[0]
        os.kill(victim, signal.SIGKILL)
        time.sleep(0.1)
        gone = {"worker of granian": [victim], "granian": [victim, *before]}.get(name)
        came = partial(paper.find, name) if gone is None else partial(_answers_anew, paper, gone=gone)
        back = _wait(came, seconds=30)
        time.sleep(0.5)
        readers.stop()
        tell(f"{name}: back after {back:.1f} s, longest answer {readers.longest:.1f} s, {dict(readers.got)}")
        if name == "worker of granian":
            assert back < 3, "its successor need not load anything"
        if name == "config.worker":
            assert set(readers.got) == {"200"}
        assert set(readers.got) <= {"200", "refused", "reset", "broken"}
    address = hand.ask("schedule", slug="after-all", title="After all", seconds=1)
    _wait(lambda: paper.get(address)[0] == 200, seconds=20)
    assert paper.stop() == 0


def _answers_anew(paper: PaperProcess, *, gone: list[int]) -> bool:
    """Say whether the paper answers without these, which may go on for a moment after a parent's death."""
    return not any(_is_running(pid) for pid in gone) and _answers(paper)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _answers(paper: PaperProcess) -> bool:
    try:
        return paper.get("/", timeout=1)[0] == 200
    except OSError:
        return False


def test_stop_under_load_breaks_no_request(paper: PaperProcess, make_hand: Callable[..., DeskHand]) -> None:
    paper.start(role="web")
    stories = make_hand(paper).ask("many", count=3)
    readers = [Readers(paper, count=3, address=address) for address in ("/", *stories)]
    # Calmly: searches are let in so many a second, and who comes after them is told to come back.
    readers.append(Readers(paper, count=3, address="/search/?q=numbered", pause=0.3))
    time.sleep(2)
    halves = [_half_sent(paper, address) for address in ("/", "/search/?q=numbered", *stories)]
    begun = time.monotonic()
    stopping = threading.Thread(target=lambda: codes.append(paper.stop()))
    codes: list[int] = []
    stopping.start()
    _wait(partial(_refuses, paper), seconds=10)
    answers = [_rest_sent(half) for half in halves]
    stopping.join()
    took = time.monotonic() - begun
    time.sleep(0.2)
    got: Counter[str] = Counter()
    for reader in readers:
        reader.stop()
        got += reader.got
    tell(f"stopped after {took:.1f} s: {dict(got)}")
    assert codes == [0]
    assert took < 10
    assert all(answer.startswith(b"HTTP/1.1 200 ") for answer in answers), "what had begun to be read"
    assert got["200"] > 50
    assert readers[-1].got["200"] > 3
    assert set(got) <= {"200", "refused", "reset"}
    # At most what each of the fifteen readers had on the way when the door was closed.
    assert got["reset"] <= 15


def _half_sent(paper: PaperProcess, address: str) -> socket.socket:
    """Begin a request, so that the server waits for its end."""
    half = socket.create_connection(("127.0.0.1", paper.port), timeout=10)
    half.sendall(f"GET {address} HTTP/1.1\r\nHost: local".encode())
    return half


def _rest_sent(half: socket.socket) -> bytes:
    """End the request and return its answer."""
    with half, half.makefile("rb") as answer:
        half.sendall(b"host\r\nConnection: close\r\n\r\n")
        return answer.read()


def _refuses(paper: PaperProcess) -> bool:
    try:
        socket.create_connection(("127.0.0.1", paper.port), timeout=1).close()
    except OSError:
        return True
    return False


def test_new_theme_replaces_pages_gently_and_old_ones_keep_their_files(
    paper: PaperProcess, make_hand: Callable[..., DeskHand]
) -> None:
    theme = paper.folder / "theme" / "static" / "reader"
    theme.mkdir(parents=True)
    (theme / "paper.css").write_text(THEME.format(number=1))
    paper.start(role="web")
    addresses = ["/", "/town/", "/sea/", *make_hand(paper).ask("many", count=12)]
    sheets = {_sheet(paper, address) for address in addresses}
    assert len(sheets) == 1
    (old,) = sheets
    paper.stop()
    (theme / "paper.css").write_text(THEME.format(number=2222))

    paper.start(role="web")

    renders = _renders(paper)
    readers = Readers(paper, count=3, address=addresses[-1])
    assert _sheet(paper, "/") == old, "the old page serves until its replacement is there"
    seen = {old}
    begun = time.monotonic()
    while True:
        now = {_sheet(paper, address) for address in addresses}
        for sheet in now | {old}:
            status, body, _ = paper.get(sheet)
            assert (status, b"--number" in body) == (200, True), sheet
        seen |= now
        if old not in now:
            break
        assert time.monotonic() - begun < 60
        time.sleep(0.1)
    took = time.monotonic() - begun
    readers.stop()
    (new,) = seen - {old}
    again = _renders(paper) - renders
    tell(f"{len(addresses)} pages replaced after {took:.1f} s with {again} renderings; {dict(readers.got)}")
    assert b"2222" in paper.get(new)[1]
    assert again <= 2 * len(addresses)
    assert set(readers.got) == {"200"}


def _sheet(paper: PaperProcess, address: str) -> str:
    found = SHEET.search(paper.get(address)[1])
    assert found is not None
    return found[0].decode()


def _renders(paper: PaperProcess) -> int:
    return paper.totals()["renders"]
