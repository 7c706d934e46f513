"""What the pages of one site have in common: lines that recur, and where each field stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.archive.pagedump.furniture import Tally
from dateline.archive.parsing.trees import Element, tag_of

FIELDS = ("headline", "standfirst", "published", "authors", "section", "body")
LEAST_VOTES = 3
MOST_PAGES = 300
"""Pages of a site that are looked at before reading; templates change, and the newest is not better."""


@dataclass(slots=True)
class Template:
    """What was learned of one site."""

    tally: Tally = field(default_factory=Tally)
    votes: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    pages: int = 0
    images: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    site: str = ""

    def vote(self, name: str, element: Element | None) -> None:
        """Note that a field stood in an element of one page."""
        if element is not None:
            self.votes[name][signature(element)] += 1

    def find(self, name: str, body: Element) -> Element | None:
        """Return the element of a page where the field usually stands; None where nothing was learned."""
        for place, count in self.votes[name].most_common(3):
            if count < LEAST_VOTES or count < 0.2 * self.pages:
                return None
            tag = place.partition(".")[0]
            for element in body.iter(tag):
                if signature(element) == place:
                    return element
        return None

    def recurring(self, keys: Iterable[str]) -> frozenset[str]:
        """Return which lines of a page stand on most pages of its site."""
        return self.tally.recurring(keys) if self.pages >= LEAST_VOTES else frozenset()

    def is_default_image(self, source: str) -> bool:
        """Say whether a picture stands for many pages, such as the paper's sign."""
        return self.images[source] >= LEAST_VOTES


def signature(element: Element) -> str:
    """Name an element by tag, classes and those of its parent, without what belongs to a single page."""
    parent = element.getparent()
    return f"{_name(element)}<{_name(parent) if parent is not None else ''}"


def _name(element: Element) -> str:
    names = sorted(each for each in (element.get("class") or "").split() if not re.search(r"\d{2,}", each))[
        :6
    ]
    prop = element.get("itemprop") or element.get("data-testid") or ""
    return f"{tag_of(element)}.{'.'.join(names)}[{prop}]"
