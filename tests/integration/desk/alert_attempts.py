"""What the table of roles says of alerts, tried through the screens."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.alerts.choices import BREAKING, State
from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.models import Alert, AlertSettings
from dateline.users.models import User
from tests.factories.stories import published


def sends(client: Client, user: User) -> bool:
    AlertSettings.objects.create(is_on=True)
    keep_identity(at=timezone.now())
    address = reverse("alerts:new", args=[published().pk])
    sent = {"key": str(uuid.uuid4()), "subject": BREAKING, "title": "Ferry back", "hours": "4"}
    client.post(address, {**sent, "send": "1"})
    return Alert.objects.filter(made_by=user).exists()


def calls_off(client: Client, user: User) -> bool:
    story, now = published(), timezone.now()
    row = Alert.objects.create(
        publication_id=story.uuid,
        subject=BREAKING,
        title="Ferry back",
        language="en",
        log_number=0,
        made_at=now,
        expires_at=now + timedelta(hours=1),
    )
    client.post(reverse("alerts:cancel", args=[row.pk]))
    row.refresh_from_db()
    return row.state == State.CANCELED and row.ended_by == user


def switches(client: Client, user: User) -> bool:
    row = AlertSettings.objects.create()
    address = reverse("wagtailsettings:edit", args=["paper_alerts", "alertsettings", row.pk])
    client.post(address, {"is_on": "on", "quiet_from": "22", "quiet_until": "7"})
    row.refresh_from_db()
    return row.is_on


ALERTS: dict[str, Callable[[Client, User], bool]] = {
    "Send alerts to readers’ devices": sends,
    "Call an alert off": calls_off,
    "Switch alerts on or off": switches,
}
