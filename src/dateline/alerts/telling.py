"""Put one message for one device at its push service, and note what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _

from dateline.alerts.bounds import LONGEST_ENDPOINT
from dateline.alerts.device_actions import note_gone, note_later, note_refused, note_told
from dateline.alerts.devices import device_from
from dateline.alerts.errors import LostKeyError
from dateline.alerts.messages import Sender, encrypted, headers_of, message_of
from dateline.alerts.models import Alert, PushSubscription
from dateline.lib.outgoing.exchanging import NoAnswerError, Reply, exchange
from dateline.lib.outgoing.guarding import Refusal, RefusedTargetError
from dateline.publishlog.outside.permitting import USER_AGENT, usual_rules
from dateline.publishlog.outside.wording import failure_in_words, refusal_in_words

GONE = (404, 410)
BUSY = 429
MOST_READ = 300
"""Bytes of an answer: what is wrong, said by the service."""
NO_ANSWER_SECONDS, TROUBLE_SECONDS = 10.0, 2.0
LONGEST_REST = 60.0
"""For a whole service: what it says may be about one device."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message."""

    host: str
    is_told: bool = False
    pause: float | None = None
    """So many seconds the service is left alone."""


def tell(row: PushSubscription, *, alert: Alert, sender: Sender, at: datetime) -> Outcome:
    """Send an alert to a device that is claimed."""
    try:
        device = device_from(row.contents)
    except LostKeyError:
        note_gone(row=row, alert=alert)
        return Outcome(row.host)
    headers = {
        **headers_of(alert, at=at),
        "authorization": sender.authorization(device.endpoint, at=at),
        "user-agent": USER_AGENT,
    }
    try:
        reply = exchange(
            device.endpoint,
            rules=usual_rules(longest=LONGEST_ENDPOINT),
            body=encrypted(message_of(alert), device=device),
            headers=headers,
            most=MOST_READ,
        )
    except RefusedTargetError as error:
        return _unreached(row, alert, refusal=error.refusal, at=at)
    except NoAnswerError as error:
        words = failure_in_words(error.failure)
        note_later(row=row, alert=alert, error=f"{row.host}: {words}", seconds=None, at=at)
        return Outcome(row.host, pause=NO_ANSWER_SECONDS)
    return _noted(row, alert, reply, at=at)


def _unreached(row: PushSubscription, alert: Alert, *, refusal: Refusal, at: datetime) -> Outcome:
    words = f"{row.host}: {refusal_in_words(refusal)}"
    if refusal == Refusal.NO_HOST:
        # As a rule it is us who cannot look anything up for a moment.
        note_later(row=row, alert=alert, error=words, seconds=None, at=at)
        return Outcome(row.host, pause=NO_ANSWER_SECONDS)
    note_refused(row=row, alert=alert, error=words)
    return Outcome(row.host)


def _noted(row: PushSubscription, alert: Alert, reply: Reply, *, at: datetime) -> Outcome:
    if reply.is_success:
        note_told(row=row, alert=alert)
        return Outcome(row.host, is_told=True)
    if reply.status in GONE:
        note_gone(row=row, alert=alert)
        return Outcome(row.host)
    words = _said(row.host, reply)
    if reply.status == BUSY or reply.status >= 500:
        seconds = _seconds(reply.headers.get("retry-after", ""), at=at)
        until = note_later(row=row, alert=alert, error=words, seconds=seconds, at=at)
        is_told_when = reply.status == BUSY or seconds is not None
        pause = (until - at).total_seconds() if is_told_when else TROUBLE_SECONDS
        return Outcome(row.host, pause=min(pause, LONGEST_REST))
    note_refused(row=row, alert=alert, error=words)
    return Outcome(row.host)


def _said(host: str, reply: Reply) -> str:
    words = " ".join(reply.body.decode("utf-8", "replace").split())
    told = {"host": host, "status": reply.status, "words": "".join(filter(str.isprintable, words))[:200]}
    return (_("%(host)s answers %(status)s: %(words)s") % told).rstrip(": ")


def _seconds(text: str, *, at: datetime) -> float | None:
    """Return how long a service asks to wait, by a number or by a date (RFC 9110, section 10.2.3)."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - at).total_seconds())
    except (TypeError, ValueError):
        return None
