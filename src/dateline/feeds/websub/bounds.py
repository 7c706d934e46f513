"""How much the paper's own hub takes on: it sends requests to whom strangers name."""

from __future__ import annotations

from datetime import timedelta

from dateline.edition.limits import TokenBucket

MOST_OF_HOST = 500
"""Subscriptions of one host, with those yet to be confirmed: a reader that many people use has many."""
MOST_WAITING = 1_000
MOST_OF_ALL = 10_000
USUAL_LEASE, SHORTEST_LEASE, LONGEST_LEASE = timedelta(days=10), timedelta(hours=1), timedelta(days=30)
LONGEST_SECRET = 199
"""Bytes (section 5.1: less than 200)."""
REQUESTS_A_SECOND, REQUESTS_AT_ONCE = 2.0, 20.0

requests = TokenBucket(REQUESTS_A_SECOND, burst=REQUESTS_AT_ONCE)


def lease_of(seconds: int | None) -> timedelta:
    """Return for how long somebody is subscribed who asks for so many seconds, or for none."""
    if seconds is None:
        return USUAL_LEASE
    return min(max(timedelta(seconds=min(seconds, 10**9)), SHORTEST_LEASE), LONGEST_LEASE)
