"""What the reader's templates cannot say in Django's own words: dates, languages, data blocks.

Every moment in a context is already in the paper's zone, so nothing here converts it, and nothing here
looks at the clock: a page depends on what was published and on nothing else.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from dateline.corrections.choices import ReportKind

register = template.Library()

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"})
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
BLOCKS = "reader/blocks"
NEARLY_EQUAL = 0.8
COMMON_MISTAKES = (ReportKind.SPELLING, ReportKind.NAME, ReportKind.FACT)
QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))


@register.filter
def moment(value: datetime) -> str:
    """Day and minute: Oct 4, 2017 — 13:53."""
    return format_date(value, pgettext("day and minute", "M j, Y — H:i"))


@register.filter
def short_moment(value: datetime) -> str:
    """Day and minute without the year, for narrow columns."""
    return format_date(value, pgettext("day and minute without year", "M j, H:i"))


@register.filter
def clock(value: datetime) -> str:
    """The minute alone."""
    return format_date(value, "H:i")


@register.filter
def day(value: date) -> str:
    """A day: Oct 4, 2017."""
    return format_date(value, pgettext("day", "M j, Y"))


@register.filter
def long_day(value: date) -> str:
    """A day as under a nameplate: Wednesday, October 4, 2017."""
    return format_date(value, pgettext("long day", "l, F j, Y"))


@register.filter
def month(value: date) -> str:
    """A month with its year."""
    return format_date(value, pgettext("month", "F Y"))


@register.filter
def iso(value: date) -> str:
    """The form that ``datetime`` attributes want, with the zone, in seconds.

    HTML allows at most three digits of a fraction (“Time-related microsyntaxes”), and nobody reads any.
    """
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


@register.filter
def is_same_day(value: datetime, other: datetime) -> bool:
    """Whether two moments fall on one day of the paper."""
    return value.date() == other.date()


@register.filter
def direction(language: str) -> str:
    """``rtl`` or ``ltr`` of a language code."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def is_cyrillic(language: str) -> bool:
    """Whether the language needs the Cyrillic part of the font."""
    return language.split("-")[0] in CYRILLIC


@register.simple_tag
def lang_attributes(language: str, around: str) -> SafeString:
    """``lang`` and ``dir`` of something inside a page, when they differ from the page's own."""
    if not language or language == around:
        return SafeString()
    if direction(language) == direction(around):
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.filter
def headline_length(headline: str) -> str:
    """How long a headline is, as the end of a class that sets its size."""
    for name, most in (("short", 32), ("medium", 70), ("long", 120)):
        if len(headline) <= most:
            return name
    return "endless"


@register.simple_tag
def spoken_labels(item: Any, section: str) -> dict[str, str]:
    """Section, label and kicker over a headline, without those that say what stands beside them already.

    ``item`` is the context of a card or of a story; ``section`` is empty where the section is not shown.
    A paid label is always said. A kicker with which the headline opens is not said twice.
    """
    shown = {"section": section} if section else {}
    if item.label and (item.label_code == "sponsored" or not _says_the_same(item.label, item.section.label)):
        shown["label"] = item.label
    opening = _letters(item.headline).startswith(_letters(item.kicker))
    if item.kicker and not opening and not any(_says_the_same(item.kicker, text) for text in shown.values()):
        shown["kicker"] = item.kicker
    return shown


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@lru_cache(maxsize=1_000)
def _says_the_same(text: str, other: str) -> bool:
    return SequenceMatcher(None, _letters(text), _letters(other)).ratio() >= NEARLY_EQUAL


@register.filter
def quotable(quote: str, language: str) -> str:
    """A quotation ready for the marks that the style sets around it.

    Marks of its own go. Only English puts the full stop inside; elsewhere it would follow the mark, and a
    pull quote does without.
    """
    text = quote.strip()
    for opening, closing in QUOTES:
        inside = text[1:-1]
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and opening not in inside
            and closing not in inside
        ):
            text = inside.strip()
    if not language.startswith("en") and text.endswith(".") and not text.endswith(".."):
        return text[:-1]
    return text


@register.filter
def initials(name: str) -> str:
    """Two letters in place of a portrait."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:]))


@register.filter
def tenth(percent: int) -> int:
    """A focal point in steps of ten, because styles may not be written into the page."""
    return max(0, min(100, (percent + 5) // 10 * 10))


@register.filter
def numbered(name: str, number: int) -> str:
    """A name with a number at its end."""
    return f"{name}{number}"


@register.filter
def block_template(kind: str) -> str:
    """Template of a block of a story's body."""
    return f"{BLOCKS}/{kind}_block.html"


@register.simple_tag
def with_place(html: str, place: str) -> SafeString:
    """A first paragraph that opens with the place it was reported from."""
    if not place or not html.startswith("<p>"):
        return mark_safe(html)  # noqa: S308 - contexts promise HTML that has been through the sanitizer
    opening = f'<p><span class="dateline">{escape(place)}&nbsp;— </span>'
    return mark_safe(opening + html[3:])  # noqa: S308 - the same HTML behind an escaped place


@register.simple_tag
def report_kinds() -> list[tuple[str, str]]:
    """What a reader may take to be wrong, the commonest first."""
    rest = [kind for kind in ReportKind if kind not in COMMON_MISTAKES]
    return [(kind.value, str(kind.label)) for kind in (*COMMON_MISTAKES, *rest)]


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """A JSON-LD data block. It cannot be left early, whatever its texts say."""
    if not data:
        return SafeString()
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).translate(JSON_ESCAPES)
    block = f'<script type="application/ld+json">{text}</script>'
    return mark_safe(block)  # noqa: S308 - every character that could end the block is escaped
