"""When a story was published and updated, resolved from the moments that its page prints."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from dateline.archive.pagedump.dates import Moment
from dateline.archive.records import Problem

EXPECTED_DATE = "a date that exists, such as Oct 4, 2017 — 13:53"


@dataclass(frozen=True, slots=True)
class Times:
    """Publication and updates in the paper's zone, with guesses per field and problems."""

    published: datetime | None = None
    updates: tuple[datetime, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def updated(self) -> datetime | None:
        """The latest update."""
        return max(self.updates, default=None)


def resolve_times(
    moments: Iterable[tuple[int, str, Moment]], *, dump_date: date | None, zone: tzinfo
) -> Times:
    """Resolve (line, text, moment) triples in page order; the dump's date fills in what they lack."""
    usable: list[Moment] = []
    problems: dict[tuple[str | None, str], Problem] = {}
    for line, text, moment in moments:
        if moment.problem:
            key = (moment.label, moment.problem)
            problems.setdefault(key, Problem(f"line {line}", f"{moment.problem}: {text}", EXPECTED_DATE))
        else:
            usable.append(moment)
    usable = _merged(usable)
    blocked = any(label != "updated" for label, _ in problems)
    guesses: list[tuple[str, str]] = []
    first = next((moment for moment in usable if moment.label != "updated"), None)
    published = _published(first, blocked=blocked, dump_date=dump_date, zone=zone, guesses=guesses)
    rest = [moment for moment in usable if moment is not first]
    updates = [
        _update(moment, published=published, dump_date=dump_date, zone=zone, guesses=guesses)
        for moment in rest
    ]
    known = tuple(sorted({update for update in updates if update and update != published}))
    if published and known and known[-1] < published:
        guesses.append(("updated", "the update is earlier than the publication"))
    return Times(published, known, tuple(guesses), tuple(problems.values()))


def _merged(moments: list[Moment]) -> list[Moment]:
    """Join a day with the clock printed after it, and leave out what is printed twice or more precisely."""
    joined: list[Moment] = []
    for moment in moments:
        before = joined[-1] if joined else None
        split = before is not None and before.clock is None and moment.day is None and moment.label is None
        if before is not None and split:
            joined[-1] = replace(before, clock=moment.clock, offset=moment.offset)
        else:
            joined.append(moment)
    timed = {(moment.label == "updated", moment.day) for moment in joined if moment.clock}
    exact = [each for each in joined if each.clock or (each.label == "updated", each.day) not in timed]
    return list(dict.fromkeys(exact))


def _published(
    moment: Moment | None,
    *,
    blocked: bool,
    dump_date: date | None,
    zone: tzinfo,
    guesses: list[tuple[str, str]],
) -> datetime | None:
    if moment is None:
        if dump_date is None or blocked:
            return None
        guesses.append(("published", "only the first line's date is known, not the time of day"))
        return datetime.combine(dump_date, time.min, zone)
    if moment.guess:
        guesses.append(("published", moment.guess))
    day = moment.day or dump_date
    if day is None:
        return None
    if moment.day is None:
        guesses.append(("published", "the page prints only a time, the day is the first line's"))
    elif dump_date and abs(moment.day - dump_date) > timedelta(days=31):
        guesses.append(("published", f"the first line says {dump_date}"))
    if moment.clock is None:
        guesses.append(("published", "the page prints no time of day"))
    return _instant(moment, day=day, zone=zone)


def _update(
    moment: Moment,
    *,
    published: datetime | None,
    dump_date: date | None,
    zone: tzinfo,
    guesses: list[tuple[str, str]],
) -> datetime | None:
    if moment.label != "updated":
        guesses.append(("updated", "a second time without a label"))
    day = moment.day or (published.date() if published else dump_date)
    if day is None:
        return None
    if moment.guess:
        guesses.append(("updated", moment.guess))
    if moment.clock is None and published and published.date() == day:
        return None
    instant = _instant(moment, day=day, zone=zone)
    if moment.day is None and published and instant < published:
        guesses.append(("updated", "earlier than the publication, so taken for the next day"))
        instant = _instant(moment, day=day + timedelta(days=1), zone=zone)
    return instant


def _instant(moment: Moment, *, day: date, zone: tzinfo) -> datetime:
    clock = moment.clock or time.min
    if moment.offset is None:
        return datetime.combine(day, clock, zone)
    stated = datetime.combine(day, clock, timezone(timedelta(minutes=moment.offset)))
    try:
        return stated.astimezone(zone)
    except OverflowError:
        return stated
