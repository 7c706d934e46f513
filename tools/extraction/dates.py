"""How papers print times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
RU_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def _clock12(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M} {'a.m.' if moment.hour < 12 else 'p.m.'}"


FORMS: dict[str, Callable[[datetime], str]] = {
    "long": lambda at: f"{EN_MONTHS[at.month - 1]} {at.day}, {at.year} {at:%H:%M}",
    "short": lambda at: f"{EN_MONTHS[at.month - 1][:3]} {at.day}, {at.year} | {at:%H:%M}",
    "us": lambda at: f"{EN_MONTHS[at.month - 1]} {at.day}, {at.year} at {_clock12(at)}",
    "posted": lambda at: f"Posted on {EN_MONTHS[at.month - 1]} {at.day}, {at.year} at {at:%H:%M}",
    "dash": lambda at: f"{EN_MONTHS[at.month - 1][:3]} {at.day}, {at.year} — {at:%H:%M}",
    "slash": lambda at: f"{at:%Y/%m/%d %H:%M}",
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "dateline": lambda at: f"{at:%A}, {at.day} {EN_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}",
    "relative-free": lambda at: f"{at.day} {EN_MONTHS[at.month - 1][:3]} {at.year}, {at:%H:%M}",
    "ru-long": lambda at: f"{at.day} {RU_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}",
    "ru-short": lambda at: f"{at.day} {RU_MONTHS[at.month - 1][:3]} {at.year} {at:%H:%M}",
    "ru-dots": lambda at: f"{at:%d.%m.%Y %H:%M}",
    "ru-clock-first": lambda at: f"{at:%H:%M}, {at.day} {RU_MONTHS[at.month - 1]} {at.year}",
    "ru-dash": lambda at: f"{at.day} {RU_MONTHS[at.month - 1]} {at.year} — {at:%H:%M}",
}
