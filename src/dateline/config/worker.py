"""The worker: schedules, background tasks, followers, pages printed ahead.

Start with ``python -m dateline.config.worker``.

One process, because each one with Django in it costs some 80 MB. The main thread is the scheduler, which
calls functions every so many seconds. A job must be short and safe to run twice at once, because several
workers may run on one database. Long work belongs in a task, which has a thread of its own; a job may enqueue
it. Followers talk to machines elsewhere and wait for them, so each gets a thread as well.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import django
import structlog
from django.core.management import call_command
from django.db import Error as DatabaseProblem
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from dateline.config.task_thread import TaskThread
    from dateline.edition.ahead import PrintingAhead
    from dateline.publishlog.running import FollowerThreads

logger = structlog.get_logger(__name__)

DAY = 24 * 60 * 60.0
# How long a follower may finish what it is at; with that, the supervisor's patience is not used up.
FOLLOWERS_PATIENCE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do again and again. ``run`` names a function without arguments."""

    name: str
    seconds: float
    run: str


# One line per job. A package offers the function; the composition root decides how often.
JOBS: tuple[Job, ...] = (
    Job(name="publish scheduled pages", seconds=1, run="dateline.publishing.scheduling.publish_due_now"),
    Job(name="say that the worker works", seconds=30, run="dateline.config.worker.give_sign"),
    Job(name="sum up readings", seconds=600, run="dateline.config.worker.sum_up_readings"),
    Job(name="look after the mail", seconds=900, run="dateline.config.worker.look_after_mail"),
    Job(name="measure pictures and files", seconds=3600, run="dateline.config.worker.measure_media"),
    Job(name="hold pictures under embargo", seconds=5, run="dateline.stories.holding_actions.hold_pictures"),
    Job(name="end rights to pictures", seconds=1, run="dateline.media.rights_actions.settle_rights_now"),
    Job(name="tell readers the outcome", seconds=30, run="dateline.config.worker.tell_outcomes"),
    Job(name="forget keys of reports", seconds=3600, run="dateline.config.worker.forget_report_keys"),
    Job(name="carry out plans", seconds=1, run="dateline.fronts.plan_actions.carry_out_due_now"),
    Job(name="end breaking news", seconds=1, run="dateline.fronts.breaking_actions.end_due_now"),
    Job(name="bring search up to date", seconds=2, run="dateline.search.catching_up_actions.catch_up"),
    Job(name="make missing placards", seconds=1, run="dateline.placards.catching_up.make_missing"),
    Job(name="send to webhooks", seconds=1, run="dateline.feeds.webhooks.sending.send_due_now"),
    Job(name="send to channels", seconds=1, run="dateline.social.sending.send_due_now"),
    Job(name="send alerts", seconds=1, run="dateline.alerts.sending.send_due_now"),
    Job(name="serve the hub", seconds=1, run="dateline.feeds.websub.working.work_now"),
    Job(name="end subscriptions to feeds", seconds=3600, run="dateline.feeds.websub.working.forget_past"),
    Job(name="look for gaps in search", seconds=DAY, run="dateline.search.catching_up_actions.look_again"),
    Job(name="forget ended sessions", seconds=DAY, run="dateline.config.worker.forget_sessions"),
    Job(name="forget finished tasks", seconds=DAY, run="dateline.config.worker.forget_tasks"),
    Job(name="forget counts of log-ins", seconds=DAY, run="dateline.config.worker.forget_counts"),
    Job(name="forget closed welcome links", seconds=DAY, run="dateline.config.worker.forget_links"),
    Job(name="forget what partners asked", seconds=DAY, run="dateline.config.worker.forget_partners_past"),
)


class Scheduler:
    """Run each job when its time has come; one that fails is logged and tried again at its next time."""

    def __init__(self, jobs: Sequence[Job], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._functions = {job: import_string(job.run) for job in jobs}
        self._due = dict.fromkeys(jobs, clock())
        self._without_database: set[Job] = set()

    @property
    def job_names(self) -> list[str]:
        """Return what is run, in order."""
        return [job.name for job in self._functions]

    def run_due(self) -> float:
        """Run what is due and return the seconds until the next job."""
        for job, due in self._due.items():
            if self._clock() >= due:
                self._run(job)
                # Counted from the end, so that a slow job never runs without a pause.
                self._due[job] = self._clock() + job.seconds
        return max(0.0, min(self._due.values()) - self._clock())

    def _run(self, job: Job) -> None:
        close_old_connections()
        try:
            self._functions[job]()
            self._without_database.discard(job)
        except DatabaseProblem as error:
            # A job of every second would fill the log while the database is away.
            if job not in self._without_database:
                logger.exception("job_failed", job=job.name, error=repr(error))
            self._without_database.add(job)
        except Exception:
            logger.exception("job_failed", job=job.name)
        finally:
            close_old_connections()


def give_sign() -> None:
    """Let the desk know that the worker is at work."""
    import_string("dateline.edition.actions.note_well")(name="worker", at=timezone.now())


def sum_up_readings() -> None:
    """Make days of hours of readings, and forget what is old."""
    import_string("dateline.edition.actions.sum_up_readings")(at=timezone.now())


def look_after_mail() -> None:
    """Let a task knock at the mail server, if there is one."""
    if import_string("dateline.desk.mail.sends_mail")():
        import_string("dateline.desk.tasks.look_at_mail_task").enqueue()


def tell_outcomes() -> None:
    """Let a task write to readers whose reports were closed, if there are any."""
    if import_string("dateline.corrections.mailing.contacts_to_tell")().exists():
        import_string("dateline.corrections.tasks.tell_outcomes_task").enqueue()


def forget_report_keys() -> None:
    """Forget with what keys of past days readers' networks were counted, and who will never be told."""
    import_string("dateline.corrections.report_actions.forget_keys")(at=timezone.now())
    import_string("dateline.corrections.mailing.forget_contacts")(at=timezone.now())


def measure_media() -> None:
    """Let a task add up the sizes of pictures and files."""
    import_string("dateline.desk.tasks.measure_media_task").enqueue()


def forget_sessions() -> None:
    """Delete sessions that have ended."""
    call_command("clearsessions")


def forget_tasks() -> None:
    """Delete the results of tasks that finished two weeks ago."""
    call_command("prune_db_task_results", verbosity=0)


def forget_counts() -> None:
    """Delete counts of log-ins that limit nothing any more."""
    import_string("dateline.users.login_actions.forget_allowances")(at=timezone.now())


def forget_links() -> None:
    """Delete welcome links that nobody used."""
    import_string("dateline.users.actions.forget_closed_links")(at=timezone.now())


def forget_partners_past() -> None:
    """Delete old counts of partners' requests, and messages that were settled long ago."""
    import_string("dateline.feeds.partner_actions.forget_old_uses")(at=timezone.now())
    import_string("dateline.feeds.webhooks.actions.forget_settled")(at=timezone.now())


def main() -> None:
    """Start Django and work until SIGTERM or SIGINT; a task in flight is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    django.setup()
    stop = threading.Event()

    def end(*_: object) -> None:
        if stop.is_set():
            # Told twice: whoever asks does not want to wait for a long task.
            os._exit(1)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    ahead: PrintingAhead = import_string("dateline.edition.ahead.PrintingAhead")()
    tasks: TaskThread = import_string("dateline.config.task_thread.TaskThread")(give_way=ahead.give_way)
    followers: FollowerThreads = import_string("dateline.publishlog.running.FollowerThreads")(
        give_way=ahead.give_way
    )
    scheduler = Scheduler(JOBS)
    tasks.start()
    followers.start()
    ahead.start()
    while not stop.wait(timeout=scheduler.run_due()):
        ahead.give_way()
    tasks.stop()
    ahead.stop(patience=FOLLOWERS_PATIENCE)
    followers.stop(patience=FOLLOWERS_PATIENCE)
    tasks.join()
    sys.exit(0)


if __name__ == "__main__":
    main()
