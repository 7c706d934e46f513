"""How much is taken on: strangers send addresses here, which the paper then writes to."""

from __future__ import annotations

from datetime import timedelta

from dateline.edition.limits import TokenBucket

MOST_DEVICES = 200_000
MOST_SUBJECTS = 60
"""That one device may ask for."""
LONGEST_ENDPOINT = 1_000
LARGEST_REQUEST = 8 * 1024
REQUESTS_A_SECOND, REQUESTS_AT_ONCE = 20.0, 200.0
LONGEST_TITLE, LONGEST_TEXT = 80, 180
HOURS = (1, 4, 12)
"""For how long an alert may be news."""
USUAL_HOURS = 4
LANES_OF_SERVICE = 4
"""Requests to one push service at the same time: most readers are with one of them."""
BATCH = 25
LEASE = timedelta(minutes=5)
"""So long a batch may take before others may try it: the slowest answers of all of it fit in."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 120, 300, 900, 1800, 3600))
LONGEST_PAUSE = timedelta(hours=6)
"""That a service may ask for."""

requests = TokenBucket(REQUESTS_A_SECOND, burst=REQUESTS_AT_ONCE)
