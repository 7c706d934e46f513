"""Background tasks of accounts: letters."""

from __future__ import annotations

from django_tasks import task

from dateline.desk.accounts.reset_letters import send_reset_letter
from dateline.users.models import User


@task(priority=10)
def send_reset_letter_task(user_id: int | None, language: str) -> None:
    """Send a link for a new password; it takes as long as the mail server does, and nobody waits for it."""
    user = User.objects.filter(pk=user_id).first() if user_id else None
    if user is not None:
        send_reset_letter(user=user, language=language)
