"""Followers of the log: each is called with the entries it has not seen and keeps its own place.

Entries are handed over at least once; what must not happen twice goes through ``effects.perform_once``.
A follower that fails is tried again later and later, without holding up the others.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from dateline.publishlog.errors import FollowerNameTakenError
from dateline.publishlog.models import FollowerPosition, LogEntry
from dateline.publishlog.outages import in_words, tell_failure, tell_recovery
from dateline.publishlog.queries import entries_after, latest_number

LEASE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(minutes=10)
CHECK_EVERY = timedelta(minutes=5)
# While nothing waits. Otherwise the first publication after an outage would wait for the end of a long pause.
LONGEST_IDLE_PAUSE = timedelta(minutes=1)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Follower:
    """Something that must happen because entries were written.

    ``from_start`` says whether a follower that is new to this paper reads the log from its first entry.
    ``delay`` is how long an entry must have been visible to the worker before it is handed over.
    ``late_after`` is how long an entry may wait before operators and the desk are told.
    ``check`` finds out, while there is nothing to hand over, whether there would be somebody to hand it to.
    Both raise NotReachedError when there is not. One that is not ``is_urgent`` lets pages be printed first.
    """

    name: str
    handle: Callable[[Sequence[LogEntry]], None]
    from_start: bool
    batch: int = 100
    delay: timedelta = timedelta()
    late_after: timedelta = timedelta(minutes=10)
    check: Callable[[], None] | None = None
    is_urgent: bool = True


# For followers with a delay: when the worker looked, and the newest number that it then saw.
_seen: dict[str, tuple[datetime, int]] = {}
# When this process last tried to reach whom the follower tells.
_tried: dict[str, datetime] = {}
_followers: dict[str, Follower] = {}


def register_follower(follower: Follower) -> None:
    """Have the worker run this follower. Raises FollowerNameTakenError when the name is in use."""
    if follower.name in _followers:
        raise FollowerNameTakenError(follower.name)
    _followers[follower.name] = follower


def unregister_follower(name: str) -> None:
    """Stop running a follower; its place is kept. Unknown names are ignored."""
    _followers.pop(name, None)
    _seen.pop(name, None)
    _tried.pop(name, None)


def registered_followers() -> list[Follower]:
    """Return the followers in the order in which they registered."""
    return list(_followers.values())


def begin_followers() -> None:
    """Give every follower that is new to this paper its place, before anything that it must see is served.

    Those that fail are tried at once: whoever starts the paper again may have mended their address.
    """
    for follower in registered_followers():
        _place_of(follower)
    FollowerPosition.objects.exclude(retry_at=None).update(retry_at=None)


def due_followers(now: datetime) -> list[Follower]:
    """Return the followers that have something to do, without touching anything, at the cost of two reads."""
    places = {place.name: place for place in FollowerPosition.objects.all()}
    latest = latest_number()
    return [
        follower
        for follower in registered_followers()
        if (place := places.get(follower.name)) is None or _is_due(follower, place, latest=latest, now=now)
    ]


def run_followers_once(now: datetime) -> int:
    """Give every follower that is due its next entries, one after the other; return how many were handled."""
    return sum(run_follower(follower, lambda: now) for follower in registered_followers())


def run_follower(follower: Follower, clock: Clock = timezone.now) -> int:
    """Give one follower its next entries, or check on it, and return how many were handled.

    The worker calls it again at once while it returns more than 0, and otherwise when the log grows.
    """
    now = clock()
    place = _place_of(follower)
    if place.retry_at is not None and place.retry_at > now:
        return 0
    entries = entries_after(place.position, limit=follower.batch)
    if follower.delay:
        settled = _settled_number(follower, now)
        entries = [entry for entry in entries if entry.number <= settled]
    if not (entries or _must_check(follower, place, now)) or not _take_lease(place, now):
        return 0
    _tried[follower.name] = now
    try:
        if entries:
            follower.handle(entries)
        elif follower.check is not None:
            follower.check()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is noted, told and tried again
        # The pause counts from the end: after a time-out it would otherwise be over already.
        _note_failure(place, error, clock(), longest=LONGEST_PAUSE if entries else LONGEST_IDLE_PAUSE)
        return 0
    _note_success(place, clock(), position=entries[-1].number if entries else place.position)
    return len(entries)


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row: 1 s, 2 s, 4 s … up to ten minutes."""
    return min(LONGEST_PAUSE, timedelta(seconds=2 ** min(failures - 1, 20)))


def _is_due(follower: Follower, place: FollowerPosition, *, latest: int, now: datetime) -> bool:
    if place.retry_at is not None and place.retry_at > now:
        return False
    return place.position < latest or _must_check(follower, place, now)


def _must_check(follower: Follower, place: FollowerPosition, now: datetime) -> bool:
    """Say whether it is time to find out if the follower would work: now and then, and while it does not."""
    if follower.check is None:
        return False
    tried_at = _tried.get(follower.name)
    return place.failures > 0 or tried_at is None or now - tried_at >= CHECK_EVERY


def _place_of(follower: Follower) -> FollowerPosition:
    start = 0 if follower.from_start else latest_number()
    place, _ = FollowerPosition.objects.get_or_create(name=follower.name, defaults={"position": start})
    return place


def _settled_number(follower: Follower, now: datetime) -> int:
    """Return a number up to which every entry has been visible for the follower's delay."""
    looked_at, number = _seen.get(follower.name, (None, 0))
    if looked_at is None or now - looked_at >= follower.delay:
        _seen[follower.name] = (now, latest_number())
    return number if looked_at is not None and now - looked_at >= follower.delay else 0


def _owner() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _mine(place: FollowerPosition) -> models.QuerySet[FollowerPosition]:
    """Select the place only while this process holds it at the position that it read."""
    return FollowerPosition.objects.filter(pk=place.pk, position=place.position, leased_by=_owner())


def _take_lease(place: FollowerPosition, now: datetime) -> bool:
    """Keep other workers off this follower; the lease lapses, so a killed worker blocks nobody for long."""
    free = models.Q(leased_until=None) | models.Q(leased_until__lt=now) | models.Q(leased_by=_owner())
    if _has_died(place.leased_by):
        free |= models.Q(leased_by=place.leased_by)
    taken = FollowerPosition.objects.filter(free, pk=place.pk, position=place.position).update(
        leased_by=_owner(), leased_until=now + LEASE
    )
    return taken == 1


def _has_died(owner: str) -> bool:
    """Say whether this was a process of this machine that is gone, so that its successor need not wait."""
    host, _, process = owner.rpartition(":")
    if host != _owner().rpartition(":")[0] or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _note_failure(place: FollowerPosition, error: Exception, now: datetime, *, longest: timedelta) -> None:
    failures = place.failures + 1
    retry_at = now + min(longest, pause_after(failures))
    tell_failure(place.name, error, retry_at=retry_at, now=now)
    _mine(place).update(
        failures=failures,
        failing_since=place.failing_since or now,
        last_error=in_words(error)[:2000],
        retry_at=retry_at,
        leased_until=None,
    )


def _note_success(place: FollowerPosition, now: datetime, *, position: int) -> None:
    if place.failures:
        tell_recovery(place.name, failures=place.failures, since=place.failing_since)
    _mine(place).update(
        position=position,
        failures=0,
        failing_since=None,
        last_error="",
        retry_at=None,
        moved_at=now if position > place.position else place.moved_at,
        leased_until=None,
    )
