"""Tell devices what they asked to be told, in threads that nobody waits for: a few for each push service."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from dateline.alerts.actions import begin_alert, end_alert, finish_alert
from dateline.alerts.bounds import BATCH, LANES_OF_SERVICE
from dateline.alerts.choices import EndReason, State
from dateline.alerts.device_actions import claim_devices, give_back
from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.messages import Sender, sender_of
from dateline.alerts.models import Alert, PushSubscription
from dateline.alerts.queries import (
    alert_settings,
    alerts_in_sending,
    hosts,
    is_public,
    open_alerts,
    position_of,
    quiet_hours,
    untold,
)
from dateline.alerts.telling import tell
from dateline.edition.purge import purged_up_to
from dateline.publishlog.outside.lanes import Lanes

Clock = Callable[[], datetime]
# Whoever is told comes at once; by then every node serves what it is told of.
SETTLED_SECONDS = 2.0
_resting: dict[str, float] = {}
"""Push services that asked for a pause, or did not answer, and until when, by this process's clock."""


def send_due_now() -> None:
    """Begin and end alerts, begin to tell devices, and return at once; for the worker, every second."""
    is_on = alert_settings().is_on
    if is_on:
        keep_identity(at=timezone.now())
    settle_alerts(at=timezone.now(), is_on=is_on)
    if not is_on or not alerts_in_sending().exists():
        return
    for host in hosts():
        if not rests(host):
            for number in range(LANES_OF_SERVICE):
                lanes.begin((host, number))


def settle_alerts(*, at: datetime, is_on: bool = True) -> None:
    """Begin what may begin, and end what is over."""
    for alert in open_alerts():
        if not is_public(alert.publication):
            end_alert(alert=alert, reason=EndReason.STORY_GONE, at=at)
        elif alert.state == State.WAITING and alert.expires_at <= at:
            end_alert(alert=alert, reason=EndReason.TOO_LATE, at=at)
        elif alert.state == State.WAITING:
            if is_on and may_begin(alert, at=at):
                begin_alert(alert=alert, at=at)
        elif alert.expires_at <= at or not untold(alert).exists():
            finish_alert(alert=alert, at=at)


def may_begin(alert: Alert, *, at: datetime) -> bool:
    """Say whether readers who come for the story get it wherever they ask, and want to be told now."""
    if not alert.ignores_quiet and quiet_hours().hold(at):
        return False
    if (at - alert.made_at).total_seconds() < SETTLED_SECONDS:
        return False
    served = purged_up_to()
    return served is None or served >= position_of(alert)


def send_to(host: str, clock: Clock = timezone.now) -> int:
    """Tell the devices of one push service until all are told, or it wants a pause; return how many were."""
    sender, count = sender_of(keep_identity(at=clock())), 0
    for alert in alerts_in_sending():
        while _goes_on(alert, host, clock):
            rows = claim_devices(alert=alert, host=host, at=clock(), most=BATCH)
            if not rows:
                break
            count += _tell_each(rows, alert, sender, clock)
    return count


def _goes_on(alert: Alert, host: str, clock: Clock) -> bool:
    """Say whether the next device may be told: of a story that has just left, nobody is told any more."""
    if rests(host) or not alert_settings().is_on:
        return False
    return alerts_in_sending().filter(pk=alert.pk, expires_at__gt=clock()).exists()


def _tell_each(rows: list[PushSubscription], alert: Alert, sender: Sender, clock: Clock) -> int:
    told = 0
    while rows and _goes_on(alert, rows[0].host, clock):
        outcome = tell(rows.pop(0), alert=alert, sender=sender, at=clock())
        told += outcome.is_told
        if outcome.pause is not None:
            let_rest(outcome.host, seconds=outcome.pause)
    give_back(rows=rows)
    return told


def rests(host: str) -> bool:
    """Say whether a push service is left alone for now."""
    return _resting.get(host, 0.0) > time.monotonic()


def let_rest(host: str, *, seconds: float) -> None:
    """Leave a push service alone for a while."""
    _resting[host] = max(_resting.get(host, 0.0), time.monotonic() + seconds)


def _send_in_lane(key: tuple[str, int]) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        send_to(key[0])


lanes = Lanes("alerts", _send_in_lane)
