"""A task waits until pages are printed that readers wait for."""

from __future__ import annotations

import pytest
from django_tasks_db.management.commands.db_worker import Worker

from dateline.config.task_thread import ConsiderateWorker


def test_task_gives_way_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(Worker, "run_task", lambda self, result: order.append(f"task {result}"))
    worker = ConsiderateWorker(
        give_way=lambda: order.append("way"),
        queue_names=["*"],
        interval=1.0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )

    worker.run_task("one")
    worker.run_task("two")

    assert order == ["way", "task one", "way", "task two"]
