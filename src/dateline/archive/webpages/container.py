"""Where on a page the text of the story is: the element that holds it and little else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.archive.pagedump.furniture import furniture_kind, is_copyright, ticker_text
from dateline.archive.pagedump.lines import fold, is_prose
from dateline.archive.parsing.trees import Element, classes, tag_of
from dateline.archive.webpages.furniture import Furniture
from dateline.archive.webpages.outline import Part, above

_BODY = re.compile(
    r"(?<![a-z])(?:article|story|post|entry|news|material|single|publication|doc|page|full|main)[-_]{0,2}"
    r"(?:body|text|content|detail|full)|(?<![a-z])(?:body|text|content|maintext|fulltext|js-mediator-article|h-entry"
    r"|e-content|instapaper_body|article-formatted-body|td-post-content|rich-?text|prose|copy)(?![a-z])"
)
_ENOUGH = 0.85


@dataclass(slots=True)
class Weights:
    """How much of the story's text each element of a page holds."""

    masses: dict[Element, float] = field(default_factory=dict)
    total: float = 0.0
    parts: list[Part] = field(default_factory=list)

    def share(self, element: Element) -> float:
        """Return which part of the page's running text is inside an element."""
        return self.masses.get(element, 0.0) / self.total if self.total else 0.0


def weigh(parts: Iterable[Part], *, trusted: str, recurring: frozenset[str]) -> Weights:
    """Weigh the running text of a page.

    ``trusted`` is the text as another found it, such as the page's own JSON-LD: what is not in it counts
    for less. Lines that recur on other pages count for nothing.
    """
    weights = Weights()
    known = fold(trusted)
    for part in parts:
        if part.key in recurring or not _is_running(part):
            continue
        mass = float(len(part.text))
        if known and part.key[:60] not in known:
            mass *= 0.25
        weights.parts.append(part)
        weights.total += mass
        for element in above(part.holder):
            weights.masses[element] = weights.masses.get(element, 0.0) + mass
    return weights


def _is_running(part: Part) -> bool:
    text = part.text
    if part.is_linked or len(text) < 25 or not is_prose(text):
        return False
    return ticker_text(text) is None and furniture_kind(text) is None and not is_copyright(text)


def find_container(body: Element, weights: Weights, *, learned: Element | None) -> Element | None:
    """Return the element with the text of the story; None for a page without running text.

    What the template of the site says comes first, then what the page marks as its body, then the smallest
    element that holds nearly all of the running text outside of furniture.
    """
    if not weights.total:
        return None
    furniture = Furniture(weights.share)
    inside = _without_furniture(weights, furniture)
    if learned is not None and inside.share(learned) >= 0.5:
        return learned
    marked = _marked(inside, furniture)
    if marked is not None:
        return marked
    return _descended(body, inside)


def _without_furniture(weights: Weights, furniture: Furniture) -> Weights:
    """Weigh again without what furniture holds."""
    verdicts: dict[Element, bool] = {}
    left = Weights()

    def is_out(element: Element) -> bool:
        if element not in verdicts:
            verdicts[element] = furniture(element)
        return verdicts[element]

    for part in weights.parts:
        around = list(above(part.holder))
        if any(is_out(element) for element in around):
            continue
        mass = float(len(part.text))
        left.total += mass
        left.parts.append(part)
        for element in around:
            left.masses[element] = left.masses.get(element, 0.0) + mass
    return left if left.total else weights


def _marked(weights: Weights, furniture: Furniture) -> Element | None:
    candidates = [element for element in weights.masses if _says_body(element)]
    best = max((weights.share(element) for element in candidates), default=0.0)
    if best < 0.4:
        return None
    enough = [element for element in candidates if weights.share(element) >= 0.9 * best]
    # The innermost of those that hold the same: a wrapper holds furniture besides.
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))


def _says_body(element: Element) -> bool:
    if "articleBody" in (element.get("itemprop") or ""):
        return True
    tag = tag_of(element)
    if tag in ("p", "body", "html", "h1", "h2", "h3", "span", "li", "figure", "blockquote"):
        return False
    return tag == "article" or bool(_BODY.search(classes(element)))


def _descended(body: Element, weights: Weights) -> Element:
    current = body
    while True:
        children = [child for child in current if child in weights.masses]
        heaviest = max(children, key=weights.share, default=None)
        if heaviest is None or tag_of(heaviest) in ("p", "li", "blockquote", "td"):
            return current
        if weights.share(heaviest) < _ENOUGH * weights.share(current):
            # An article among other texts: go on where it is, if one part is much larger than the others.
            others = sorted((weights.share(child) for child in children), reverse=True)
            if len(others) < 2 or others[0] < 0.55 or others[1] > 0.3 or _is_flat(children):
                return current
        current = heaviest


def _is_flat(children: list[Element]) -> bool:
    """Paragraphs side by side are the text itself."""
    return sum(tag_of(child) == "p" for child in children) >= 2
