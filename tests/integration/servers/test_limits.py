"""Floods of made-up addresses: the store stays small, the database has rest, readers get their pages."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest

from tests.edition_site.postgres import Postgres
from tests.support.paper_process import ROOT, DeskHand, PaperProcess
from tests.support.telling import tell

SECONDS = float(os.environ.get("DRILL_FLOOD_SECONDS", "6"))
CONNECTIONS = 64
DRAWING_SECONDS = 60
# 50 renderings of unknown pages a second at a few transactions each, 20 looks for those that exist, and 50
# searches, which are made for each reader: some ten queries each, every one a transaction of its own.
MOST_TRANSACTIONS = 1_100


@pytest.fixture(scope="module")
def paper(make_paper: Callable[..., PaperProcess], postgres: Postgres) -> PaperProcess:
    known = postgres.settings()
    address = f"postgresql://postgres@127.0.0.1:{known['PORT']}/{known['NAME']}"
    paper = make_paper("flooded", DATABASE_URL=address)
    paper.start()
    until = time.monotonic() + DRAWING_SECONDS
    # The worker draws the sections' placards, which changes their pages once.
    while b'property="og:image"' not in paper.get("/town/")[1]:
        assert time.monotonic() < until, "the worker has drawn no placard"
        time.sleep(0.1)
    return paper


def _on_disk(paper: PaperProcess) -> dict[str, int]:
    with closing(sqlite3.connect(paper.data / "edition" / "pages.sqlite3")) as store:
        return dict(store.execute("SELECT address, size FROM page"))


def _transactions(postgres: Postgres) -> int:
    known = postgres.settings()
    with psycopg.connect(
        host=known["HOST"], port=known["PORT"], user=known["USER"], dbname=known["NAME"]
    ) as connection:
        query = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_flood_of_made_up_addresses_leaves_readers_and_the_database_alone(
    paper: PaperProcess, postgres: Postgres, make_hand: Callable[..., DeskHand]
) -> None:
    hand = make_hand(paper)
    cold = hand.ask("many", count=25)
    paper.get("/")
    on_disk, before = set(_on_disk(paper)), _transactions(postgres)
    started = time.monotonic()
    command = [sys.executable, "-m", "tests.support.flood", str(paper.port), str(SECONDS), str(CONNECTIONS)]
    flood = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    time.sleep(min(2.0, SECONDS / 3))

    took, refused = [], 0
    for address in cold:
        begun = time.monotonic()
        status = paper.get(address)[0]
        took.append(time.monotonic() - begun)
        refused += status != 200
    hit = time.monotonic()
    assert paper.get("/")[0] == 200
    hit = time.monotonic() - hit
    said, _ = flood.communicate(timeout=60)
    seconds = time.monotonic() - started
    # PostgreSQL tells its statistics with a delay of up to a second.
    time.sleep(1.2)
    per_second = (_transactions(postgres) - before) / seconds
    answers = json.loads(said)
    totals = paper.totals()
    took.sort()
    tell(
        f"{sum(answers.values()) / SECONDS:.0f} made-up addresses a second: {answers};"
        f" database {per_second:.0f} transactions a second; cold pages {took[len(took) // 2] * 1000:.0f} ms"
        f" (median), {took[-1] * 1000:.0f} ms (worst), {refused} refused; a hit {hit * 1000:.0f} ms;"
        f" {totals['memory_pages']} pages of {totals['memory_bytes'] // 1024} KB in memory"
    )
    assert refused == 0
    assert took[-1] < 5
    assert per_second < MOST_TRANSACTIONS
    assert set(_on_disk(paper)) - on_disk <= {*cold, "/town/"}
    assert answers["broken"] == 0
    assert not set(answers) - {"200", "301", "404", "503", "broken"}
    assert totals["memory_bytes"] < 40 * 1024 * 1024
    assert "Traceback" not in paper.said()


def test_queries_that_no_page_uses_make_no_entries(paper: PaperProcess) -> None:
    expected = paper.get("/town/")[1]
    before = paper.totals()

    for number in range(300):
        assert paper.get(f"/town/?utm_source={number}&fbclid={number}")[1] == expected

    after = paper.totals()
    assert after["memory_pages"] == before["memory_pages"]
    assert after["renders"] == before["renders"]
    assert not [address for address in _on_disk(paper) if "?" in address]


def test_small_stores_stay_within_their_bounds_and_exact(
    make_paper: Callable[..., PaperProcess], make_hand: Callable[..., DeskHand]
) -> None:
    paper = make_paper("small", DJANGO_SETTINGS_MODULE="tests.support.small_stores")
    paper.start(role="web")
    hand = make_hand(paper)
    stories = hand.ask("many", count=60)
    most_memory = most_disk = 0

    for _ in range(2):
        for address in stories:
            assert paper.get(address)[0] == 200
            most_memory = max(most_memory, paper.totals()["memory_bytes"])
            most_disk = max(most_disk, sum(_on_disk(paper).values()))

    tell(f"{len(stories)} pages; at most {most_memory} bytes in memory, {most_disk} on disk")
    assert 100_000 < most_memory <= 500_000
    assert 100_000 < most_disk <= 400_000
    assert 0 < len(_on_disk(paper)) < len(stories)
    for address in stories[::6]:
        assert paper.get(address)[:2] == hand.fresh(address)
