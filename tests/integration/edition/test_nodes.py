"""Real servers: workers that share a node, nodes that share a database, and what happens when they die."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.edition_site.nodes import ServerNode
from tests.edition_site.postgres import Postgres

pytestmark = pytest.mark.skipif("EDITION_SITE_PG" in os.environ, reason="starts servers of its own")


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture
def nodes(postgres: Postgres, tmp_path: Path) -> Iterator[list[ServerNode]]:
    made = [ServerNode(tmp_path / name, pg=postgres.settings()) for name in ("a", "b", "c")]
    made[0].migrate()
    for node in made:
        node.start()
    yield made
    for node in made:
        node.kill()


@pytest.fixture
def sqlite_node(tmp_path: Path) -> Iterator[ServerNode]:
    node = ServerNode(tmp_path / "solo", workers=2)
    node.migrate()
    node.start()
    yield node
    node.kill()


def _seconds_until_all_show(nodes: list[ServerNode], text: bytes, address: str = "/") -> float:
    started = time.monotonic()
    waiting = list(nodes)
    while waiting and time.monotonic() - started < 10:
        waiting = [node for node in waiting if text not in node.get(address)[1]]
    assert not waiting, f"{text!r} never appeared"
    return time.monotonic() - started


def test_every_worker_of_the_publishing_node_serves_the_new_page_at_once(sqlite_node: ServerNode) -> None:
    for number in range(40):
        sqlite_node.publish("a", f"Title {number}")
        # Each request is a new connection, so both workers are asked sooner or later.
        for _ in range(4):
            assert f"Title {number}<".encode() in sqlite_node.get("/note/a/")[1]


def test_publication_on_one_node_is_on_all_within_a_second(nodes: list[ServerNode]) -> None:
    for node in nodes:
        node.get("/")

    for number in range(10):
        publisher = nodes[number % 3]
        publisher.publish("a", f"Title {number}")
        assert f"Title {number}".encode() in publisher.get("/")[1]
        assert _seconds_until_all_show(nodes, f"Title {number}".encode()) < 1


def test_node_killed_while_publishing_serves_nothing_stale_after_restart(nodes: list[ServerNode]) -> None:
    chance = random.Random(5)
    published = {"number": 0}
    for node in nodes:
        node.get("/")

    for round_number in range(4):
        victim = nodes[round_number % 3]

        def publish(victim: ServerNode = victim) -> None:
            with suppress(OSError, RuntimeError, ValueError):
                while True:
                    victim.publish("a", f"Title {published['number'] + 1}")
                    published["number"] += 1

        thread = threading.Thread(target=publish)
        thread.start()
        time.sleep(0.2 + chance.random() / 3)
        victim.kill()
        thread.join()
        victim.start()

        # The one in flight may have been committed or not; whatever is in the database must be shown.
        nodes[(round_number + 1) % 3].publish("b", f"Round {round_number}")
        published["number"] += 1
        _seconds_until_all_show(nodes, f"Round {round_number}".encode())
        assert len({node.get("/")[1] for node in nodes}) == 1
        assert len({node.get("/note/a/")[1] for node in nodes}) == 1


def test_database_stopped_and_back_needs_no_restart(nodes: list[ServerNode], postgres: Postgres) -> None:
    nodes[0].publish("a", "Before")
    for node in nodes:
        assert node.get("/note/a/")[0] == 200

    postgres.stop("immediate")
    time.sleep(1)
    for node in nodes:
        assert b"Before" in node.get("/note/a/")[1]
        status, _, headers = node.get("/section/news/")
        assert (status, headers["retry-after"]) == (503, "5")

    nodes[2].kill()
    nodes[2].start()
    assert b"Before" in nodes[2].get("/note/a/")[1]

    postgres.start()
    time.sleep(1.5)
    nodes[1].publish("a", "After")
    assert _seconds_until_all_show(nodes, b"After", "/note/a/") < 1
    assert nodes[0].get("/section/news/")[0] == 200
