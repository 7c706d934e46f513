"""The follower of the publish log that writes messages to partners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from dateline.feeds.webhooks.actions import write_messages
from dateline.feeds.webhooks.events import happened_in
from dateline.publishlog.followers import Follower
from dateline.publishlog.models import LogEntry

# Whoever is told asks at once; by then every node serves what it is told of.
SETTLED = timedelta(seconds=2)


def webhook_follower() -> Follower:
    """Return the follower. It only writes: sending waits for others, and has its own patience for each."""
    return Follower(name="webhooks", handle=_handle, from_start=False, delay=SETTLED)


def _handle(entries: Sequence[LogEntry]) -> None:
    write_messages(happened=list(happened_in(list(entries))), at=timezone.now())
