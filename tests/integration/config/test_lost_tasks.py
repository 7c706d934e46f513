"""What a killed worker had begun is done again, by one worker, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from dateline.config.lost_tasks import MOST_TRIES, TOLD, Folder, put_back
from tests.support.slow_tasks import write_slowly

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def task(db: None, settings: Any) -> DBTaskResult[Any, Any]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects.get(pk=write_slowly.enqueue("/nowhere", 0).id)


def test_task_is_put_back_and_can_be_claimed_again(task: DBTaskResult[Any, Any]) -> None:
    task.claim("here:host:1")

    assert put_back("here", at=NOON) == 1

    task.refresh_from_db()
    assert (task.status, task.started_at) == ("READY", None)
    assert put_back("here", at=NOON) == 0
    assert list(DBTaskResult.objects.ready()) == [task]


@pytest.mark.parametrize("worker", ["elsewhere:host:1", "her:host:1", "here-too:host:1", "host:1:abcd"])
def test_what_others_do_is_left_alone(task: DBTaskResult[Any, Any], worker: str) -> None:
    task.claim(worker)

    assert put_back("here", at=NOON) == 0


def test_what_another_worker_has_taken_up_since_is_its_own(task: DBTaskResult[Any, Any]) -> None:
    task.claim("here:host:1")
    task.claim("elsewhere:host:1")

    assert put_back("here", at=NOON) == 0


def test_finished_tasks_stay_finished(task: DBTaskResult[Any, Any]) -> None:
    task.claim("here:host:1")
    task.set_successful("done")

    assert put_back("here", at=NOON) == 0


def test_task_that_takes_its_worker_with_it_fails_in_the_end(task: DBTaskResult[Any, Any]) -> None:
    for _ in range(MOST_TRIES):
        task.refresh_from_db()
        assert task.status == "READY"
        task.claim("here:host:1")
        assert put_back("here", at=NOON) == 1

    task.refresh_from_db()
    assert (task.status, task.traceback, task.finished_at) == ("FAILED", TOLD, NOON)
    assert task.exception_class_path.endswith(".WorkerLostError")
    assert task.task_result.errors[0].traceback == TOLD


def test_folder_keeps_its_name_and_has_one_worker(tmp_path: Path) -> None:
    first = Folder(tmp_path)
    beside = Folder(tmp_path)

    assert first.is_ours
    assert not beside.is_ours
    assert beside.name != first.name
    first.close()
    later = Folder(tmp_path)
    assert later.is_ours
    assert later.name == first.name
    later.close()
    assert not Folder(tmp_path / "nowhere").is_ours
