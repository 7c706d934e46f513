"""The headline as it was printed: the heading that the page's own words for machines point to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from dateline.archive.pagedump.lines import fold
from dateline.archive.parsing.trees import Element, classes, tag_of, text_of
from dateline.archive.webpages.told import Told

_HEADLINE = re.compile(
    r"(?<![a-z])(?:headline|entry-?title|post-?title|article-?(?:title|head(?:ing|line)?)|story-?(?:title|head(?:line)?)"
    r"|news-?title|page-?title|p-name|zagolovok|title|hed)(?![a-z])"
)
_SPLIT = re.compile(r"\s+(?:[|·•»:]|[—–-]{1,2})\s+")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Printed:
    """The headline, where it stands, how sure it is and why."""

    text: str
    element: Element | None
    confidence: float
    why: str


def find_headline(body: Element, told: Told, *, title: str, learned: Element | None) -> Printed | None:
    """Find the headline of a page. The heading printed on it wins over what was written for machines."""
    wanted = [*told.headlines, *_without_site(title, told.site)]
    best: Printed | None = None
    best_score = 0.0
    for element in _candidates(body, learned):
        text = text_of(element)
        if not 2 < len(text) <= LONGEST:
            continue
        score, likeness = _score(element, text, wanted=wanted, learned=learned)
        if score > best_score:
            best_score = score
            why = (
                "the heading that the page's metadata names" if likeness >= 90 else "the heading of the page"
            )
            sure = 0.98 if likeness >= 90 else 0.85 if likeness >= 60 else 0.7
            best = Printed(text, element, sure, why)
    if best is not None and (best_score >= 40 or not wanted):
        return best
    if told.headlines:
        return Printed(
            _without_site(told.headlines[0], told.site)[0], None, 0.8, "named by the metadata only"
        )
    return Printed(wanted[0], None, 0.5, "the title of the page") if wanted and wanted[0] else best


def _candidates(body: Element, learned: Element | None) -> Iterable[Element]:
    if learned is not None:
        yield learned
    yield from body.iter("h1", "h2")
    for element in body.iter("div", "p", "span", "td", "font", "b", "strong", "h3", "h4"):
        if _HEADLINE.search(classes(element)) or "headline" in (element.get("itemprop") or ""):
            yield element
        elif tag_of(element) in ("td", "font", "b", "strong", "h3", "h4", "p", "div") and len(element) == 0:
            # Old pages set their headlines in bold and no more.
            yield element


def _score(element: Element, text: str, *, wanted: list[str], learned: Element | None) -> tuple[float, float]:
    key = fold(text)
    likeness = max((_likeness(key, fold(each)) for each in wanted if each), default=0.0)
    tag = tag_of(element)
    score = likeness * 0.8
    score += {"h1": 30, "h2": 12, "h3": 4}.get(tag, 0)
    if element is learned:
        score += 30
    if _HEADLINE.search(classes(element)) or "headline" in (element.get("itemprop") or ""):
        score += 12
    if any(tag_of(above) in ("nav", "aside", "footer") for above in element.iterancestors()):
        score -= 25
    inside = any(tag_of(each) == "a" for each in [*element.iterancestors(), *element])
    if inside and likeness < 90:
        score -= 15
    if tag not in ("h1", "h2") and likeness < 80 and element is not learned:
        score -= 60
    return score, likeness


def _likeness(key: str, wanted: str) -> float:
    """Compare with what machines are told; a shortened headline is still this one."""
    if not key or not wanted:
        return 0.0
    shorter, longer = sorted((key, wanted), key=len)
    if len(shorter) >= 15 and longer.startswith(shorter.rstrip("….")):
        return 96.0 if key == longer or len(shorter) > 0.8 * len(longer) else 85.0
    return float(fuzz.ratio(key, wanted))


def _without_site(title: str, site: str) -> list[str]:
    """Return a title without the paper's name at either end, then as it is."""
    parts = _SPLIT.split(title)
    found: list[str] = []
    if len(parts) > 1:
        key = fold(site)
        if key and fold(parts[-1]) == key:
            found.append(title[: title.rindex(parts[-1])].rstrip(" |·•»:—–-"))
        elif key and fold(parts[0]) == key:
            found.append(title[len(parts[0]) :].lstrip(" |·•»:—–-"))
        else:
            found.append(max(parts, key=len))
    return [*found, title] if title else found or [""]
