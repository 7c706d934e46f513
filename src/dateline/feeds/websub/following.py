"""The follower of the publish log that has hubs told of feeds that say something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.edition.purge import purged_up_to
from dateline.feeds.choices import HubKind
from dateline.feeds.hubs import chosen_hub
from dateline.feeds.models import HubSubscription
from dateline.feeds.outgoing import NotDeliveredError, post
from dateline.feeds.websub.actions import note_changed_feeds, note_pinged, topic_to_ping
from dateline.feeds.websub.told import told_now
from dateline.feeds.websub.touched import feeds_touched_by
from dateline.publishlog.effects import perform_once
from dateline.publishlog.errors import NotPerformedError, NotReachedError
from dateline.publishlog.followers import Follower
from dateline.publishlog.models import LogEntry

NAME = "websub"
# What happens within so long is told at once; by then every node serves what is told of.
JOINED = timedelta(seconds=5)
BATCH = 500


def websub_follower() -> Follower:
    """Return the follower. Without a hub it passes the log by."""
    return Follower(name=NAME, handle=_handle, from_start=False, delay=JOINED, batch=BATCH)


def _handle(entries: Sequence[LogEntry]) -> None:
    hub = chosen_hub()
    if hub.kind == HubKind.NONE:
        return
    paths = feeds_touched_by(entries)
    if not paths:
        return
    # A cache in front would give the hub the feed as it was.
    purged = purged_up_to()
    if purged is not None and purged < entries[-1].number:
        raise NotReachedError(_("Not every cache in front has been told yet."))
    if hub.kind == HubKind.OWN:
        now = timezone.now()
        subscribed = HubSubscription.objects.filter(ends_at__gt=now).order_by()
        there = set(subscribed.values_list("path", flat=True).distinct())
        note_changed_feeds(paths=there.intersection(paths), at=now)
        return
    _ping_changed(hub.url, paths, now=timezone.now())


def _ping_changed(hub: str, paths: Sequence[str], *, now: datetime) -> None:
    for path, told in told_now(paths).items():
        if told is None:
            continue
        topic = topic_to_ping(path=path)
        if topic.digest == told.digest:
            continue
        try:
            # The nth time that this feed is told, and what it says then: once, however often that is tried.
            perform_once(
                follower=NAME,
                key=f"{topic.pk}#{topic.count + 1}/{told.digest[:16]}",
                effect=partial(ping, hub, path),
                now=now,
            )
        except NotPerformedError as error:
            raise NotReachedError(_("The hub: %(reason)s") % {"reason": error}) from None
        note_pinged(path=path, digest=told.digest)


def ping(hub: str, path: str) -> None:
    """Tell a hub elsewhere that a feed has changed. Raises NotPerformedError.

    WebSub leaves to hub and publisher how that is said (section 6); all hubs know the form of its forerunner,
    PubSubHubbub 0.4, and some of the newer ones read ``hub.topic``. One feed a time, because those written in
    PHP see only the last of several.
    """
    topic = f"{settings.WAGTAILADMIN_BASE_URL}{path}"
    body = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    try:
        post(hub, body=body, headers={"content-type": "application/x-www-form-urlencoded"})
    except NotDeliveredError as error:
        raise NotPerformedError(str(error)) from None
