"""What on a page is not the story: by wording, by shape, and by recurring on many pages."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.archive.pagedump import wording
from dateline.archive.pagedump.lines import CACHED, SHORT, fold, is_prose

LARGEST_TALLY = 200_000
"""Distinct lines counted at once; beyond it, lines seen once are forgotten."""

_UNIT = (
    r"(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?|months?|years?|"
    r"секунд\w*|сек|минут\w*|мин|час\w*|ч|дн\w+|день|недел\w+|месяц\w*|год|года|лет)\.?"
)
_AGO = re.compile(
    rf"^(?:(?:about\s|около\s|~)?(?:(?:an?|one)\s|\d+\s*){_UNIT}\s(?:ago|назад)|(?:час|минуту|день)\sназад"
    r"|just now|только что)(?:\s*[:|·•—–-])?(?:\s+(.*))?$",
    re.IGNORECASE,
)
_AGO_LAST = re.compile(
    rf"^(.{{12,}}?)[\s|·•(—–-]+(?:(?:an?|one)\s|\d+\s*){_UNIT}\s(?:ago|назад)\)?$", re.IGNORECASE
)
_CLOCK_FIRST = re.compile(r"^(?:[01]?\d|2[0-3]):[0-5]\d(?:\s*[|·•—–-])?\s+(\D.{11,})$")


@lru_cache(maxsize=CACHED)
def ticker_text(text: str) -> str | None:
    """Return the headline of a ticker line, "" for a lone "3 hours ago", None for anything else."""
    match = _AGO.match(text)
    if match is not None:
        return match[1] or ""
    match = (_AGO_LAST.match(text) if len(text) < 250 else None) or _CLOCK_FIRST.match(text)
    if match is None or is_prose(match[1]):
        return None
    return match[1]


@lru_cache(maxsize=CACHED)
def furniture_kind(text: str) -> str | None:
    """Say which furniture a line is by its wording, or None."""
    key = fold(text).rstrip("!.… ")
    if key in wording.CHROME or key in wording.SOCIAL:
        return "navigation"
    if len(text) > 600:
        return None
    if says_any(text, wording.COOKIE_WORDS) and wording.COOKIES.search(text):
        return "cookie notice"
    if len(text) > SHORT:
        return None
    return _short_kind(text)


@lru_cache(maxsize=CACHED)
def _short_kind(text: str) -> str | None:
    prose = is_prose(text)
    kinds = (
        (wording.SHARE.search if not prose else _never, "share line"),
        (wording.APPEAL.match, "appeal"),
        (wording.READING_TIME.match, "reading time"),
        (wording.MISTAKE.search, "corrections line"),
        (wording.DISCLAIMER.search, "disclaimer"),
    )
    for matches, kind in kinds:
        if matches(text):
            return kind
    if wording.NEWSLETTER_START.match(text) or (len(text) < 200 and wording.NEWSLETTER_INSIDE.search(text)):
        return "newsletter"
    if wording.TAGS.match(text) and not prose:
        return "tags"
    if len(text) < 12 and not any(char.isalnum() for char in text):
        return "ornament"
    return None


@lru_cache(maxsize=CACHED)
def is_copyright(text: str) -> bool:
    """Tell whether a line is the imprint at the foot of a page."""
    return not text.startswith(('"', "“")) and _has_copyright(text[:400])


@lru_cache(maxsize=CACHED)
def _has_copyright(text: str) -> bool:
    return says_any(text, wording.COPYRIGHT_WORDS) and wording.COPYRIGHT.search(text) is not None


@lru_cache(maxsize=CACHED)
def is_legal(text: str) -> bool:
    """Tell whether a line of the foot is legal text; a story may speak of such things too."""
    if is_copyright(text):
        return True
    start = text[:600]
    return says_any(start, wording.REGISTRATION_WORDS) and wording.REGISTRATION.search(start) is not None


def says_any(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text has any of these words in it: quicker than the pattern that has them, for a no."""
    folded = text.casefold()
    for word in words:  # noqa: SIM110 - in a loop it is twice as fast
        if word in folded:
            return True
    return False


def inline_related(text: str) -> str | None:
    """Return the headline of a line such as "Read more: A Headline"."""
    if len(text) > 250:
        return None
    match = wording.INLINE_RELATED.match(text)
    if match is None and not is_prose(text):
        match = wording.INLINE_RELATED_IF_NO_PROSE.match(text)
    return match[1].rstrip("])") if match else None


def _never(text: str) -> None:
    return None


@dataclass(slots=True)
class Tally:
    """How many different stories each line stands in; bounded, so that any number of pages can be counted."""

    limit: int = LARGEST_TALLY
    _counts: dict[bytes, int] = field(default_factory=dict)
    _latest: dict[bytes, bytes] = field(default_factory=dict)

    def add(self, keys: Iterable[str], *, story: str) -> None:
        """Count the lines of one page; a second dump of the same story does not count again."""
        mark = _digest(story)
        for key in set(keys):
            line = _digest(key)
            if self._latest.get(line) != mark:
                self._counts[line] = self._counts.get(line, 0) + 1
                self._latest[line] = mark
        if len(self._counts) > self.limit:
            self._forget()

    def recurring(self, keys: Iterable[str]) -> frozenset[str]:
        """Return those lines of a page that most pages of its paper share."""
        counts = {key: self._counts.get(_digest(key), 0) for key in keys}
        ranked = sorted(counts.values(), reverse=True)
        if len(ranked) < 3 or ranked[2] < 3:
            return frozenset()
        peers = ranked[2]
        return frozenset(
            key
            for key, count in counts.items()
            if count >= 3 and (count >= 0.6 * peers or (count >= 5 and count >= 0.3 * peers))
        )

    def _forget(self) -> None:
        floor = 1
        while len(self._counts) > self.limit // 2:
            self._counts = {line: count for line, count in self._counts.items() if count > floor}
            floor += 1
        self._latest = {line: mark for line, mark in self._latest.items() if line in self._counts}


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
