"""How many reports are taken in, and as what their senders are counted. Numbers only.

Counted in ``users``' allowances: so many at once, and one more every so many seconds. What a network is
counted as is made with a random key of the day (``DailyKey``), which is deleted on the next: after that
nobody can tell whose count it was, not even with the secrets of the paper.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from dateline.users.limits import Limit, network_of

# Reports of one network: five in ten minutes, thirty a day.
SHORT = Limit(burst=5, seconds_each=120)
DAILY = Limit(burst=30, seconds_each=2880)
# Forms of one network that are looked at at all, so that guessing at words costs us little.
TRIES = Limit(burst=20, seconds_each=15)
# Beyond these a report must prove some work: of one story, of the whole paper.
STORY = Limit(burst=10, seconds_each=60)
PAPER = Limit(burst=25, seconds_each=60)
# One form: mistakes of the same story may be reported one after the other without loading it anew.
FORM = Limit(burst=5, seconds_each=24 * 60 * 60)
# Forms that may be handed in at all while work is wanted.
WORKED_FORM = Limit(burst=1, seconds_each=24 * 60 * 60)
# Work is cheap for whoever has many machines. These are far beyond what readers send after the worst mistake.
WORKED_STORY = Limit(burst=100, seconds_each=300)
WORKED_PAPER = Limit(burst=500, seconds_each=60)

MOST_OPEN_CLUSTERS = 20
WORK_BITS = 16


def network_key(address: str, *, kind: str, secret: bytes) -> str:
    """Return what the network of an address is counted as today."""
    return hmac.new(secret, f"{kind}:{network_of(address)}".encode(), sha256).hexdigest()


def plain_key(name: str) -> str:
    """Return what something is counted as that is no secret, such as a story."""
    return sha256(f"dateline.corrections:{name}".encode()).hexdigest()
