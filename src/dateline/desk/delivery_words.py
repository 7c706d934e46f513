"""What followers, schedules and tasks mean for readers, in the newsroom's words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.desk.channels.showing import ChannelRow
from dateline.desk.contexts import TaskFigures
from dateline.edition.purge import AGAIN
from dateline.edition.purge import PREFIX as PURGE
from dateline.publishing.lateness import LateSchedule
from dateline.publishlog.lateness import FollowerState

CACHES = {"varnish": "Varnish", "fastly": "Fastly", "cloudflare": "Cloudflare"}
SPELLED = {"indexnow": "IndexNow", "websub": "WebSub"}
# One failure is usually over before anybody has read of it.
MANY_FAILURES = 3


def name_of(follower: str) -> str:
    """Return what people call a follower: a cache by its maker, others by their own name."""
    if not follower.startswith(PURGE):
        return SPELLED.get(follower, follower.replace("-", " ").capitalize())
    cache = follower.removeprefix(PURGE)
    name = CACHES.get(cache.removesuffix(AGAIN), cache.removesuffix(AGAIN))
    return _("%(cache)s, second time") % {"cache": name} if cache.endswith(AGAIN) else name


def state_of(state: FollowerState) -> str:
    """Return in a word or two how a follower is."""
    if state.lag is None:
        return _("Has never run")
    if state.lag.failures:
        return _("Cannot be reached") if state.name.startswith(PURGE) else _("Failing")
    if not state.lag.entries_behind:
        return _("Up to date")
    return _("Late") if state.is_late else _("Catching up")


def is_well(state: FollowerState) -> bool:
    """Say whether nobody need look at this follower."""
    return not state.is_late and state.lag is not None and not state.lag.failures


def is_alarming(state: FollowerState) -> bool:
    """Say whether everybody who publishes should know: it is late, or keeps failing."""
    return state.is_late or (state.lag is not None and state.lag.failures >= MANY_FAILURES)


def told_once(follower: str) -> str:
    """Return the name that both followers of one cache share."""
    return follower.removesuffix(AGAIN)


def meaning_of(state: FollowerState, now: datetime) -> str:
    """Return what readers may see because of a follower that is late or failing."""
    if is_well(state):
        return ""
    name = name_of(told_once(state.name))
    if state.lag is None:
        return _("%(name)s has never run. Is the worker running?") % {"name": name}
    if state.lag.waiting_since is None:
        since = {"name": name, "time": moment(state.lag.failing_since or now, now)}
        return (
            _("%(name)s cannot be reached since %(time)s. What is published now would not get there.") % since
        )
    since = {"name": name, "time": moment(state.lag.waiting_since, now)}
    if state.name.startswith(PURGE):
        return _("%(name)s may be showing pages from before %(time)s.") % since
    return _("%(name)s has not seen what was published since %(time)s.") % since


def channel_trouble(row: ChannelRow, now: datetime) -> str:
    """Say that a channel does not get what is published; empty when it does."""
    channel = row.channel
    if channel.failing_since is not None and channel.failures >= MANY_FAILURES:
        since = {"name": channel.name, "time": moment(channel.failing_since, now)}
        return _("The channel “%(name)s” fails since %(time)s.") % since
    if row.unknown:
        return _("Somebody has to look into the channel “%(name)s”.") % {"name": channel.name}
    return ""


def schedules_trouble(late: list[LateSchedule], now: datetime) -> str:
    """Say that schedules are not being carried out; empty when they are."""
    if not late:
        return ""
    return ngettext(
        "%(count)s story that should have been published or taken off at %(time)s still waits.",
        "%(count)s stories that should have been published or taken off since %(time)s still wait.",
        len(late),
    ) % {"count": len(late), "time": moment(late[0].due_at, now)}


def tasks_trouble(tasks: TaskFigures, now: datetime) -> str:
    """Say that background work waits; empty when it does not wait long."""
    if not tasks.is_late:
        return ""
    since = moment(now - timedelta(seconds=tasks.waiting_seconds), now)
    return _("Background work, such as sizes of pictures, waits since %(time)s.") % {"time": since}


def moment(at: datetime, now: datetime) -> str:
    """Return the time of day, with the date in front unless it is today."""
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    time = date_format(local, "H:i")
    return time if local.date() == today else f"{date_format(local, 'DATE_FORMAT')}, {time}"
