"""When a page was published and updated."""

from __future__ import annotations

from datetime import datetime, time

from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.trees import text_of
from dateline.archive.webpages.heads import day_in
from dateline.archive.webpages.reading import Reading


def published_of(reading: Reading) -> datetime | None:
    """Return when the page was published, from the best source that says so."""
    page, around = reading.page, reading.around
    shown = around.times.published
    for value in page.told.published:
        moment, problem = read_moment(
            value, zone=reading.zone, field="the page's metadata", near=day_in(page.address)
        )
        if moment is None:
            reading.problems.extend([problem] if problem and len(reading.problems) < 3 else [])
            continue
        if _is_midnight(moment) and shown is not None and shown.date() == moment.date():
            return shown
        reading.problems.clear()
        reading.reasons["published"] = "named by the page's metadata"
        return moment
    reading.problems.clear()
    for moment, _ in around.stamps:
        reading.reasons["published"] = "the time element at the headline"
        return moment
    learned = reading.template.find("published", page.body)
    if learned is not None:
        moment, _ = read_moment(
            text_of(learned), zone=reading.zone, field="published", near=day_in(page.address)
        )
        if moment is not None:
            reading.reasons["published"] = "where pages of this site print it"
            return moment
    if shown is not None:
        guessed = dict(around.times.guesses).get("published")
        if guessed:
            reading.guesses["published"] = guessed
        return shown
    reading.problems.extend(around.times.problems)
    day = day_in(page.address)
    if day is not None and not reading.problems:
        reading.guesses["published"] = "the day in the page's address"
        return datetime.combine(day, time.min, reading.zone)
    return None


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def updated_of(reading: Reading, published: datetime | None) -> datetime | None:
    """Return when it was updated; what only machines are told is a guess."""
    around = reading.around
    shown = around.updates[0] if around.updates else around.times.updated
    if shown is not None and published is not None and shown > published:
        return shown
    for value in reading.page.told.modified:
        moment, _ = read_moment(value, zone=reading.zone, field="the page's metadata")
        if moment is not None and published is not None and (moment - published).total_seconds() >= 60:
            reading.guesses["updated"] = "named by the page's metadata; many systems move it at every save"
            return moment
    return None
