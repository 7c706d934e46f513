"""What feeds say now, in one snapshot, word for word as the edition serves them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils import timezone, translation

from dateline.edition.keys import collecting
from dateline.edition.snapshot import read_snapshot
from dateline.feeds.finding import feed_at
from dateline.feeds.writing import written_feed

MOST_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class ToldFeed:
    """A feed as it is served."""

    body: bytes
    media_type: str
    links: str
    """The header Link."""
    digest: str


_remembered: dict[str, ToldFeed | None] = {}
_remembered_as_of = ""
_lock = threading.Lock()


def told_now(paths: Iterable[str]) -> dict[str, ToldFeed | None]:
    """Return what the feeds at these addresses say; None where there is none.

    As of the newest entry of the log. What was made for that entry before is not made again: a hundred
    subscribers of one feed cost one rendering.
    """
    global _remembered_as_of
    told: dict[str, ToldFeed | None] = {}
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None), read_snapshot() as as_of:
        with _lock:
            if _remembered_as_of != as_of.mark:
                _remembered.clear()
                _remembered_as_of = as_of.mark
            known = dict(_remembered)
        # Feeds of one moment share their entries.
        with collecting():
            for path in paths:
                told[path] = known[path] if path in known else _made(path)
        with _lock:
            if _remembered_as_of == as_of.mark and len(_remembered) < MOST_REMEMBERED:
                _remembered.update(told)
    return told


def _made(path: str) -> ToldFeed | None:
    feed = feed_at(path)
    found = written_feed(feed[0], feed[1], form=feed[2]) if feed is not None else None
    if found is None:
        return None
    body = found.text.encode()
    return ToldFeed(body, found.media_type, found.links, sha256(body).hexdigest())
