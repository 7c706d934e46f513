"""Background tasks of publishing: what is left in files of words that had to go."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import OperationalError
from django.utils import timezone
from django_tasks import task

from dateline.publishing.traces import wipe_traces

logger = logging.getLogger(__name__)
# After 5 minutes, 10, 20 …, so for ten days.
FIRST_PAUSE, MOST_TRIES = timedelta(minutes=5), 12


@task(priority=-20)
def wipe_traces_task(tries: int = 1) -> None:
    """Have the database write its files anew without the words; on a large paper it takes a while.

    Somebody else may be writing or reading all the time, so it is tried again after longer and longer pauses.
    """
    try:
        is_done = wipe_traces()
    except OperationalError as error:
        logger.warning("traces_left: %s", error)
        is_done = False
    if is_done:
        return
    if tries == MOST_TRIES:
        logger.error("traces_left after %d tries: run “dateline manage wipe_traces” when nobody works", tries)
    else:
        again = timezone.now() + FIRST_PAUSE * 2 ** (tries - 1)
        wipe_traces_task.using(run_after=again).enqueue(tries=tries + 1)
