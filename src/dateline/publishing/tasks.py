"""Background tasks of publishing: what is left in files of words that had to go."""

from __future__ import annotations

from django_tasks import task

from dateline.publishing.traces import wipe_traces


@task(priority=-20)
def wipe_traces_task() -> None:
    """Have the database write its files anew without the words; on a large paper it takes a while."""
    wipe_traces()
