"""Background tasks: how many wait, how long, and how many failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from dateline.desk.contexts import TaskFailure, TaskFigures

# A task that has run for so long belongs to a worker that was killed.
LOST_AFTER = timedelta(hours=1)


def task_figures(now: datetime) -> TaskFigures:
    """Count the tasks; those that are to run later do not wait yet."""
    ready = DBTaskResult.objects.ready()
    first = ready.order_by("enqueued_at").values_list("enqueued_at", "run_after").first()
    seconds = 0.0
    if first is not None:
        enqueued_at, run_after = first
        # "At once" is written as the end of time.
        since = max(enqueued_at, run_after) if run_after < now else enqueued_at
        seconds = max(0.0, (now - since).total_seconds())
    running = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - LOST_AFTER)
    return TaskFigures(
        waiting=ready.count(),
        waiting_seconds=seconds,
        failed=DBTaskResult.objects.failed().count(),
        lost=running.count(),
    )


def failed_tasks(most: int = 5) -> list[TaskFailure]:
    """Return the latest failures."""
    return [
        TaskFailure(
            name=task.task_path.rpartition(".")[2],
            reason=_said(task.traceback),
            at=task.finished_at,
        )
        for task in DBTaskResult.objects.failed().order_by("-finished_at")[:most]
    ]


def _said(traceback: str) -> str:
    """Return what the error said, without its class; the log of the worker has it all."""
    lines = traceback.strip().splitlines()
    return lines[-1].partition(": ")[2] if lines else ""
