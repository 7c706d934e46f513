"""Waiting ends soon after a commit elsewhere, and at its timeout."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from dateline.publishlog.actions import append_entry
from dateline.publishlog.waiting import open_waiter

pytestmark = pytest.mark.django_db(transaction=True)


def test_commit_wakes_a_waiter() -> None:
    woken: list[tuple[bool, float]] = []
    waits = threading.Event()

    def wait() -> None:
        waiter = open_waiter()
        started = time.monotonic()
        waits.set()
        woken.append((waiter.wait(5), time.monotonic() - started))
        waiter.close()

    thread = threading.Thread(target=wait)
    thread.start()
    assert waits.wait(timeout=60)
    time.sleep(0.2)
    with transaction.atomic():
        append_entry(event="note.written", keys=["a"])
    thread.join()

    assert woken[0][0]
    # By the commit, and not because its five seconds were over.
    assert 0.15 < woken[0][1] < 2.5


def test_nothing_committed_ends_at_the_timeout() -> None:
    connection.ensure_connection()
    waiter = open_waiter()
    started = time.monotonic()

    assert not waiter.wait(0.2)
    assert 0.15 < time.monotonic() - started < 2.5
    waiter.close()
