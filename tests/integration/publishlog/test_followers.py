"""Followers see every entry in order, come back after failures, and do once what must happen once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from dateline.publishlog.actions import append_entry
from dateline.publishlog.effects import perform_once
from dateline.publishlog.errors import EffectInProgressError, FollowerNameTakenError, NotPerformedError
from dateline.publishlog.followers import (
    Follower,
    pause_after,
    register_follower,
    run_follower,
    run_followers_once,
    unregister_follower,
)
from dateline.publishlog.models import FollowerEffect, FollowerPosition, LogEntry
from dateline.publishlog.queries import follower_lags

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def _append(event: str) -> None:
    with transaction.atomic():
        append_entry(event=event, keys=["a"], at=NOON)


@pytest.fixture
def follow() -> Iterator[Callable[..., list[str]]]:
    names: list[str] = []

    def register(name: str, fail: Callable[[], bool] = lambda: False, from_start: bool = True) -> list[str]:
        seen: list[str] = []

        def handle(entries: Sequence[LogEntry]) -> None:
            if fail():
                raise RuntimeError("not now")
            seen.extend(entry.event for entry in entries)

        register_follower(Follower(name=name, handle=handle, from_start=from_start, batch=2))
        names.append(name)
        return seen

    yield register
    for name in names:
        unregister_follower(name)


def test_follower_sees_each_entry_once_and_in_order(follow: Callable[..., list[str]]) -> None:
    seen = follow("test")
    for event in ("one", "two", "three"):
        _append(event)

    assert [run_followers_once(NOON) for _ in range(3)] == [2, 1, 0]

    assert seen == ["one", "two", "three"]
    assert follower_lags(NOON)[0].entries_behind == 0


def test_follower_that_fails_is_tried_later_and_does_not_hold_up_others(
    follow: Callable[..., list[str]],
) -> None:
    failing = [True]
    seen, other = follow("test", fail=lambda: failing[0]), follow("other")
    _append("one")

    assert run_followers_once(NOON) == 1
    assert (seen, other) == ([], ["one"])
    lag = {lag.name: lag for lag in follower_lags(NOON + timedelta(seconds=30))}["test"]
    assert (lag.failures, lag.entries_behind, lag.seconds_behind) == (1, 1, 30.0)

    failing[0] = False
    assert run_followers_once(NOON) == 0
    assert run_followers_once(NOON + timedelta(seconds=1)) == 1
    assert seen == ["one"]
    assert FollowerPosition.objects.get(name="test").failures == 0


def test_new_follower_may_start_at_the_end(follow: Callable[..., list[str]]) -> None:
    _append("old")
    seen = follow("test", from_start=False)
    run_followers_once(NOON)
    _append("new")
    run_followers_once(NOON)

    assert seen == ["new"]


def test_follower_held_by_another_process_waits_for_its_lease(follow: Callable[..., list[str]]) -> None:
    seen = follow("test")
    _append("one")
    FollowerPosition.objects.create(
        name="test", leased_by="elsewhere:1", leased_until=NOON + timedelta(minutes=1)
    )

    assert run_followers_once(NOON) == 0
    assert run_followers_once(NOON + timedelta(minutes=2)) == 1
    assert seen == ["one"]


def test_pauses_grow_to_ten_minutes() -> None:
    assert [pause_after(failures).total_seconds() for failures in (1, 2, 3, 40)] == [1, 2, 4, 600]


def test_name_is_taken_once(follow: Callable[..., list[str]]) -> None:
    follow("test")
    with pytest.raises(FollowerNameTakenError):
        follow("test")


def test_effect_happens_once() -> None:
    sent: list[int] = []

    def perform() -> bool:
        return perform_once(follower="mail", key="1", effect=lambda: sent.append(1), now=NOON)

    assert [perform(), perform()] == [True, False]
    assert sent == [1]


def test_effect_that_knows_it_did_not_happen_is_tried_again() -> None:
    def refuse() -> None:
        raise NotPerformedError

    with pytest.raises(NotPerformedError):
        perform_once(follower="mail", key="1", effect=refuse, now=NOON)

    assert perform_once(follower="mail", key="1", effect=lambda: None, now=NOON)


def test_effect_that_breaks_is_marked_unknown_and_not_repeated() -> None:
    def hang_up() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        perform_once(follower="mail", key="1", effect=hang_up, now=NOON)

    assert not perform_once(follower="mail", key="1", effect=hang_up, now=NOON)
    assert FollowerEffect.objects.get().state == "unknown"


def test_effect_of_a_process_that_died_is_marked_unknown_after_a_while() -> None:
    FollowerEffect.objects.create(follower="mail", key="1", started_at=NOON)

    with pytest.raises(EffectInProgressError):
        perform_once(follower="mail", key="1", effect=lambda: None, now=NOON + timedelta(seconds=5))
    later = NOON + timedelta(minutes=5)
    assert not perform_once(follower="mail", key="1", effect=lambda: None, now=later)

    assert FollowerEffect.objects.get().state == "unknown"


def test_follower_held_by_a_process_that_is_gone_is_taken_over_at_once(
    follow: Callable[..., list[str]],
) -> None:
    seen = follow("test")
    _append("one")
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], stdout=subprocess.PIPE, check=True
    )
    owner = f"{socket.gethostname()[:60]}:{int(gone.stdout)}"
    until = NOON + timedelta(minutes=5)
    FollowerPosition.objects.create(name="test", leased_by=owner, leased_until=until)

    assert run_followers_once(NOON) == 1
    assert seen == ["one"]


def test_follower_held_by_a_living_process_is_left_to_it(follow: Callable[..., list[str]]) -> None:
    seen = follow("test")
    _append("one")
    owner = f"{socket.gethostname()[:60]}:{os.getppid()}"
    until = NOON + timedelta(minutes=5)
    FollowerPosition.objects.create(name="test", leased_by=owner, leased_until=until)

    assert run_followers_once(NOON) == 0
    assert seen == []


def test_pause_after_a_failure_counts_from_its_end() -> None:
    def wait_for_nobody(entries: Sequence[LogEntry]) -> None:
        raise TimeoutError

    _append("one")
    follower = Follower(name="slow", handle=wait_for_nobody, from_start=True)
    clock = iter([NOON, NOON + timedelta(seconds=10)])

    run_follower(follower, lambda: next(clock))

    assert FollowerPosition.objects.get(name="slow").retry_at == NOON + timedelta(seconds=11)
