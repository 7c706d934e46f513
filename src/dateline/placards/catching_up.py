"""Make what the follower did not see, a few at a time: the worker's job."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from dateline.placards.actions import make_placards
from dateline.placards.queries import missing_subjects
from dateline.publishlog.queries import latest_number

# So many a second, by the thread that also publishes what is scheduled.
STEP = 3
# Looking through the newest stories takes a quarter of a second.
LOOKS_EVERY = 60.0


@dataclass
class _Search:
    """What this process knows to be missing, and when it has looked."""

    missing: list[str] = field(default_factory=list)
    as_of: int = -1
    looked_at: float = -LOOKS_EVERY

    def is_due(self, *, now: float) -> bool:
        """Say whether to look: not too often, nor while the log has not grown."""
        if now - self.looked_at < LOOKS_EVERY:
            return False
        before, self.as_of, self.looked_at = self.as_of, latest_number(), now
        return self.as_of != before


_search = _Search()


def make_missing() -> None:
    """Make some of what is missing anywhere. Called by the worker every few seconds; mostly it costs nothing.

    What the follower did not see comes about here: stories from before it began, and all of them when the
    paper or a section gets another name.
    """
    if _search.missing:
        some, _search.missing = _search.missing[:STEP], _search.missing[STEP:]
        make_placards(subjects=some)
    elif _search.is_due(now=time.monotonic()):
        _search.missing = missing_subjects()
