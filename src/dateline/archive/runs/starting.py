"""Start imports from the desk: in a process of their own, which outlives whoever asked for it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from django.db import transaction

from dateline.archive.choices import RunState
from dateline.archive.models import ImportRun
from dateline.archive.runs.carrying import carry_out
from dateline.archive.runs.places import ImportRunningError, folder, only_import
from dateline.archive.runs.undoing import undo_run

BUSY = frozenset({RunState.RUNNING, RunState.UNDOING})


def start_process(verb: str, run: ImportRun) -> None:
    """Start ``dateline archive carry`` or ``undo`` for a run. The worker's memory is not an import's to fill.

    A process that is killed leaves the run where it was; the desk offers to go on.
    """
    folder().mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "dateline.config.cli", "archive", verb, str(run.pk)]
    if verb == "undo":
        command.append("--yes")
    with (folder() / f"{run.pk}.log").open("ab") as log:
        subprocess.Popen(  # noqa: S603 - our own program and a number
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


@transaction.atomic
def stop_run(*, run: ImportRun) -> None:
    """Let a run stop after its present batch."""
    ImportRun.objects.filter(pk=run.pk, state__in=(RunState.RUNNING, RunState.WAITING)).update(
        state=RunState.STOPPED
    )


def is_at_work() -> bool:
    """Say whether an import holds the lock of this node."""
    try:
        with only_import():
            return False
    except ImportRunningError:
        return True


def carry_run(*, number: int) -> bool:
    """Carry out a run that was prepared on the desk; return False when it ended in trouble."""
    run = ImportRun.objects.filter(pk=number).first()
    if run is None or run.state == RunState.UNDONE:
        return False
    try:
        with only_import():
            carry_out(run)
    except ImportRunningError:
        return False
    except Exception as error:
        ImportRun.objects.filter(pk=number).update(
            state=RunState.FAILED, problem=f"{type(error).__name__}: {error}"[:2000]
        )
        raise
    return run.state == RunState.DONE


def undo(*, run: ImportRun, by: Any) -> Any:
    """Undo a run under the lock. Raises ImportRunningError."""
    with only_import():
        return undo_run(run=run, by=by)
