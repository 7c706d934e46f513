"""Tell whoever reads the log that a follower fails and that it is well again, in a line each.

Attempts come every second at first; a line for each would bury everything else.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from dateline.publishlog.errors import NotReachedError

logger = logging.getLogger(__name__)

REMINDED_EVERY = timedelta(minutes=10)
_told: dict[str, datetime] = {}


def in_words(error: Exception) -> str:
    """Return what went wrong as people read it."""
    if isinstance(error, NotReachedError):
        return str(error)
    return f"A fault of the program: {str(error) or type(error).__name__}."


def tell_failure(name: str, error: Exception, *, retry_at: datetime, now: datetime) -> None:
    """Say that an attempt failed, unless that was said a short while ago."""
    told_at = _told.get(name)
    if told_at is not None and now - told_at < REMINDED_EVERY:
        return
    _told[name] = now
    text = f"{in_words(error)} Next attempt in {(retry_at - now).total_seconds():.0f} s"
    # Nobody mends a cache that is away by reading where our program noticed it.
    is_ours = told_at is None and not isinstance(error, NotReachedError)
    logger.warning("follower.failing %s: %s", name, text, exc_info=error if is_ours else None)


def tell_recovery(name: str, *, failures: int, since: datetime | None) -> None:
    """Say that a follower which had failed is well again."""
    _told.pop(name, None)
    began = f" since {since:%Y-%m-%d %H:%M:%S} UTC" if since else ""
    logger.warning("follower.recovered %s after %d failed attempts%s", name, failures, began)
