"""Numbers and dates that cannot be: 31 April, a Wednesday that was a Tuesday, 21th."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Checked, Finding, Text
from dateline.copydesk.engine.word_sets import MONTHS_RU

_MONTHS_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS_EN = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAYS_RU = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")
_MONTH_EN = r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June|July|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_DATES = {
    "en": (
        re.compile(rf"(?:\b(?P<weekday>{'|'.join(_DAYS_EN)}),?\s+)?\b{_MONTH_EN}\s(?P<day>\d{{1,2}})(?![\d,]*\d{{3}}|:|st|nd|rd|th|\s?[%$]|-)(?:,?\s(?P<year>(?:1[5-9]|20)\d\d))?\b", re.IGNORECASE),
        re.compile(rf"(?:\b(?P<weekday>{'|'.join(_DAYS_EN)}),?\s+)?(?<![\d.,:-])(?P<day>\d{{1,2}})\s{_MONTH_EN}(?:\s(?P<year>(?:1[5-9]|20)\d\d))?\b", re.IGNORECASE),
    ),
    "ru": (
        re.compile(rf"(?:\b(?P<weekday>{'|'.join(_DAYS_RU)})\w*,?\s+)?(?<![\d.,:–—-])(?P<day>\d{{1,2}})[ \u00a0](?P<month>{'|'.join(MONTHS_RU)})\b(?:[ \u00a0](?P<year>(?:1[5-9]|20)\d\d))?", re.IGNORECASE),
    ),
}  # fmt: skip
_SUFFIX = re.compile(r"\b(?P<number>\d+)(?P<suffix>st|nd|rd|th)\b")
_DAYS_OF = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield dates and ordinals that contradict the calendar or the number."""
    for text in story.texts:
        for pattern in _DATES.get(story.language, ()):
            for found in pattern.finditer(text.text):
                yield from _date(text, found, story.language)
        if story.language == "en":
            yield from _ordinals(text)


def _date(text: Text, found: re.Match[str], language: str) -> Iterator[Finding]:
    month, day = _month(found["month"], language), int(found["day"])
    year = int(found["year"]) if found["year"] else None
    if not 1 <= day <= _DAYS_OF[month - 1]:
        # “May 50 ships sail?”: a number and no day.
        if day <= 39 and not (
            found["month"] in ("May", "may", "March", "march") and found["year"] is None and language == "en"
        ):
            yield _finding("impossible_date", text, found, _("There is no such day."))
        return
    if year is None or not found["weekday"]:
        return
    try:
        weekday = date(year, month, day).weekday()
    except ValueError:
        yield _finding("impossible_date", text, found, _("There is no such day."))
        return
    names = _DAYS_RU if language == "ru" else _DAYS_EN
    if not names[weekday].startswith(found["weekday"].lower()[:4]):
        yield _finding("wrong_weekday", text, found, _("That day was another day of the week."))


def _month(name: str, language: str) -> int:
    names = MONTHS_RU if language == "ru" else _MONTHS_EN
    plain = name.lower().rstrip(".")[:3]
    return next(place for place, one in enumerate(names, 1) if one.startswith(plain))


def _ordinals(text: Text) -> Iterator[Finding]:
    for found in _SUFFIX.finditer(text.text):
        number = int(found["number"][-2:])
        wanted = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        if found["suffix"] != wanted:
            yield _finding(
                "ordinal", text, found, _("The ordinal has another ending."), (found["number"] + wanted,)
            )


def _finding(
    rule: str, text: Text, found: re.Match[str], message: str, suggestions: tuple[str, ...] = ()
) -> Finding:
    return Finding(
        rule=f"numerals.{rule}",
        kind=RuleKind.NUMERALS,
        severity=Severity.ERROR,
        block=text.id,
        start=found.start(),
        end=found.end(),
        message=message,
        suggestions=suggestions,
    )
