"""Everybody who waits is told, after few questions."""

import threading
from collections.abc import Collection, Sequence
from functools import partial

import pytest

from dateline.edition import waiting_room
from dateline.edition.waiting_room import WaitingRoom


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sizes: list[int] = []

    def find(addresses: Sequence[str]) -> Collection[str]:
        sizes.append(len(addresses))
        if "/trouble/" in addresses:
            raise RuntimeError
        return [address for address in addresses if address.startswith("/real/")]

    monkeypatch.setattr(waiting_room, "_finders", [find])
    return sizes


def _told(addresses: Sequence[str]) -> dict[str, bool]:
    room, known, all_told = WaitingRoom(), {}, threading.Event()

    def told(address: str, exists: bool) -> None:
        known[address] = exists
        if len(known) == len(addresses):
            all_told.set()

    for address in addresses:
        room.enter(address, partial(told, address))
    assert all_told.wait(5)
    room.close()
    return known


def test_those_that_exist_are_told_apart_in_few_questions(asked: list[int]) -> None:
    addresses = [f"/{'real' if number % 3 == 0 else 'made-up'}/{number}/" for number in range(1_200)]

    known = _told(addresses)

    assert known == {address: address.startswith("/real/") for address in addresses}
    assert len(asked) <= 5
    assert max(asked) <= waiting_room.MOST_AT_ONCE


def test_nobody_waits_for_ever_when_asking_fails(asked: list[int]) -> None:
    assert _told(["/trouble/", "/real/1/"]) == {"/trouble/": False, "/real/1/": False}


def test_room_can_be_entered_again(asked: list[int]) -> None:
    assert _told(["/real/1/"]) == {"/real/1/": True}
    assert _told(["/made-up/"]) == {"/made-up/": False}


def test_finder_that_fails_leaves_the_others_to_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(addresses: Sequence[str]) -> Collection[str]:
        raise OSError(36, "File name too long")

    monkeypatch.setattr(waiting_room, "_finders", [fail, lambda addresses: {"/real/1/"} & set(addresses)])

    assert _told(["/real/1/", "/made-up/"]) == {"/real/1/": True, "/made-up/": False}


def test_one_who_cannot_be_told_keeps_nobody_waiting(asked: list[int]) -> None:
    room, told = WaitingRoom(), threading.Event()

    def gone(exists: bool) -> None:
        raise RuntimeError("nobody listens any more")

    room.enter("/real/1/", gone)
    room.enter("/real/2/", lambda exists: told.set())
    assert told.wait(5)
    room.close()
