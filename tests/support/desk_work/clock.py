"""A clock that the test moves. It also goes on by itself, so that threads and servers notice nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine
from django.utils import timezone

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


class Clock:
    """Holds the time of this process while it is open."""

    def __init__(self, start: datetime = START) -> None:
        self._travel = time_machine.travel(start, tick=True)
        self._traveller = self._travel.start()

    def move(self, by: timedelta) -> None:
        """Let this much time pass at once."""
        self._traveller.move_to(timezone.now() + by, tick=True)

    def move_to(self, moment: datetime) -> None:
        """Let it be this moment, unless it has passed already."""
        self.move(max(moment - timezone.now(), timedelta()))

    def close(self) -> None:
        """Return to the real time."""
        self._travel.stop()
