"""Mail: notes whether the server takes it, and knocks at its door without sending anything to anybody."""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.utils import timezone

from dateline.edition.actions import note_failure, note_well

logger = logging.getLogger(__name__)

SIGN = "mail"
KNOCK_SECONDS = 5
# A letter to thousands is thousands of successes.
NOTE_EVERY = 60.0

_noted_at = -NOTE_EVERY


class NotedSmtpBackend(EmailBackend):
    """Django's, which also notes how it went, and sends nothing while a transaction is open.

    A server that answers late would hold every lock of it, on SQLite the whole paper, and who is told that a
    story waits must find it so. Letters of a transaction leave when it commits; if not, they never were.
    """

    def open(self) -> bool | None:
        # Wagtail opens it for several letters at once.
        return False if transaction.get_connection().in_atomic_block else super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if email_messages and transaction.get_connection().in_atomic_block:
            letters = list(email_messages)
            transaction.on_commit(lambda: self._send_now(letters), robust=True)
            return len(letters)
        return self._send_now(email_messages)

    def _send_now(self, email_messages: Sequence[EmailMessage]) -> int:
        if not email_messages:
            return 0
        try:
            sent = super().send_messages(email_messages)
        except Exception as error:
            note_refused(reason_of(error))
            raise
        if sent:
            note_accepted()
        else:
            note_refused("the server took none of what was sent")
        return sent or 0


def sends_mail() -> bool:
    """Say whether mail leaves at all; without a server it is printed."""
    return str(settings.EMAIL_BACKEND).endswith(NotedSmtpBackend.__name__)


def knock() -> str:
    """Connect, encrypt and log in as for sending, and hang up; return why that failed, or nothing."""
    connection: Any = EmailBackend(timeout=KNOCK_SECONDS)
    try:
        connection.open()
        # Without encryption and log-in nothing has been said yet.
        connection.connection.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as error:
        return reason_of(error)
    finally:
        connection.close()
    return ""


def look_at_mail() -> None:
    """Knock, and note what came of it."""
    if not sends_mail():
        return
    if problem := knock():
        note_refused(problem)
    else:
        note_accepted(always=True)


def note_accepted(*, always: bool = False) -> None:
    """Note that the server takes mail, not more often than it is looked at."""
    global _noted_at
    if always or time.monotonic() - _noted_at >= NOTE_EVERY:
        _noted_at = time.monotonic()
        _noted(lambda: note_well(name=SIGN, at=timezone.now()))


def note_refused(problem: str) -> None:
    """Note that the server did not take mail."""
    global _noted_at
    _noted_at = -NOTE_EVERY
    _noted(lambda: note_failure(name=SIGN, at=timezone.now(), problem=problem))


def reason_of(error: Exception) -> str:
    """Return what went wrong in words that name nobody: servers repeat addresses and accounts in theirs."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _said in error.recipients.values()})
        return f"recipient refused ({', '.join(codes)})"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"log-in refused ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"refused ({error.smtp_code})"
    if isinstance(error, OSError) and error.strerror and not isinstance(error, smtplib.SMTPException):
        return error.strerror
    return type(error).__name__


def _noted(note: Callable[[], None]) -> None:
    """Let no trouble with the note be trouble with the mail."""
    try:
        note()
    except Exception:
        logger.exception("mail.not_noted")
