"""Followers run in threads: promptly, and not in each other's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.db import transaction
from django.utils import timezone

from dateline.publishlog.actions import append_entry
from dateline.publishlog.followers import (
    Follower,
    begin_followers,
    due_followers,
    register_follower,
    unregister_follower,
)
from dateline.publishlog.models import FollowerPosition, LogEntry
from dateline.publishlog.running import FollowerThreads

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 5.0


def _append(event: str) -> None:
    with transaction.atomic():
        append_entry(event=event, keys=["a"])


def _wait_until(condition: Callable[[], bool]) -> float:
    """Wait and return how long it took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < PATIENCE, "it never happened"
        time.sleep(0.01)
    return time.monotonic() - begun


def _wait_for(event: threading.Event) -> None:
    event.wait(PATIENCE)


@pytest.fixture
def follow() -> Iterator[Callable[..., Follower]]:
    names: list[str] = []

    def register(
        name: str, handle: Callable[[Sequence[LogEntry]], None], *, is_urgent: bool = True
    ) -> Follower:
        follower = Follower(name=name, handle=handle, from_start=False, is_urgent=is_urgent)
        register_follower(follower)
        names.append(name)
        return follower

    yield register
    for name in names:
        unregister_follower(name)


@pytest.fixture
def threads() -> Iterator[FollowerThreads]:
    running = FollowerThreads()
    yield running
    running.stop(patience=PATIENCE)


def test_follower_that_waits_for_its_network_holds_up_no_other(
    follow: Callable[..., Follower], threads: FollowerThreads
) -> None:
    released, seen = threading.Event(), list[str]()
    follow("slow", lambda entries: _wait_for(released))
    follow("quick", lambda entries: seen.extend(entry.event for entry in entries))
    begin_followers()
    threads.start()

    _append("one")
    first = _wait_until(lambda: seen == ["one"])
    _append("two")
    second = _wait_until(lambda: seen == ["one", "two"])
    released.set()
    _wait_until(
        lambda: FollowerPosition.objects.get(name="slow").position == LogEntry.objects.latest("number").pk
    )

    # The slow one was released only afterwards, so whoever waited for it would not have come at all.
    assert max(first, second) < PATIENCE / 2


def test_follower_that_is_in_no_hurry_gives_way_before_it_gets_its_entries(
    follow: Callable[..., Follower],
) -> None:
    order: list[str] = []
    follow("urgent", lambda entries: order.append("urgent"))
    follow("patient", lambda entries: order.append("patient"), is_urgent=False)
    begin_followers()
    running = FollowerThreads(give_way=lambda: order.append("way"))
    running.start()
    _append("one")
    _wait_until(lambda: len(order) >= 3)
    running.stop(patience=PATIENCE)

    assert sorted(order) == ["patient", "urgent", "way"]
    assert order.index("way") < order.index("patient")


def test_follower_that_fails_is_tried_again_by_itself(
    follow: Callable[..., Follower], threads: FollowerThreads
) -> None:
    tries: list[int] = []

    def handle(entries: Sequence[LogEntry]) -> None:
        tries.append(len(entries))
        if len(tries) == 1:
            raise RuntimeError("not now")

    follow("moody", handle)
    begin_followers()
    threads.start()
    _append("one")

    assert 0.9 < _wait_until(lambda: len(tries) == 2) < 4


def test_stopping_waits_for_what_is_being_handled(
    follow: Callable[..., Follower], threads: FollowerThreads
) -> None:
    begun, done = threading.Event(), list[str]()

    def handle(entries: Sequence[LogEntry]) -> None:
        begun.set()
        time.sleep(0.3)
        done.append("handled")

    follow("busy", handle)
    begin_followers()
    threads.start()
    _append("one")
    assert begun.wait(PATIENCE)

    threads.stop(patience=PATIENCE)

    assert done == ["handled"]
    assert FollowerPosition.objects.get(name="busy").position == LogEntry.objects.latest("number").pk


def test_new_follower_begins_before_anything_is_served(follow: Callable[..., Follower]) -> None:
    _append("before")
    follower = follow("purge", lambda entries: None)

    begin_followers()
    _append("after")

    place = FollowerPosition.objects.get(name="purge")
    assert LogEntry.objects.after(place.position).get().event == "after"
    assert due_followers(timezone.now()) == [follower]
