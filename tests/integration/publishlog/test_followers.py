"""Followers see every entry in order, come back after failures, and do once what must happen once."""

from __future__ import annotations

import logging
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
from dateline.publishlog.errors import (
    EffectInProgressError,
    FollowerNameTakenError,
    NotPerformedError,
    NotReachedError,
)
from dateline.publishlog.followers import (
    Follower,
    begin_followers,
    due_followers,
    pause_after,
    register_follower,
    run_follower,
    run_followers_once,
    unregister_follower,
)
from dateline.publishlog.lateness import follower_states
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


class Phone:
    """Somebody to be told, who may be away, and how often was looked for him."""

    def __init__(self) -> None:
        self.is_away, self.checks, self.told = True, 0, 0

    def check(self) -> None:
        self.checks += 1
        self._answer()

    def tell(self, entries: Sequence[LogEntry]) -> None:
        self._answer()
        self.told += len(entries)

    def _answer(self) -> None:
        if self.is_away:
            raise NotReachedError("http://10.0.0.5/ cannot be reached: connection refused.")


@pytest.fixture
def phone() -> Iterator[Phone]:
    phone = Phone()
    late_after = timedelta(minutes=1)
    register_follower(
        Follower(name="phone", handle=phone.tell, from_start=True, late_after=late_after, check=phone.check)
    )
    yield phone
    unregister_follower("phone")


def _pass(seconds: range) -> None:
    for second in seconds:
        run_followers_once(NOON + timedelta(seconds=second))


def test_follower_without_anything_to_do_finds_out_that_it_could_not_do_it(phone: Phone) -> None:
    assert [follower.name for follower in due_followers(NOON)] == ["phone"]
    _pass(range(62))

    (state,) = follower_states(NOON + timedelta(seconds=62))
    assert state.is_late
    assert state.lag is not None
    assert (state.lag.entries_behind, state.lag.failing_since) == (0, NOON)
    assert state.lag.latest_error == "http://10.0.0.5/ cannot be reached: connection refused."

    phone.is_away = False
    _pass(range(62, 130))
    (state,) = follower_states(NOON + timedelta(seconds=130))
    assert not state.is_late
    assert state.lag is not None
    assert (state.lag.failures, state.lag.failing_since, state.lag.latest_error) == (0, None, "")


def test_new_start_tries_a_failing_follower_at_once(phone: Phone) -> None:
    _append("one")
    _pass(range(500))
    phone.is_away = False

    begin_followers()

    assert run_followers_once(NOON + timedelta(seconds=500)) == 1


def test_follower_that_is_well_is_checked_every_five_minutes(phone: Phone) -> None:
    phone.is_away = False
    _pass(range(0, 899, 10))

    assert phone.checks == 3


def test_first_entry_after_an_idle_outage_waits_no_longer_than_a_minute(phone: Phone) -> None:
    _pass(range(0, 3000, 10))
    phone.is_away = False
    _append("one")
    _pass(range(3000, 3062))

    assert phone.told == 1


def test_outage_is_told_in_plain_lines_and_not_each_time(
    phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="dateline")
    _append("one")
    _pass(range(1200))
    first, reminder = caplog.records

    assert first.getMessage() == (
        "follower.failing phone: http://10.0.0.5/ cannot be reached: connection refused. Next attempt in 1 s"
    )
    assert first.exc_info is None
    assert reminder.getMessage().startswith("follower.failing phone")

    phone.is_away = False
    _pass(range(1200, 1800))
    assert caplog.messages[-1] == (
        "follower.recovered phone after 11 failed attempts since 2026-01-01 12:00:00 UTC"
    )


def test_fault_of_the_program_is_logged_with_its_trace_once(
    follow: Callable[..., list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    follow("test", fail=lambda: True)
    _append("one")
    _pass(range(10))

    assert [record.exc_info is not None for record in caplog.records] == [True]
    assert FollowerPosition.objects.get(name="test").last_error == "A fault of the program: not now."
