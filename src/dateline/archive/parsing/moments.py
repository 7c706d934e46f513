"""Moments as machines and people write them, in the zone of the paper; impossible ones are named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from dateline.archive.pagedump.dates import PLAUSIBLE_YEARS, read_moments
from dateline.archive.records import Problem

EXPECTED = "a date that exists, such as 2017-10-04T13:53:00+03:00"

_UNSET = re.compile(r"^0000-00-00(?:[ T]00:00:00)?Z?$")
_ISO = re.compile(r"^[+-]?\d{4,}-\d{1,2}-\d{1,2}(?:[T ]\d|$)")
_YEAR = re.compile(r"^\d{4}$")
_EPOCH = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")
_PLAIN = re.compile(
    r"^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$"
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?\s*(Z|[+-]\d\d:?\d\d)?)?$")


def read_moment(
    value: str | None, *, zone: tzinfo, field: str, near: date | None = None, assumed: tzinfo | None = None
) -> tuple[datetime | None, Problem | None]:
    """Read one moment; nothing and no problem for an empty or unset one.

    Without a zone of its own it is in ``assumed``, by default the paper's ``zone``, in which it is returned.
    ``field`` names the place in the problem.
    """
    text = " ".join((value or "").split())
    if not text or _UNSET.match(text):
        return None, None
    found = _machine(text, assumed or zone) or _human(text, zone=assumed or zone, near=near)
    if found is None:
        return None, Problem(field, f"{text[:80]} is no date", EXPECTED)
    try:
        local = found.astimezone(zone)
    except (OverflowError, ValueError):
        local = found
    if local.year not in PLAUSIBLE_YEARS or found.year not in PLAUSIBLE_YEARS:
        return None, Problem(field, f"the year {found.year} of {text[:80]} cannot be", EXPECTED)
    return local, None


def _machine(text: str, zone: tzinfo) -> datetime | None:
    match = _PLAIN.match(text) or _COMPACT.match(text)
    if match is not None:
        return _from_parts(match, zone)
    if _EPOCH.match(text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    try:
        found = parsedate_to_datetime(text) if "," in text[:12] or ":" in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found is None:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC if "-0000" in text else zone)


def _from_parts(match: re.Match[str], zone: tzinfo) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(match[7]) or zone)
    except ValueError:
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    if minutes >= 24 * 60:
        return UTC
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def _human(text: str, *, zone: tzinfo, near: date | None) -> datetime | None:
    for moment in read_moments(text, near=near):
        if moment.day is None or moment.problem:
            continue
        offset = timezone(timedelta(minutes=moment.offset)) if moment.offset is not None else zone
        return datetime.combine(moment.day, moment.clock or time.min, offset)
    return None
