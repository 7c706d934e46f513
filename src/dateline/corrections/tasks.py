"""Background tasks of reports: writing to those who asked to be told."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dateline.corrections.mailing import tell_outcomes


@task(priority=-10)
def tell_outcomes_task() -> None:
    """Write to readers whose reports were closed; the mail server may take its time."""
    tell_outcomes(at=timezone.now())
