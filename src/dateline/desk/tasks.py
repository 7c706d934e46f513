"""Background tasks of the desk: looking after what the first page shows of the paper's machinery."""

from __future__ import annotations

from django_tasks import task

from dateline.desk.home.measuring import measure_media
from dateline.desk.mail import look_at_mail


@task(priority=-30)
def look_at_mail_task() -> None:
    """Knock at the mail server; it may take its time."""
    look_at_mail()


@task(priority=-30)
def measure_media_task() -> None:
    """Add up the sizes of pictures and files; there may be many."""
    measure_media()
