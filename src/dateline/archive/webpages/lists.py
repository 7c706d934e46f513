"""Pages that list stories: fronts, sections, authors, topics. They are told from stories and kept as addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.trees import classes
from dateline.archive.records import OldList
from dateline.archive.webpages.container import Weights
from dateline.archive.webpages.studied import Studied

_PATHS = (
    ("author", re.compile(r"/(?:authors?|avtor[ys]?|by|columnists?|journalists?|contributors?|people|profile)/[^/]+", re.IGNORECASE)),
    ("topic", re.compile(r"/(?:tags?|topics?|themes?|keywords?|tema|temy|theme)/[^/]+|[?&]tag=", re.IGNORECASE)),
    ("section", re.compile(r"/(?:categor(?:y|ies)|sections?|rubrics?|rubriki?|news/category)/[^/]+|[?&]cat=", re.IGNORECASE)),
)  # fmt: skip
_CLASSES = (
    ("author", re.compile(r"(?<![\w-])(?:author|page-author|author-page)(?![\w-])")),
    ("topic", re.compile(r"(?<![\w-])(?:tag|tag-page|topic-page|page-tag)(?![\w-])")),
    ("section", re.compile(r"(?<![\w-])(?:category|archive|section-page|section-front|page-section|rubric)(?![\w-])")),
    ("front", re.compile(r"(?<![\w-])(?:home|front-?page|homepage|index-page|page-home)(?![\w-])")),
)
_MANY = 8


def list_kind(page: Studied, weights: Weights) -> str | None:
    """Return what kind of list a page is, or None for a story."""
    if page.told.is_article and weights.total > 200:
        return None
    kind = _named_kind(page)
    if _is_story_like(page, weights) and not (kind and page.told.is_list):
        return None
    linked = [part for part in page.parts if part.is_linked and len(part.text) >= 25]
    if len(linked) < _MANY and not page.told.is_list:
        return None
    if weights.total > 120 * len(linked) and not page.told.is_list:
        return None
    return kind or "section"


def _is_story_like(page: Studied, weights: Weights) -> bool:
    """A story has several long paragraphs in one place."""
    longs = [part for part in weights.parts if len(part.text) > 120]
    if len(longs) < 3:
        return False
    parents: dict[object, int] = {}
    for part in longs:
        parent = part.holder.getparent()
        parents[parent] = parents.get(parent, 0) + 1
    return max(parents.values()) >= 3


def _named_kind(page: Studied) -> str | None:
    address = page.address
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if address and parts.path in ("", "/") and not parts.query:
        return "front"
    for kind, pattern in _PATHS:
        if pattern.search(address):
            return kind
    names = f"{classes(page.body)} {page.tree.get('class') or ''}".casefold()
    for kind, pattern in _CLASSES:
        if pattern.search(names):
            return kind
    if any(name.rpartition("/")[2] == "ProfilePage" for name in page.told.types):
        return "author"
    return None


def list_of(page: Studied, kind: str, *, name: str) -> OldList:
    """Return the list that a page is, without the number of a later page in its address."""
    address = re.sub(r"(?:/page/\d+/?|[?&](?:page|paged|p)=\d+)$", "", page.address)
    return OldList(kind, name, address or page.address)


def feeds_of(page: Studied) -> list[OldList]:
    """Return the feeds that a page names, without those of its comments alone."""
    found = []
    for name, address in page.told.feeds:
        whole = address_of(address, base=page.address)
        if whole and not re.search(r"comments?/feed|feed/comments|/feed/?\?post", whole):
            found.append(OldList("feed", name or page.told.site, whole))
    return found
