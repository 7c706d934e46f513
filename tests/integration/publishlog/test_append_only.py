"""The database itself keeps the log as it was written."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dateline.publishlog.actions import append_entry, prune_log
from dateline.publishlog.errors import EntriesStillNeededError, NoKeysError, OutsideTransactionError
from dateline.publishlog.listeners import register_commit_listener, unregister_commit_listener
from dateline.publishlog.models import FollowerPosition, LogEntry
from dateline.publishlog.queries import entries_after, keys_touched_after, latest_number, pruned_below

pytestmark = pytest.mark.django_db(transaction=True)


def _append(*keys: str) -> LogEntry:
    with transaction.atomic():
        return append_entry(event="note.written", keys=keys or ["note/1"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE paper_publishlog_logentry SET event = 'other'",
        "DELETE FROM paper_publishlog_logentry",
    ],
)
def test_changing_an_entry_by_hand_is_refused(statement: str) -> None:
    _append()

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)

    assert LogEntry.objects.get().event == "note.written"


def test_changing_entries_through_the_model_is_refused() -> None:
    _append()

    with pytest.raises(TypeError):
        LogEntry.objects.update(event="other")
    with pytest.raises(TypeError):
        LogEntry.objects.all().delete()


def test_pruning_lets_go_of_what_every_follower_has_passed() -> None:
    first, second = _append(), _append()
    FollowerPosition.objects.create(name="purge", position=first.number)

    with pytest.raises(EntriesStillNeededError):
        prune_log(below=second.number + 1, at=timezone.now())
    assert prune_log(below=second.number, at=timezone.now()) == 1

    assert [entry.number for entry in entries_after(0)] == [second.number]
    assert pruned_below() == second.number
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM paper_publishlog_logentry")


def test_entry_without_keys_or_transaction_is_refused() -> None:
    with pytest.raises(NoKeysError), transaction.atomic():
        append_entry(event="note.written", keys=[])
    with pytest.raises(OutsideTransactionError):
        append_entry(event="note.written", keys=["a"])


def test_rolled_back_action_leaves_no_entry_and_tells_nobody() -> None:
    heard: list[int] = []
    register_commit_listener("test", lambda entry: heard.append(entry.number))
    try:
        with transaction.atomic():
            append_entry(event="note.written", keys=["a"])
            transaction.set_rollback(True)
        assert heard == []
        entry = _append()
        assert heard == [entry.number]
    finally:
        unregister_commit_listener("test")


def test_listener_that_fails_does_not_fail_the_action() -> None:
    def fail(entry: LogEntry) -> None:
        raise RuntimeError

    register_commit_listener("test", fail)
    try:
        assert _append().number == latest_number()
    finally:
        unregister_commit_listener("test")


def test_keys_of_several_entries_are_gathered() -> None:
    start = latest_number()
    _append("a", "b")
    second = _append("c")

    assert keys_touched_after(start) == (second.number, {"a", "b", "c"})
    assert keys_touched_after(second.number) == (second.number, set())
