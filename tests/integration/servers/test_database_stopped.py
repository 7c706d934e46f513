"""The database stops while readers read: stored pages go on, others say so, and everything catches up."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress

import pytest

from tests.edition_site.postgres import Postgres
from tests.support.paper_process import DeskHand, PaperProcess
from tests.support.telling import tell

AWAY_SECONDS = float(os.environ.get("DRILL_AWAY_SECONDS", "4"))
QUIET_SECONDS = 3


@pytest.fixture(scope="module")
def server_paper(make_paper: Callable[..., PaperProcess], postgres: Postgres) -> PaperProcess:
    known = postgres.settings()
    address = f"postgresql://postgres@127.0.0.1:{known['PORT']}/{known['NAME']}"
    paper = make_paper("server", DATABASE_URL=address, language="ru")
    paper.start()
    return paper


@pytest.fixture(scope="module")
def file_paper(make_paper: Callable[..., PaperProcess]) -> PaperProcess:
    paper = make_paper("file")
    paper.start()
    return paper


def _assert_stored_pages_go_on(paper: PaperProcess, stored: dict[str, bytes], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for address, body in stored.items():
            started = time.monotonic()
            status, now, _ = paper.get(address)
            assert (status, now) == (200, body), address
            assert time.monotonic() - started < 1
        time.sleep(0.05)


def _assert_catches_up(paper: PaperProcess, hand: DeskHand, *, slug: str) -> None:
    """Publish at once and by schedule; both must be seen without a restart of anything."""
    hand.ask("latest")
    back = time.monotonic()
    story = hand.ask("publish", slug=slug, title="After the pause")
    published = time.monotonic()
    scheduled = hand.ask("schedule", slug=f"{slug}-later", title="By the worker", seconds=1)
    while b"After the pause<" not in paper.get(story)[1]:
        assert time.monotonic() - published < 5
        time.sleep(0.05)
    tell(f"publishing took {published - back:.1f} s and was seen {time.monotonic() - published:.1f} s later")
    while paper.get(scheduled)[0] != 200:
        assert time.monotonic() - published < 20, "the worker did not come back"
        time.sleep(0.1)
    # Not a page that some test must find never stored: they run in any order.
    assert paper.get("/meanwhile/")[0] == 200


def _stored(paper: PaperProcess, hand: DeskHand, *addresses: str) -> dict[str, bytes]:
    """Return the pages once they are stored: what the worker does after a publication has touched them."""
    began = last_render = time.monotonic()
    renders = -1
    while time.monotonic() - last_render < QUIET_SECONDS or not hand.ask("is_drawn"):
        assert time.monotonic() - began < 60
        pages = {address: paper.get(address)[1] for address in addresses}
        if paper.totals()["renders"] != renders:
            renders, last_render = paper.totals()["renders"], time.monotonic()
        time.sleep(0.1)
    return pages


def test_stopped_postgresql_keeps_stored_pages_and_explains_the_others(
    server_paper: PaperProcess, postgres: Postgres, make_hand: Callable[..., DeskHand]
) -> None:
    paper, hand = server_paper, make_hand(server_paper)
    story = hand.ask("publish", slug="kept", title="Kept")
    stored = _stored(paper, hand, "/", story, "/town/")
    children = set(paper.processes())

    postgres.stop("immediate")
    try:
        _assert_stored_pages_go_on(paper, stored, seconds=AWAY_SECONDS)
        status, body, headers = paper.get("/sea/")
        _assert_stored_pages_go_on(paper, stored, seconds=0.2)
    finally:
        postgres.start()
    text = body.decode()
    assert (status, headers.get("retry-after"), headers["cache-control"]) == (503, "5", "no-store")
    assert '<html lang="ru"' in text
    assert "Эту страницу сейчас нельзя показать" in text
    assert 'href="/"' in text
    # The page's own style sheet can be had without a database.
    sheet = re.search(r'href="(/static/[^"]+\.css)"', text)
    assert sheet is not None
    assert paper.get(sheet[1])[0] == 200
    _assert_catches_up(paper, make_hand(paper), slug="back")
    assert children <= set(paper.processes()), "something had to be started again"


def test_frozen_postgresql_keeps_stored_pages_and_nobody_waits_for_ever(
    server_paper: PaperProcess, postgres: Postgres, make_hand: Callable[..., DeskHand]
) -> None:
    paper, hand = server_paper, make_hand(server_paper)
    story = hand.ask("publish", slug="kept-frozen", title="Kept")
    stored = _stored(paper, hand, "/", story, "/town/")
    frozen = _postgres_processes(postgres)

    try:
        _signal(frozen, signal.SIGSTOP)
        _assert_stored_pages_go_on(paper, stored, seconds=1)
        started = time.monotonic()
        status, _, _ = paper.get("/opinion/", timeout=20)
        first = time.monotonic() - started
        _assert_stored_pages_go_on(paper, stored, seconds=AWAY_SECONDS / 2)
    finally:
        _signal(frozen, signal.SIGCONT)
    tell(f"a page that was never stored was refused after {first:.1f} s")
    assert status == 503
    assert first < 12
    _assert_catches_up(paper, hand, slug="back-frozen")


def _signal(processes: list[int], number: signal.Signals) -> None:
    """Signal them all; one that served a connection may have ended with it meanwhile."""
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _postgres_processes(postgres: Postgres) -> list[int]:
    master = int((postgres.data / "postmaster.pid").read_text().splitlines()[0])
    children = subprocess.run(["pgrep", "-P", str(master)], capture_output=True, text=True, check=True)
    return [master, *map(int, children.stdout.split())]


def test_locked_sqlite_keeps_stored_pages(
    file_paper: PaperProcess, make_hand: Callable[..., DeskHand]
) -> None:
    paper, hand = file_paper, make_hand(file_paper)
    story = hand.ask("publish", slug="kept", title="Kept")
    stored = _stored(paper, hand, "/", story, "/town/")
    with closing(sqlite3.connect(paper.data / "paper.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        _assert_stored_pages_go_on(paper, stored, seconds=AWAY_SECONDS)
        # Readers of the database are not kept out by a writer.
        assert paper.get("/sea/")[0] == 200
        other.execute("ROLLBACK")
    _assert_catches_up(paper, hand, slug="back")


def test_moved_sqlite_keeps_stored_pages(
    file_paper: PaperProcess, make_hand: Callable[..., DeskHand]
) -> None:
    paper, hand = file_paper, make_hand(file_paper)
    story = hand.ask("publish", slug="kept-moved", title="Kept")
    stored = _stored(paper, hand, "/", story, "/town/")
    files = [paper.data / f"paper.sqlite3{suffix}" for suffix in ("", "-wal", "-shm")]
    for file in files:
        file.rename(file.with_suffix(file.suffix + "-away"))
    _assert_stored_pages_go_on(paper, stored, seconds=AWAY_SECONDS)
    assert paper.get("/opinion/", timeout=30)[0] in {200, 503}
    for file in files:
        file.unlink(missing_ok=True)
        file.with_suffix(file.suffix + "-away").rename(file)
    _assert_catches_up(paper, make_hand(paper), slug="back-moved")
