"""Lines that are dates and times: read in many human forms, or not taken for one at all."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache

from dateline.archive.pagedump.datewords import (
    FILLERS,
    MONTHS,
    OFFSETS,
    PUBLISHED,
    TODAY,
    UPDATED,
    WEEKDAYS,
    YESTERDAY,
)

LONGEST_STAMP = 160
PLAUSIBLE_YEARS = range(1500, 2200)

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}-\d{1,2}-\d{1,2}[Tt]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[Zz]|[+-]\d{2}:?\d{2})?(?![\w]))
  | (?P<ymd>\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d))
  | (?P<dmy>\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})(?!\d))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d)\s*(?:[ap]\.?\s?m\b\.?)?|\d{1,2}(?:\.\d{2})?\s*[ap]\.?\s?m\b\.?
     |\d{1,2}h\d{2}\b)
  | (?P<dotclock>\d{1,2}\.\d{2}(?![\d]))
  | (?P<zone>\b(?:gmt|utc)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}(?!\d))
  | (?P<year>(?:1[5-9]|20)\d{2}(?!\d))
  | (?P<day>\d{1,2}(?!\d)(?:st|nd|rd|th|-?го|-?е|\.)?)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?\.?)
  | (?P<punct>[\s—–\-,.:;|/()•·\[\]\u200b-\u200f]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One date, time or both, with the label printed before it; `problem` names what cannot be."""

    label: str | None = None
    day: date | None = None
    clock: time | None = None
    offset: int | None = None
    guess: str | None = None
    problem: str | None = None


@dataclass(slots=True)
class _Draft:
    label: str | None = None
    numeric: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    relative: int | None = None
    clock: str | None = None
    offset: int | None = None

    @property
    def has_date(self) -> bool:
        return self.numeric is not None or self.relative is not None or None not in (self.day, self.month)

    @property
    def is_empty(self) -> bool:
        return not self.has_date and self.clock is None and self.day is None and self.month is None


@lru_cache(maxsize=2_000)
def read_moments(text: str, *, near: date | None = None) -> tuple[Moment, ...]:
    """Read a line that is nothing but dates and times; an empty tuple if it is anything else.

    `near` is the date of the dump's first line: it supplies a missing year and settles 04/10/2017.
    """
    if len(text) > LONGEST_STAMP or _DIGIT.search(text) is None:
        return ()
    drafts = _drafts(text)
    if not drafts or not all(_is_whole(draft) for draft in drafts):
        return ()
    return tuple(_settle(draft, near) for draft in drafts)


def label_alone(text: str) -> str | None:
    """Return ``published`` or ``updated`` if the line is only such a label, to be filled by the next line."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
    if not 0 < len(words) <= 3 or any(char.isdigit() for char in text):
        return None
    labels = {_label(word) for word in words if word not in FILLERS}
    return labels.pop() if len(labels) == 1 else None


def read_day(value: str) -> date | None:
    """Read YYYY-MM-DD; None for a day that does not exist."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value)
    return _day(int(match[1]), month=int(match[2]), day=int(match[3])) if match else None


def _label(word: str) -> str | None:
    if word in UPDATED:
        return "updated"
    return "published" if word in PUBLISHED else None


@lru_cache(maxsize=4096)
def _drafts(text: str) -> list[_Draft] | None:
    """Sort the words of a line into dates and times; the answer is shared and must not be changed."""
    drafts = [_Draft()]
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or not _take(match.lastgroup or "", match.group().strip(), drafts=drafts):
            return None
        position = match.end()
    if len(drafts) > 1 and drafts[-1].is_empty:
        drafts.pop()
    return drafts


def _take(kind: str, value: str, *, drafts: list[_Draft]) -> bool:
    draft = drafts[-1]
    if kind == "punct":
        return True
    if kind == "word":
        return _take_word(value.rstrip(".").casefold(), drafts)
    if kind == "zone":
        draft.offset = _offset(value)
        return True
    if kind == "dotclock" and not draft.has_date:
        return False
    name = {"iso": "numeric", "ymd": "numeric", "dmy": "numeric", "dotclock": "clock"}.get(kind, kind)
    if getattr(draft, name) is not None or (name == "numeric" and draft.has_date):
        draft = _Draft()
        drafts.append(draft)
    if name in ("day", "year"):
        setattr(draft, name, int(re.match(r"\d+", value).group()))  # type: ignore[union-attr]  # tokens start so
    else:
        setattr(draft, name, value)
    return True


def _take_word(word: str, drafts: list[_Draft]) -> bool:
    draft = drafts[-1]
    label = _label(word)
    if label is not None and word != "date":
        if not draft.is_empty:
            drafts.append(draft := _Draft())
        draft.label = draft.label or label
    elif word in MONTHS:
        if draft.month is not None:
            drafts.append(draft := _Draft())
        draft.month = MONTHS[word]
    elif word in OFFSETS:
        draft.offset = OFFSETS[word]
    elif word in TODAY or word in YESTERDAY:
        draft.relative = 0 if word in TODAY else -1
    else:
        return word in WEEKDAYS or word in FILLERS or word == "date"
    return True


def _is_whole(draft: _Draft) -> bool:
    """Tell a date or a clock from stray numbers, month names and label words."""
    loose = (draft.day, draft.month)
    if draft.numeric or draft.relative is not None:
        return loose == (None, None) and draft.year is None
    if None not in loose:
        return True
    return draft.clock is not None and loose == (None, None) and draft.year is None


def _settle(draft: _Draft, near: date | None) -> Moment:
    moment = Moment(label=draft.label, offset=draft.offset)
    if draft.numeric:
        moment = _settle_numeric(moment, value=draft.numeric, near=near)
    elif draft.relative is not None and near is not None:
        guess = "the page says today or yesterday"
        moment = replace(moment, day=near + timedelta(days=draft.relative), guess=guess)
    elif draft.day is not None and draft.month is not None:
        moment = _settle_named(moment, draft=draft, near=near)
    if draft.clock and moment.problem is None:
        moment = _settle_clock(moment, draft.clock)
    return moment


def _settle_named(moment: Moment, *, draft: _Draft, near: date | None) -> Moment:
    day, month = draft.day or 0, draft.month or 0
    if draft.year is not None:
        found = _day(draft.year, month=month, day=day)
        if found is None:
            return replace(moment, problem=f"the date {draft.year:04d}-{month:02d}-{day:02d} does not exist")
        return replace(moment, day=found)
    if near is None:
        return replace(moment, problem="the date has no year and the first line gives none")
    years = [_day(near.year + step, month=month, day=day) for step in (0, -1, 1)]
    found = min((day for day in years if day), key=lambda day: abs(day - near), default=None)
    if found is None:
        return replace(moment, problem=f"the date {day}.{month:02d} does not exist")
    return replace(moment, day=found, guess="the year is the first line's")


def _settle_numeric(moment: Moment, *, value: str, near: date | None) -> Moment:
    stamp, _, rest = re.sub(r"(?<=\d)[Tt](?=\d)", " ", value).partition(" ")
    parts = [int(part) for part in re.split(r"[-./]", stamp)]
    if len(re.match(r"\d+", stamp).group()) == 4:  # type: ignore[union-attr]  # the token starts with digits
        readings = [_day(parts[0], month=parts[1], day=parts[2])]
    else:
        year = parts[2] + (0 if parts[2] > 99 else 2000 if parts[2] < 70 else 1900)
        readings = [_day(year, month=parts[1], day=parts[0])]
        if "." not in stamp:
            readings.append(_day(year, month=parts[0], day=parts[1]))
    days = sorted({day for day in readings if day}, key=readings.index)
    if not days:
        return replace(moment, problem=f"the date {stamp} does not exist")
    moment = _settle_clock(moment, rest) if rest else moment
    if len(days) == 1:
        return replace(moment, day=days[0])
    if near is None:
        return replace(moment, day=days[0], guess=f"{stamp} is read day first")
    chosen = min(days, key=lambda day: abs(day - near))
    exact = chosen == near
    return replace(moment, day=chosen, guess=None if exact else f"{stamp} is read as the day nearest {near}")


def _settle_clock(moment: Moment, value: str) -> Moment:
    match = re.match(r"(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2}))?(?:[.,]\d+)?\s*(.*)", value, re.IGNORECASE)
    if match is None:
        return moment
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    rest = re.sub(r"[\s.]", "", match[4]).casefold()
    if rest in ("am", "pm"):
        if not 1 <= hour <= 12:
            return replace(moment, problem=f"the time {value} does not exist")
        hour = hour % 12 + (12 if rest == "pm" else 0)
    elif rest:
        moment = replace(moment, offset=_offset(rest))
    try:
        return replace(moment, clock=time(hour, minute, second))
    except ValueError:
        return replace(moment, problem=f"the time {value} does not exist")


def _offset(value: str) -> int | None:
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", value)
    if match is None:
        return 0
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (minutes if match[1] == "+" else -minutes) if minutes < 24 * 60 else None


def _day(year: int, *, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in PLAUSIBLE_YEARS else None
    except ValueError:
        return None
