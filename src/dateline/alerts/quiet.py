"""Quiet hours: when no alert is sent that can wait. Whole hours in the paper's zone; equal ones are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour until another, most often over midnight."""

    start: int
    end: int
    zone: tzinfo

    @property
    def are_none(self) -> bool:
        return self.start == self.end

    def hold(self, at: datetime) -> bool:
        """Say whether it is quiet at this moment."""
        hour = at.astimezone(self.zone).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def over_at(self, at: datetime) -> datetime:
        """Return when it is quiet no longer: at once, outside of quiet hours."""
        return self._next(self.end, at) if self.hold(at) else at

    def next_at(self, at: datetime) -> datetime | None:
        """Return when it gets quiet next; None when it never does."""
        return None if self.are_none else self._next(self.start, at)

    def _next(self, hour: int, at: datetime) -> datetime:
        day = at.astimezone(self.zone).date()
        # An hour that does not exist, in the night when clocks change, is the moment of the change.
        found = datetime.combine(day, time(hour), tzinfo=self.zone)
        return (
            found if found > at else datetime.combine(day + timedelta(days=1), time(hour), tzinfo=self.zone)
        )
