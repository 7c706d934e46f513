"""Made-up names of files reach Django only so often; files that exist always do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from dateline.edition import doorkeeper, waiting_room
from dateline.edition.doorkeeper import Doorkeeper
from dateline.edition.waiting_room import WaitingRoom


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[WaitingRoom]:
    monkeypatch.setattr(waiting_room, "_finders", [lambda names: {n for n in names if "real" in n}])
    monkeypatch.setattr(doorkeeper, "BURST", 3)
    room = WaitingRoom()
    yield room
    room.close()


def _ask(keeper: Doorkeeper, path: str) -> bool:
    return asyncio.run(keeper.lets_in(path))


def test_flood_of_made_up_names_keeps_nobody_from_a_real_file(room: WaitingRoom) -> None:
    keeper = Doorkeeper(0.0, room)
    made_up = [f"/static/{number}.css" for number in range(10)]

    let_in = [path for path in made_up if _ask(keeper, path)]
    for path in let_in:
        keeper.note(path, 404, began=time.monotonic())

    assert let_in == made_up[:3]
    assert _ask(keeper, "/static/real.css")


def test_files_cost_nothing_and_are_remembered(room: WaitingRoom) -> None:
    keeper = Doorkeeper(0.0, room)
    for number in range(20):
        path = f"/media/{number}.jpg"
        assert _ask(keeper, path)
        keeper.note(path, 200, began=time.monotonic())

    for _ in range(3):
        assert _ask(keeper, "/media/nope.jpg")
    assert not _ask(keeper, "/media/nope.jpg")
    assert _ask(keeper, "/media/1.jpg"), "known"
    keeper.note("/media/1.jpg", 404, began=time.monotonic())
    assert not _ask(keeper, "/media/1.jpg"), "gone"


def test_dear_ones_are_charged(room: WaitingRoom) -> None:
    keeper = Doorkeeper(0.0, room)

    assert _ask(keeper, "/documents/1/a.pdf")
    keeper.note("/documents/1/a.pdf", 404, began=time.monotonic() - 1)

    assert not _ask(keeper, "/documents/1/a.pdf")


@pytest.mark.parametrize("status", [301, 302, 400, 405])
def test_answers_that_are_not_about_the_file_teach_nothing(room: WaitingRoom, status: int) -> None:
    keeper = Doorkeeper(0.0, room)
    assert _ask(keeper, "/media/known.jpg")
    keeper.note("/media/known.jpg", 200, began=time.monotonic())

    keeper.note("/media/known.jpg", status, began=time.monotonic())
    made_up = [f"/static/{number}.css" for number in range(5)]
    let_in = []
    for path in made_up:
        if _ask(keeper, path):
            let_in.append(path)
            keeper.note(path, status, began=time.monotonic())

    assert _ask(keeper, "/media/known.jpg"), "still known"
    assert let_in == made_up[:3]
    assert not _ask(keeper, made_up[0])
