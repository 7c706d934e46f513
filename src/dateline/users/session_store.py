"""Sessions in the database, each with its account and with words for its browser.

Django's own table keeps them unreadable: nobody could see theirs, or end one. This is the way that Django
describes for that: the same rows with a few columns more, so that ending a session is deleting its row.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from dateline.users.models import DeskSession

DEVICE, STARTED = "desk.device", "desk.started"
QUARTER = 15


class SessionStore(DatabaseStore):
    """Django's store over our table."""

    @classmethod
    def get_model_class(cls) -> type[DeskSession]:
        return DeskSession

    def create_model_instance(self, data: dict[str, Any]) -> DeskSession:
        """Return the row for these data."""
        row = cast(DeskSession, super().create_model_instance(data))
        if SESSION_KEY in data:
            now = timezone.now()
            started = data.get(STARTED)
            row.user_id = int(data[SESSION_KEY])
            row.device = data.get(DEVICE, "")
            row.started_at = datetime.fromisoformat(started) if started else now
            row.seen_at = coarse(now)
        return row

    def note_seen(self, *, at: datetime) -> None:
        """Remember that the session is in use; writes once in a quarter of an hour."""
        seen = coarse(at)
        DeskSession.objects.filter(session_key=self.session_key, seen_at__lt=seen).update(seen_at=seen)


def coarse(moment: datetime) -> datetime:
    """Round down: when exactly somebody worked is nobody's business."""
    return moment.replace(minute=moment.minute // QUARTER * QUARTER, second=0, microsecond=0)
