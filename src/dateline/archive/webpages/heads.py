"""What stands around the headline: times, bylines, section, standfirst; where machines are told little."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from dateline.archive.pagedump.dates import read_moments
from dateline.archive.pagedump.headers import Header, HeaderReader
from dateline.archive.pagedump.lines import Line, fold
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.times import Times, resolve_times
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.trees import Element, classes, tag_of, text_of
from dateline.archive.records import Problem
from dateline.archive.webpages.outline import Part, above

_STANDFIRST = re.compile(
    r"(?<![a-z])(?:standfirst|stand-?first|lead(?:-?(?:text|paragraph))?|lede|dek|deck|sub-?(?:title|headline|head|heading)"
    r"|summary|intro(?:duction)?|excerpt|kicker-?text|announce|anons|article-?(?:description|lead|intro)|podzagolovok)"
    r"(?![a-z])"
)
_UPDATED = re.compile(r"updat|modif|edit|revis|обновл|измен", re.IGNORECASE)
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/.-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/._-]|$)"
)
_REACH = 14


@dataclass(slots=True)
class Around:
    """What the head of the article gave."""

    header: Header | None = None
    times: Times = field(default_factory=Times)
    stamps: list[tuple[datetime, Element]] = field(default_factory=list)
    updates: list[datetime] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    standfirst: tuple[str, Element] | None = None


def day_in(address: str) -> date | None:
    """Return the day that an address names, as in /2017/10/04/."""
    match = _URL_DAY.search(address)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_around(
    parts: list[Part],
    *,
    headline: Element | None,
    container: Element | None,
    labels: frozenset[str],
    recurring: frozenset[str],
    near: date | None,
    zone: tzinfo,
) -> Around:
    """Read the lines around the headline as those of a page dump are read, and the times in elements."""
    found = Around()
    at = _index_of(headline, parts)
    if at is None:
        return found
    start, end = max(0, at - 8), min(len(parts), at + _REACH)
    _take_stamps(found, parts[start:end], headline=headline, near=near, zone=zone)
    found.standfirst = _standfirst(parts[at + 1 : end], container)
    lines = _lines(parts)
    page = Page(
        lines=lines,
        dump_date=None,
        counts=Counter(line.key for line in lines),
        labels=labels,
        recurring=recurring,
    )
    found.header = HeaderReader(page, at).read()
    moments = [
        (number, text, moment)
        for number, text, moment in found.header.moments
        if not (moment.problem and "no year" in moment.problem)
    ]
    found.times = resolve_times(moments, dump_date=None, zone=zone)
    return found


def _index_of(headline: Element | None, parts: list[Part]) -> int | None:
    if headline is None:
        return None
    return next(
        (at for at, part in enumerate(parts) if any(element is headline for element in above(part.holder))),
        None,
    ) or next(
        (at for at, part in enumerate(parts) if part.holder in list(headline.iterancestors())[:2]), None
    )


def _lines(parts: list[Part]) -> tuple[Line, ...]:
    lines: list[Line] = []
    before: Element | None = None
    for number, part in enumerate(parts, start=1):
        parent = part.holder.getparent()
        apart = tag_of(part.holder) in ("p", "h1", "h2", "h3") or parent is not before
        lines.append(Line(number, part.text, part.key, apart))
        before = parent
    return tuple(lines)


def _take_stamps(
    found: Around, parts: list[Part], *, headline: Element | None, near: date | None, zone: tzinfo
) -> None:
    """Times in ``time`` elements around the headline, but not those of other stories."""
    if headline is None:
        return
    scope = next(
        (element for element in headline.iterancestors() if element.find(".//time") is not None), None
    )
    holders = {part.holder for part in parts}
    for stamp in scope.iter("time") if scope is not None else ():
        if not any(element in holders for element in list(above(stamp))[:3]):
            continue
        told = stamp.get("datetime") or stamp.get("content") or text_of(stamp)
        moment, problem = read_moment(told, zone=zone, field="time", near=near)
        shown = read_moments(text_of(stamp), near=near)
        if moment is None or (shown and moment.hour == moment.minute == 0 and shown[0].clock):
            moment, problem = read_moment(text_of(stamp), zone=zone, field="time", near=near)
        if moment is None:
            found.problems.extend([problem] if problem else [])
            continue
        parent = stamp.getparent()
        said = f"{classes(stamp)} {classes(parent)} {text_of(parent)[:60]} {stamp.get('itemprop') or ''}"
        before = text_of(parent)[: max(0, text_of(parent).find(text_of(stamp)))]
        if _UPDATED.search(before[-25:]) or (_UPDATED.search(said) and not before and found.stamps):
            found.updates.append(moment)
        else:
            found.stamps.append((moment, stamp))


def _standfirst(parts: list[Part], container: Element | None) -> tuple[str, Element] | None:
    for part in parts[:10]:
        around = [element for element in list(above(part.holder))[:2] if element is not container]
        around = around[:1] if container is not None and part.holder.getparent() is container else around
        if any(_STANDFIRST.search(classes(element)) for element in around if tag_of(element) != "body"):
            if len(part.text) >= 20 and not part.is_linked and not read_moments(part.text):
                return part.text, part.holder
        elif tag_of(part.holder) == "h2" and len(part.text) > 40 and part is parts[0]:
            return part.text, part.holder
    return None


def named_place(parts: list[Part], *, names: tuple[str, ...], longest: int) -> Element | None:
    """Return the block that names somebody or something in few words, to learn where that stands."""
    keys = [fold(name) for name in names if name]
    for part in parts:
        if len(part.text) <= longest and any(key in part.key for key in keys):
            return part.holder
    return None
