"""The lights: for each part of the paper's machinery a word, what it means, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from dateline.desk.contexts import TASKS_LATE_AFTER, TaskFigures
from dateline.desk.delivery_queries import store_figures
from dateline.desk.delivery_words import is_alarming, is_well, meaning_of, moment, name_of, tasks_trouble
from dateline.desk.home.measuring import MEDIA, database_bytes, free_bytes
from dateline.desk.home.shown import Light, Tone
from dateline.desk.mail import SIGN as MAIL
from dateline.desk.mail import sends_mail
from dateline.desk.task_queries import task_figures
from dateline.edition.models import Sign
from dateline.edition.queries import signs
from dateline.publishlog.lateness import FollowerState, follower_states
from dateline.transparency.queries import log_among

WORKER, BACKUP = "worker", "backup"
# It gives a sign every half minute; an upload that keeps the processor busy may delay a few.
SILENT_AFTER = timedelta(minutes=2)
MAIL_OLD_AFTER = timedelta(hours=1)
BACKUP_OLD_AFTER = timedelta(days=2)
# The doctor calls less than the first wrong; both stop nobody yet.
LITTLE_DISK, LESS_DISK = 1024**3, 5 * 1024**3


def lights(now: datetime) -> list[Light]:
    """Return every light, those that need somebody first."""
    known = signs()
    followers = follower_states(now)
    found = [
        worker_light(known.get(WORKER), now, tasks=task_figures(now)),
        followers_light(followers, now),
        log_light(log_among(followers), now),
        mail_light(known.get(MAIL), now, is_sent=sends_mail()),
        disk_light(free_bytes(), media=known.get(MEDIA)),
        _database_light(),
        *_backup_lights(known.get(BACKUP), now),
    ]
    order = [Tone.BAD, Tone.WARN, Tone.GOOD, Tone.PLAIN]
    return sorted(found, key=lambda light: order.index(light.tone))


def worker_light(sign: Sign | None, now: datetime, *, tasks: TaskFigures) -> Light:
    """Say whether the worker is at work: it publishes schedules, makes pictures and tells caches."""
    name = _("Worker")
    if sign is None or sign.well_at is None or now - sign.well_at > SILENT_AFTER:
        since = moment(sign.well_at, now) if sign is not None and sign.well_at is not None else ""
        return Light(
            name=name,
            tone=Tone.BAD,
            word=_("Not at work"),
            meaning=_("It was last seen at work at %(time)s.") % {"time": since}
            if since
            else _("It has never been seen at work."),
            remedy=_(
                "Scheduled stories do not go out. Start it: “dateline up”, or “dateline up --role worker”"
                " where it runs apart. Its log says why it stopped."
            ),
        )
    if tasks.waiting_seconds > TASKS_LATE_AFTER.total_seconds():
        return Light(
            name=name,
            tone=Tone.WARN,
            word=_("Behind"),
            meaning=tasks_trouble(tasks, now),
            remedy=_("As a rule it is busy with many pictures. If that lasts for hours, look into its log."),
        )
    seen = _("Seen %(time)s ago.") % {"time": timesince(sign.well_at, now)}
    return Light(name=name, tone=Tone.GOOD, word=_("At work"), meaning=seen)


def followers_light(states: list[FollowerState], now: datetime) -> Light:
    """Say whether caches in front, and others who follow the log, have been told of everything."""
    name = _("Followers of the paper")
    if not states:
        return Light(
            name=name, tone=Tone.PLAIN, word=_("None"), meaning=_("No cache in front has to be told.")
        )
    unwell = [state for state in states if not is_well(state)]
    if not unwell:
        listed = ", ".join(name_of(state.name) for state in states)
        return Light(name=name, tone=Tone.GOOD, word=_("Up to date"), meaning=listed)
    said = " ".join(dict.fromkeys(meaning_of(state, now) for state in unwell))
    return Light(
        name=name,
        tone=Tone.BAD if any(map(is_alarming, unwell)) else Tone.WARN,
        word=_("Behind"),
        meaning=said,
        remedy=_("“Delivery to readers” among the reports says what the last attempt answered."),
    )


def log_light(state: FollowerState | None, now: datetime) -> Light:
    """Say whether what is published goes into the verifiable log, and why not."""
    name = _("Verifiable log")
    if state is None or state.lag is None:
        return Light(
            name=name, tone=Tone.PLAIN, word=_("Not begun"), meaning=_("The worker begins it when it runs.")
        )
    if is_well(state):
        return Light(
            name=name, tone=Tone.GOOD, word=_("Signed"), meaning=_("All that is public is recorded.")
        )
    waiting = meaning_of(state, now)
    if not state.lag.failures:
        return Light(name=name, tone=Tone.WARN, word=_("Behind"), meaning=waiting)
    return Light(
        name=name,
        tone=Tone.BAD if is_alarming(state) else Tone.WARN,
        word=_("Refuses to sign"),
        # Written by the program for whoever runs it, so in one language.
        meaning=state.lag.latest_error,
        remedy=_("Publishing goes on. Whoever runs the paper finds each case in the guide “Verify”."),
    )


def mail_light(sign: Sign | None, now: datetime, *, is_sent: bool) -> Light:
    """Say whether the mail server takes mail: noted with each letter, and by knocking at its door."""
    name = _("Mail")
    if not is_sent:
        return Light(
            name=name,
            tone=Tone.WARN,
            word=_("Not sent"),
            meaning=_("No mail server is set up: letters are printed into the log."),
            remedy=_("Set EMAIL_URL, for example smtp://user:password@mail.example:587, and start again."),
        )
    if sign is None:
        waiting = _("The worker looks after it every quarter of an hour.")
        return Light(name=name, tone=Tone.PLAIN, word=_("Not tried yet"), meaning=waiting)
    if sign.is_failing and sign.failed_at is not None:
        failed = {"time": moment(sign.failed_at, now), "problem": sign.problem}
        return Light(
            name=name,
            tone=Tone.BAD,
            word=_("Does not leave"),
            meaning=_("At %(time)s: %(problem)s.") % failed,
            remedy=_("“dateline doctor” tries the server and says more. Is EMAIL_URL right?"),
        )
    well_at = sign.well_at or now
    if now - well_at > MAIL_OLD_AFTER:
        old = _("Nobody has tried since %(time)s; the worker should.") % {"time": moment(well_at, now)}
        return Light(name=name, tone=Tone.WARN, word=_("Not known"), meaning=old, remedy=_("See the worker."))
    taken = _("The server let us in at %(time)s.") % {"time": moment(well_at, now)}
    return Light(name=name, tone=Tone.GOOD, word=_("Leaves"), meaning=taken)


def disk_light(room: tuple[int, int], *, media: Sign | None) -> Light:
    """Say how much room there is, and what the paper takes."""
    free, total = room
    store = store_figures()
    parts = [_("%(free)s of %(total)s are free.") % {"free": _size(free), "total": _size(total)}]
    if media is not None and media.amount is not None:
        parts.append(_("Pictures and files take %(size)s.") % {"size": _size(media.amount)})
    if store.disk_bytes is not None:
        parts.append(_("Pages kept ready take %(size)s.") % {"size": _size(store.disk_bytes)})
    tone = Tone.BAD if free < LITTLE_DISK else Tone.WARN if free < LESS_DISK else Tone.GOOD
    word = {Tone.BAD: _("Nearly full"), Tone.WARN: _("Getting full"), Tone.GOOD: _("Enough room")}[tone]
    remedy = (
        "" if tone is Tone.GOOD else _("A full disk stops publishing. Free some space, or move the data.")
    )
    if store.problem:
        tone, word = Tone.BAD, _("Cannot be read")
        remedy = _("The store of finished pages cannot be read. “dateline doctor” says why.")
    return Light(name=_("Disk"), tone=tone, word=word, meaning=" ".join(parts), remedy=remedy)


def _database_light() -> Light:
    # Who sees this has had an answer from it.
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    return Light(
        name=_("Database"), tone=Tone.GOOD, word=_("Answers"), meaning=f"{kind}, {_size(database_bytes())}"
    )


def _backup_lights(sign: Sign | None, now: datetime) -> Iterator[Light]:
    """Say how old the latest backup is, once there was one that told us."""
    if sign is None:
        return
    well_at = sign.well_at
    age = (
        _("The latest is %(age)s old.") % {"age": timesince(well_at, now)}
        if well_at
        else _("None has succeeded.")
    )
    if sign.is_failing or well_at is None or now - well_at > BACKUP_OLD_AFTER:
        failed = sign.problem if sign.is_failing else ""
        yield Light(
            name=_("Backup"),
            tone=Tone.BAD if sign.is_failing or well_at is None else Tone.WARN,
            word=_("Failed") if sign.is_failing else _("Old"),
            meaning=f"{age} {failed}".strip(),
            remedy=_("Make one now, and look into the log of the last attempt."),
        )
    else:
        yield Light(name=_("Backup"), tone=Tone.GOOD, word=_("Fresh"), meaning=age)


def _size(count: int) -> str:
    return str(filesizeformat(count))
