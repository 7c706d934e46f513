"""Alerts are written, begun, called off, and ended. Wagtail's log has what people did, without the words."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from dateline.alerts.choices import OPEN, EndReason, State
from dateline.alerts.models import Alert
from dateline.alerts.queries import newest_number, quiet_hours, untold, waits_until
from dateline.publishing.models import Publication
from dateline.publishing.withholding import WithheldWords
from dateline.publishlog.queries import latest_number

WRITTEN, CALLED_OFF = "paper.alert.written", "paper.alert.called_off"


@transaction.atomic
def write_alert(
    *,
    key: uuid.UUID,
    publication: Publication,
    subject: str,
    title: str,
    text: str,
    language: str,
    hours: int,
    ignores_quiet: bool,
    by: Any,
    at: datetime,
) -> Alert:
    """Have readers told; the worker begins as soon as every cache has the story, and it is not quiet.

    With a key that was used before, nothing happens: it is the same alert. Raises ValidationError.
    """
    known = Alert.objects.filter(key=key).first()
    if known is not None:
        return known
    begins = waits_until(ignores_quiet=ignores_quiet, at=at)
    row = Alert(
        key=key,
        publication=publication,
        subject=subject,
        title=" ".join(title.split()),
        text=" ".join(text.split()),
        language=language,
        ignores_quiet=ignores_quiet,
        log_number=latest_number(),
        made_at=at,
        made_by=by,
        expires_at=begins + timedelta(hours=hours),
    )
    row.full_clean(exclude=["made_by", "publication"])
    row.save()
    log(row, WRITTEN, user=by, data={"subject": subject, "story": str(publication.pk)})
    return row


@transaction.atomic
def begin_alert(*, alert: Alert, at: datetime) -> bool:
    """Give an alert its number, from which on devices are told; False when it waits no longer.

    It ends before it gets quiet: a device that is reached in the night must not make a sound then.
    """
    expires = alert.expires_at
    if not alert.ignores_quiet:
        quiet = quiet_hours().next_at(at)
        expires = min(expires, quiet) if quiet is not None else expires
    waiting = Alert.objects.filter(pk=alert.pk, state=State.WAITING)
    begun = waiting.update(state=State.SENDING, number=newest_number() + 1, begun_at=at, expires_at=expires)
    return bool(begun)


@transaction.atomic
def call_off(*, alert: Alert, by: Any, at: datetime) -> bool:
    """Tell nobody more of it; False when it had ended. Who has been told has been told."""
    is_mine = _cancel(alert, reason=EndReason.BY_HAND, by=by, at=at)
    if is_mine:
        log(alert, CALLED_OFF, user=by, data={"subject": alert.subject})
    return is_mine


@transaction.atomic
def end_alert(*, alert: Alert, reason: EndReason, at: datetime) -> bool:
    """Call an alert off because its story left or its time passed; False when it had ended."""
    return _cancel(alert, reason=reason, by=None, at=at)


@transaction.atomic
def finish_alert(*, alert: Alert, at: datetime) -> bool:
    """Note that everybody was told, or cannot be told in time; False when it had ended."""
    left = untold(alert).count()
    sending = Alert.objects.filter(pk=alert.pk, state=State.SENDING)
    return bool(sending.update(state=State.DONE, ended_at=at, failed=F("failed") + left))


def forget_words(words: WithheldWords) -> None:
    """Let go what alerts said of a story whose words must go, and tell nobody more of it."""
    rows = Alert.objects.filter(publication=words.publication)
    for row in rows.filter(state__in=OPEN):
        end_alert(alert=row, reason=EndReason.STORY_GONE, at=timezone.now())
    rows.update(title="", text="")


def _cancel(alert: Alert, *, reason: EndReason, by: Any, at: datetime) -> bool:
    rows = Alert.objects.filter(pk=alert.pk, state__in=OPEN)
    return bool(rows.update(state=State.CANCELED, end_reason=reason, ended_at=at, ended_by=by))
