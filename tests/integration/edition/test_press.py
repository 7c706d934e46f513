"""One rendering however many ask, the last good page in bad times, and floods kept out."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import OperationalError

from dateline.edition import render, snapshot
from tests.edition_site.actions import remove_note, write_note
from tests.edition_site.harness import Node

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stop_database(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Make the database fail for whoever renders or follows."""
    stopped: list[bool] = [False]
    reading = snapshot.read_snapshot

    def refuse(*args: object, **kwargs: object) -> object:
        if stopped[0]:
            raise OperationalError("the server is gone")
        return reading()

    monkeypatch.setattr(render, "read_snapshot", refuse)

    def switch(stop: bool) -> None:
        stopped[0] = stop

    return switch


def test_many_who_ask_at_once_cause_one_rendering(node: Node) -> None:
    asked = [node.ask("/slow/") for _ in range(50)]

    answers = [future.result(timeout=10) for future in asked]

    assert {answer.status for answer in answers} == {200}
    assert node.count("renders") == 1


def test_workers_of_one_node_render_a_page_once(make_node: Callable[..., Node]) -> None:
    workers = [make_node("home"), make_node("home")]

    for worker in workers:
        assert worker.get("/slow/").status == 200

    assert [worker.count("renders") for worker in workers] == [1, 0]


def test_request_after_a_publication_does_not_join_an_older_rendering(node: Node) -> None:
    early = node.ask("/slow/")
    time.sleep(0.1)
    write_note(slug="a", title="A")

    late = node.get("/slow/")

    assert late.content == b"slow 1"
    assert early.result(timeout=10).content == b"slow 1"


def test_database_away_serves_what_is_stored_and_says_so(
    node: Node, stop_database: Callable[[bool], None]
) -> None:
    before = node.get("/").content
    stop_database(True)
    write_note(slug="a", title="A")

    touched = node.get("/")
    unknown = node.get("/section/news/")

    assert touched.content == before
    assert touched.headers["dateline-edition"] == "last-good"
    assert unknown.status == 503
    assert unknown.headers["retry-after"]

    stop_database(False)
    time.sleep(1.1)
    assert b"A" in node.get("/").content
    assert node.get("/section/news/").status == 200


def test_rendering_that_fails_serves_the_last_good_page(node: Node) -> None:
    assert node.get("/fails/").status == 200
    write_note(slug="boom", title="Boom")

    assert node.get("/fails/").headers["dateline-edition"] == "last-good"

    remove_note(slug="boom")
    time.sleep(1.1)
    assert "dateline-edition" not in node.get("/fails/").headers


def test_withdrawn_page_is_not_served_even_when_the_database_is_away(
    node: Node, stop_database: Callable[[bool], None]
) -> None:
    write_note(slug="a", title="A")
    assert node.get("/note/a/").status == 200
    remove_note(slug="a", withdraw=True)
    stop_database(True)

    assert node.get("/note/a/").status == 503


def test_flood_of_unknown_addresses_reaches_the_database_a_bounded_number_of_times(
    make_node: Callable[..., Node],
) -> None:
    node = make_node(misses_per_second=20, remembered_errors=50)
    assert node.get("/").status == 200
    started = time.monotonic()

    statuses = [node.get(f"/note/flood-{number}/").status for number in range(300)]

    assert set(statuses) == {404, 503}
    assert node.count("renders") <= 1 + 20 * (time.monotonic() - started + 1)
    assert len(node.front.press.store.errors.pages) <= 50
    assert list(node.front.press.store.memory.pages) == ["/"]
    assert node.get("/").status == 200


def test_new_generation_serves_old_pages_until_they_are_replaced(make_node: Callable[..., Node]) -> None:
    first = make_node("home", generation="1")
    assert first.get("/slow/").status == 200
    second = make_node("home", generation="2")

    started = time.monotonic()
    assert second.get("/slow/").status == 200
    assert time.monotonic() - started < 0.25

    time.sleep(0.8)
    assert second.front.press.store.memory.pages["/slow/"].page.generation == "2"
    assert second.count("renders") == 1


def test_restart_answers_from_disk_and_replays_what_it_missed(make_node: Callable[..., Node]) -> None:
    first = make_node("home")
    kept, touched = first.get("/section/arts/"), first.get("/section/news/")
    first.front.press.following.stop()
    write_note(slug="a", title="While away")

    second = make_node("home")

    assert second.get("/section/arts/").body == kept.body
    assert second.count("renders") == 0
    assert b"While away" in second.get("/section/news/").content != touched.content


def test_store_of_another_database_is_forgotten(make_node: Callable[..., Node]) -> None:
    first = make_node("home")
    write_note(slug="a", title="A")
    first.get("/note/a/")
    disk = first.front.press.store.disk
    disk._tried(lambda db: db.execute("UPDATE place SET mark = 'other'"), writing=True)

    second = make_node("home")

    assert second.get("/note/a/").status == 200
    assert second.count("renders") == 1


@pytest.mark.parametrize("address", ["/note/a/", "/quiet/a/", "/section/news/"])
def test_entry_committed_while_a_page_is_rendered_makes_it_rendered_again(node: Node, address: str) -> None:
    renderer = node.front.press._renderer
    rendering = renderer.render
    committed: list[int] = []

    def render_and_publish(asked: str) -> object:
        result = rendering(asked)
        if not committed:
            committed.append(1)
            write_note(slug="a", title="Overtaking")
        return result

    renderer.render = render_and_publish

    answers = [node.get(address), node.get(address)]

    assert [b"Overtaking" in answer.content for answer in answers] == [True, True]
    assert node.count("renders") == 2


def test_disk_that_cannot_be_written_is_not_believed(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    assert node.get("/section/news/").status == 200
    store = node.front.press.store

    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(store.disk, "apply", refuse)
    write_note(slug="a", title="After")
    node.get("/")
    store.memory.drop("/section/news/")

    assert b"After" in node.get("/section/news/").content


def test_unannounced_missing_page_appears_when_anything_is_published(node: Node) -> None:
    assert node.get("/quiet/a/").status == 404
    assert node.get("/quiet/a/").status == 404
    assert node.count("renders") == 1

    write_note(slug="a", title="Here")

    assert node.get("/quiet/a/").status == 200
