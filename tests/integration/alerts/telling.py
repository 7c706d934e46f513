"""Devices that ask for alerts, alerts, and a worker that tells them, by hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from dateline.alerts.actions import write_alert
from dateline.alerts.choices import BREAKING
from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.models import Alert, AlertSettings
from dateline.alerts.queries import publication_of
from dateline.alerts.sending import send_to, settle_alerts
from dateline.stories.models import StoryPage
from tests.integration.alerts.push_fake import FakePush

HOST = "127.0.0.1"


def switch_on(*, quiet: tuple[int, int] = (0, 0)) -> str:
    """Let readers have alerts, and return the paper's key."""
    values = {"is_on": True, "quiet_from": quiet[0], "quiet_until": quiet[1]}
    row = AlertSettings.objects.first() or AlertSettings()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return keep_identity(at=timezone.now()).public_key


def send(act: str, told: Any) -> Any:
    return Client().post(f"/alerts/{act}/", told, content_type="application/json")


def device(push: FakePush, *subjects: str, key: str = "") -> dict[str, Any]:
    """Return what a browser has after its reader asked for alerts."""
    sent = push.subscribe(key=key or switch_on())
    answer = send("subscribe", {**sent, "subjects": list(subjects or (BREAKING,))})
    assert answer.status_code == 201, answer.content
    return sent


def alert(story: StoryPage, **fields: Any) -> Alert:
    """Write an alert, some moments ago."""
    values = {
        "key": uuid.uuid4(),
        "subject": BREAKING,
        "title": "Ferry back in service",
        "text": "It sails at noon.",
        "language": "en",
        "hours": 4,
        "ignores_quiet": False,
        "by": None,
        "at": timezone.now() - timedelta(seconds=5),
        **fields,
    }
    publication = publication_of(story)
    assert publication is not None
    return write_alert(publication=publication, **values)


def work(clock: Callable[[], datetime] = timezone.now, *, host: str = HOST) -> int:
    """Do what the worker does each second, without its threads; return how many devices were told."""
    settle_alerts(at=clock())
    count = send_to(host, clock)
    settle_alerts(at=clock())
    return count


def later(**pause: float) -> Callable[[], datetime]:
    return lambda: timezone.now() + timedelta(**pause)
