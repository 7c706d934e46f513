"""Tokens are spent, come back with time, and are owed for what was dear."""

import pytest

from dateline.edition import limits
from dateline.edition.limits import TokenBucket


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


def test_burst_is_all_that_can_be_had_at_once(clock: list[float]) -> None:
    bucket = TokenBucket(50, burst=10)

    assert [bucket.take() for _ in range(11)] == [True] * 10 + [False]


def test_tokens_come_back_with_time_up_to_the_burst(clock: list[float]) -> None:
    bucket = TokenBucket(50, burst=10)
    while bucket.take():
        pass
    clock[0] += 0.11
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]
    clock[0] += 60

    assert [bucket.take() for _ in range(11)] == [True] * 10 + [False]


def test_what_was_dear_is_paid_for_afterwards(clock: list[float]) -> None:
    bucket = TokenBucket(50, burst=10)
    bucket.charge(60)

    clock[0] += 1
    assert not bucket.take()
    clock[0] += 0.11
    assert bucket.take()


def test_a_token_given_back_can_be_taken_again(clock: list[float]) -> None:
    bucket = TokenBucket(1, burst=1)
    bucket.take()
    bucket.give_back()

    assert bucket.take()
