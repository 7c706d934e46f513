"""Devices ask for alerts, choose, and leave; what becomes of each message to one is noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from dateline.alerts.bounds import LEASE, LONGEST_PAUSE, MOST_DEVICES, PAUSES
from dateline.alerts.devices import Device
from dateline.alerts.errors import DeviceRefusedError, UnknownDeviceError
from dateline.alerts.models import Alert, PushSubject, PushSubscription
from dateline.alerts.queries import newest_number, untold

LONGEST_ERROR = 300


@transaction.atomic
def take_device(*, device: Device, host: str, subjects: Iterable[str], at: datetime) -> bool:
    """Tell a device of these subjects from now on; return whether it is new. Raises DeviceRefusedError.

    Whatever was begun before it asked is not for it.
    """
    known = PushSubscription.objects.filter(digest=device.digest)
    if not known.exists() and PushSubscription.objects.count() >= MOST_DEVICES:
        raise DeviceRefusedError(503, "There are as many devices as this paper can tell.")
    row, is_new = PushSubscription.objects.update_or_create(
        digest=device.digest,
        defaults={"host": host, "contents": device.sealed()},
        create_defaults={
            "host": host,
            "contents": device.sealed(),
            "told": newest_number(),
            "due_at": at,
        },
    )
    _choose(row, subjects)
    return is_new


@transaction.atomic
def change_subjects(*, digest: str, subjects: Iterable[str]) -> None:
    """Tell a device of other subjects. Raises UnknownDeviceError."""
    _choose(_known(digest), subjects)


@transaction.atomic
def move_device(*, digest: str, to: Device, host: str) -> None:
    """Go on at another address: push services change them. Raises UnknownDeviceError."""
    row = _known(digest)
    if to.digest != digest:
        # The page may have told of the new one already.
        PushSubscription.objects.filter(digest=to.digest).delete()
    row.digest, row.host, row.contents, row.attempts = to.digest, host, to.sealed(), 0
    row.save()


@transaction.atomic
def drop_device(*, digest: str) -> bool:
    """Forget a device; False when it was not known."""
    return bool(PushSubscription.objects.filter(digest=digest).delete()[0])


@transaction.atomic
def claim_devices(*, alert: Alert, host: str, at: datetime, most: int) -> list[PushSubscription]:
    """Take some of those who are still to be told, for one lease; committed before anything is sent."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    due = untold(alert).filter(free, host=host, due_at__lte=at).order_by("pk")
    rows = list(due.select_for_update(skip_locked=True, of=("self",))[:most])
    PushSubscription.objects.filter(pk__in=[row.pk for row in rows]).update(leased_until=at + LEASE)
    return rows


@transaction.atomic
def give_back(*, rows: Iterable[PushSubscription]) -> None:
    """Let others have what was claimed and not tried."""
    PushSubscription.objects.filter(pk__in=[row.pk for row in rows]).update(leased_until=None)


@transaction.atomic
def note_told(*, row: PushSubscription, alert: Alert) -> None:
    """Note that a push service has taken the message."""
    _settle(row, alert)
    Alert.objects.filter(pk=alert.pk).update(sent=F("sent") + 1)


@transaction.atomic
def note_gone(*, row: PushSubscription, alert: Alert) -> None:
    """Forget a device of which its push service says that it is no more."""
    PushSubscription.objects.filter(pk=row.pk, digest=row.digest).delete()
    Alert.objects.filter(pk=alert.pk).update(gone=F("gone") + 1)


@transaction.atomic
def note_refused(*, row: PushSubscription, alert: Alert, error: str) -> None:
    """Note that a message will not be taken however often it is sent."""
    _settle(row, alert)
    Alert.objects.filter(pk=alert.pk).update(failed=F("failed") + 1, latest_error=error[:LONGEST_ERROR])


@transaction.atomic
def note_later(
    *, row: PushSubscription, alert: Alert, error: str, seconds: float | None, at: datetime
) -> datetime:
    """Try a device again later: longer each time, or when its service says; return when."""
    pause = PAUSES[min(row.attempts, len(PAUSES) - 1)]
    if seconds is not None:
        pause = min(max(timedelta(seconds=seconds), PAUSES[0]), LONGEST_PAUSE)
    mine = PushSubscription.objects.filter(pk=row.pk)
    mine.update(due_at=at + pause, attempts=F("attempts") + 1, leased_until=None)
    Alert.objects.filter(pk=alert.pk).update(latest_error=error[:LONGEST_ERROR])
    return at + pause


def _settle(row: PushSubscription, alert: Alert) -> None:
    mine = PushSubscription.objects.filter(pk=row.pk)
    mine.update(told=Greatest(F("told"), alert.number), attempts=0, leased_until=None)


def _known(digest: str) -> PushSubscription:
    row = PushSubscription.objects.select_for_update().filter(digest=digest).first()
    if row is None:
        raise UnknownDeviceError
    return row


def _choose(row: PushSubscription, subjects: Iterable[str]) -> None:
    wanted = set(subjects)
    row.subjects.exclude(subject__in=wanted).delete()
    rows = [PushSubject(subscription=row, subject=one) for one in sorted(wanted)]
    PushSubject.objects.bulk_create(rows, ignore_conflicts=True)
