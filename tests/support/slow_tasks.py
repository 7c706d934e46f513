"""A task that takes its time, for tests of the worker."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def write_slowly(folder: str, seconds: float) -> str:
    """Say when it begins and when it ends."""
    (Path(folder) / "begun").touch()
    time.sleep(seconds)
    (Path(folder) / "ended").touch()
    return "done"
