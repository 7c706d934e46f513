"""Which followers are late: those that this paper has now, measured by what each may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.publishlog.followers import Follower, registered_followers
from dateline.publishlog.queries import FollowerLag, follower_lags


@dataclass(frozen=True, slots=True)
class FollowerState:
    """One follower as it stands. ``lag`` is None while no worker has ever run it."""

    name: str
    lag: FollowerLag | None
    is_late: bool


def follower_states(now: datetime) -> list[FollowerState]:
    """Return how each follower stands; places of followers that the paper no longer has are left out."""
    lags = {lag.name: lag for lag in follower_lags(now)}
    states = []
    for follower in registered_followers():
        lag = lags.get(follower.name)
        is_late = lag is None or max(lag.seconds_behind, _seconds_failing(lag, now)) > _allowed(follower)
        states.append(FollowerState(name=follower.name, lag=lag, is_late=is_late))
    return states


def late_followers(now: datetime) -> list[str]:
    """Return the names of those that are late."""
    return [state.name for state in follower_states(now) if state.is_late]


def _seconds_failing(lag: FollowerLag, now: datetime) -> float:
    """Return how long it has failed: nothing may wait for it, but the next entry would."""
    return (now - lag.failing_since).total_seconds() if lag.failing_since else 0.0


def _allowed(follower: Follower) -> float:
    return (follower.late_after + follower.delay).total_seconds()
