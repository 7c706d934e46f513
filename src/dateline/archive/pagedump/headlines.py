"""Which line is the headline: repeated, near the times, above the text, and shaped like one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

from dateline.archive.pagedump.bylines import read_byline, read_credit, split_caption, split_parts
from dateline.archive.pagedump.dates import label_alone, read_moments
from dateline.archive.pagedump.furniture import furniture_kind, inline_related, is_copyright, ticker_text
from dateline.archive.pagedump.lines import Line, fold, is_closed, is_label, is_prose
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.wording import FOOTER, RELATED

_REACH = 6
"""How many lines the times and the headline may be apart."""

_LEAST_SCORE = 1.5


@dataclass(frozen=True, slots=True)
class Headline:
    """The index of the headline's line, how sure we are, and the reason."""

    index: int
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """What kind of line stands where, worked out once per page."""

    stamps: frozenset[int]
    prose: tuple[int, ...]
    before: tuple[int, ...]
    listed: tuple[float, ...] = ()


_LABELS = RELATED | FOOTER
_BETWEEN = re.compile(r"\s[|—–-]\s")
_ANY_DIGIT = re.compile(r"\d")


def find_headline(page: Page) -> Headline | None:
    """Find the headline of the page's article; None if the page has no article."""
    shape = _shape(page)
    ticker = {text for line in page.lines if (text := _ticker_key(line))}
    best: Headline | None = None
    best_score = _LEAST_SCORE
    for index, line in enumerate(page.lines):
        sure = line.gap and index + 1 in shape.stamps and not page.is_section(line)
        if not _is_eligible(line, page, sure=sure):
            continue
        score, why = _score(index, page=page, shape=shape, ticker=ticker)
        if score > best_score:
            best_score, best = score, Headline(index, min(1.0, 0.35 + score / 14), why)
    if best is None:
        return _last_resort(page, shape)
    return _above_standfirst(_first_copy(best, page), page)


def _last_resort(page: Page, shape: _Shape) -> Headline | None:
    """Where nothing looks like a headline, take the nearest line above the text that is nothing else."""
    start = next((at for at, length in enumerate(shape.prose) if length), 0)
    if sum(length > 0 for length in shape.prose[start : start + 4]) < 2:
        return None
    chosen: int | None = None
    for index in range(start - 1, max(-1, start - 5), -1):
        line = page.lines[index]
        if page.is_section(line) or ticker_text(line.text) is not None:
            break
        if not line.gap or not _is_eligible(line, page, sure=True):
            continue
        chosen = index
        if read_credit(line.text) is None:
            break
    why = "the nearest line above the text, though it looks like no headline"
    return Headline(chosen, 0.3, why) if chosen is not None else None


def _first_copy(best: Headline, page: Page) -> Headline:
    """The headline may be printed twice with the head in between: the head begins at the first."""
    key = page.lines[best.index].key
    first = best.index
    for index in range(best.index - 1, max(-1, best.index - _REACH - 2), -1):
        line = page.lines[index]
        if page.is_section(line) or ticker_text(line.text) is not None or is_prose(line.text):
            break
        first = index if line.key == key else first
    return replace(best, index=first)


def _above_standfirst(best: Headline, page: Page) -> Headline:
    """Of two lines above the times, both set apart, the shorter upper one is the headline."""
    if best.index == 0 or page.counts[page.lines[best.index].key] > 1:
        return best
    upper, lower = page.lines[best.index - 1], page.lines[best.index]
    apart = upper.gap and lower.gap and upper.words >= 4 and len(upper.text) < len(lower.text)
    if not apart or is_closed(upper.text) or not _is_eligible(upper, page) or _has_times(upper.text, page):
        return best
    return Headline(best.index - 1, 0.65, "the upper of two lines above the text")


def _ticker_key(line: Line) -> str | None:
    text = ticker_text(line.text)
    return text.casefold().translate({8217: "'"}) if text else None


def _shape(page: Page) -> _Shape:
    stamps, prose = set(), []
    for index, line in enumerate(page.lines):
        if _has_times(line.text, page):
            stamps.add(index)
        length = len(line.text)
        plain = is_prose(line.text) and not is_copyright(line.text) and furniture_kind(line.text) is None
        prose.append(length if plain and line.key not in page.recurring else 0)
    before = tuple(accumulate(prose, initial=0))
    return _Shape(frozenset(stamps), tuple(prose), before, _listed(page, frozenset(stamps)))


def _listed(page: Page, stamps: frozenset[int]) -> tuple[float, ...]:
    """Say per line how much it looks like one of several headlines in a list, and not like the article's.

    The last of a list may be the article's own where blank lines are missing: what follows it tells.
    """
    lines = page.lines
    costs = [0.0] * len(lines)
    mixed = 0 < sum(line.gap for line in lines) < 0.9 * len(lines)
    start = 0
    while start < len(lines):
        end = start
        while (
            end < len(lines)
            and _like_headline(lines[end], page)
            and not (end > start and mixed and lines[end].gap)
        ):
            end += 1
        under = start > 0 and lines[start - 1].key in RELATED
        if end - start >= (2 if under else 3):
            heads = end < len(lines) and not under and (end in stamps or bool(read_byline(lines[end].text)))
            for at in range(start, end - 1 if heads else end):
                costs[at] = 4.0 if under else 2.0
        start = max(end, start + 1)
    return tuple(costs)


def _like_headline(line: Line, page: Page) -> bool:
    if line.words < 3 or line.key in RELATED | FOOTER or page.is_section(line) or is_prose(line.text):
        return line.words >= 3 and line.text.endswith("?") and len(line.text) < 100
    plain = ticker_text(line.text) is None and furniture_kind(line.text) is None
    return (
        plain
        and not read_byline(line.text)
        and read_credit(line.text) is None
        and not _has_times(line.text, page)
    )


def _has_times(text: str, page: Page) -> bool:
    if _ANY_DIGIT.search(text) is None:
        # Most lines: no time is written without one.
        return False
    if read_moments(text, near=page.dump_date):
        return True
    parts = split_parts(text)
    times = [bool(read_moments(part, near=page.dump_date)) for part in parts]
    return any(times) and all(
        timed or read_byline(part) or furniture_kind(part) or is_label(part)
        for part, timed in zip(parts, times, strict=True)
    )


def _is_page_title(line: Line, page: Page) -> bool:
    """The title of the browser window is the headline with the paper's name behind it."""
    parts = _BETWEEN.split(line.text)
    return any(fold(" ".join(parts[:count])) in page.counts for count in range(1, len(parts)))


def _is_eligible(line: Line, page: Page, *, sure: bool = False) -> bool:
    """Refuse what cannot be a headline; a line set apart right above the times may be short or odd."""
    text = line.text
    if not (2 if sure else 6) <= len(text) <= 300 or page.is_section(line) or line.key in _LABELS:
        return False
    if _is_page_title(line, page):
        return False
    if not sure and is_closed(text) and is_prose(text) and len(text) > 100 and page.counts[line.key] == 1:
        return text[-1] in "?!"
    if sum(map(str.isalpha, text[:60])) < (2 if sure else 5):
        return False
    refused: tuple[Callable[[str], object], ...] = (
        lambda text: None if sure else furniture_kind(text),
        is_copyright,
        read_byline,
        label_alone,
        lambda text: ticker_text(text) is not None,
        lambda text: _has_times(text, page),
        lambda text: None if sure or page.counts[line.key] > 1 else read_credit(text),
        inline_related,
        lambda text: None if sure else split_caption(text),
    )
    return not any(refuses(text) for refuses in refused)


def _score(index: int, *, page: Page, shape: _Shape, ticker: set[str]) -> tuple[float, str]:
    line = page.lines[index]
    reasons: list[str] = []
    score = _shape_score(line)
    if line.gap and index + 1 in shape.stamps:
        score = max(score, -1.0)
    if page.counts[line.key] > 1 and line.words > 2:
        score += 2
        reasons.append("repeated")
    if line.key in ticker:
        score += 1
        reasons.append("in the ticker")
    near = _nearness(index, page=page, shape=shape)
    if near:
        score += near
        reasons.append("next to the times")
    if line.gap:
        score += 0.5
    following = shape.prose[index + 1 : index + 16]
    mass = sum(following)
    score += min(3.0, mass / 150) if mass else -2.5
    distance = next((at for at, length in enumerate(following) if length), len(following))
    score -= min(3.0, 0.5 * max(0, distance - 3)) if not near else 0
    if mass:
        reasons.append("above the text")
    score -= min(6.0, shape.before[index] / 60)
    score -= shape.listed[index]
    if line.key in page.recurring:
        score -= 3
    return score, ", ".join(reasons) or "by its shape"


def _shape_score(line: Line) -> float:
    text = line.text
    score = 0.0
    if is_closed(text) and text[-1] in ".,;:" and not text.endswith("..."):
        score -= 2.5
    if is_label(text):
        score -= 2.5 if line.words <= 2 else 1
    elif line.words >= 4:
        score += 1
    if is_prose(text) and len(text) > 140:
        score -= 2
    return score


def _nearness(index: int, *, page: Page, shape: _Shape) -> float:
    """Score times below the headline, or just above it, with no running text in between."""
    for distance in range(1, _REACH + 1):
        below = index + distance
        if below in shape.stamps:
            return 4 - 0.4 * (distance - 1)
        if below >= len(page.lines) or (shape.prose[below] and distance > 2):
            break
    for distance in (1, 2):
        above = index - distance
        if above in shape.stamps:
            return 3 - 1.0 * (distance - 1)
        if above < 0 or shape.prose[above]:
            break
    return 0
