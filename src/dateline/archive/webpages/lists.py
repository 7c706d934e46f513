"""Pages that list stories: fronts, sections, authors, topics. They are kept as addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dateline.archive.pagedump.lines import fold
from dateline.archive.pagedump.wording import RELATED
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.trees import Element, classes, text_of
from dateline.archive.records import OldList, Related
from dateline.archive.webpages.container import Weights
from dateline.archive.webpages.furniture import is_made_of_links
from dateline.archive.webpages.outline import Part
from dateline.archive.webpages.studied import Studied

_PATHS = (
    (
        "author",
        re.compile(
            r"/(?:authors?|avtor[ys]?|by|columnists?|journalists?|contributors?|people|profile)/[^/]+", re.I
        ),
    ),
    (
        "topic",
        re.compile(r"/(?:tags?|topics?|themes?|keywords?|tema|temy|theme)/[^/]+|[?&]tag=", re.IGNORECASE),
    ),
    (
        "section",
        re.compile(r"/(?:categor(?:y|ies)|sections?|rubrics?|rubriki?|news/category)/[^/]+|[?&]cat=", re.I),
    ),
)
_CLASSES = (
    ("author", re.compile(r"(?<![\w-])(?:author|page-author|author-page)(?![\w-])")),
    ("topic", re.compile(r"(?<![\w-])(?:tag|tag-page|topic-page|page-tag)(?![\w-])")),
    (
        "section",
        re.compile(r"(?<![\w-])(?:category|archive|section-page|section-front|page-section|rubric)(?![\w-])"),
    ),
    ("front", re.compile(r"(?<![\w-])(?:home|front-?page|homepage|index-page|page-home)(?![\w-])")),
)
_MANY = 8
_NOT_RELATED = frozenset(
    ("popular", "most popular", "most read", "trending", "latest", "latest news", "последние новости",
    "популярное", "самое читаемое", "главное", "top stories", "главные новости", "trending now")
)  # fmt: skip


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
    """A story has running text in one place; teasers of a list stand in a place of their own each."""
    masses: dict[object, int] = {}
    counts: dict[object, int] = {}
    for part in weights.parts:
        holder = part.holder
        place = holder.getparent() if holder.tag in ("p", "div", "blockquote") else holder
        masses[place] = masses.get(place, 0) + len(part.text)
        counts[place] = counts.get(place, 0) + 1
    return any(masses[place] > 350 and counts[place] >= 3 for place in masses)


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


def menu_labels(body: Element) -> set[str]:
    """Return the folded labels of a page's menus: short links in lists that hold nothing else."""
    labels: set[str] = set()
    for menu in body.iter("nav", "ul", "ol", "menu"):
        links = [text_of(link) for link in menu.iter("a")]
        if (
            3 <= len(links) <= 40
            and all(len(link) <= 32 for link in links)
            and (menu.tag == "nav" or is_made_of_links(menu))
        ):
            labels.update(fold(link) for link in links if link)
    return labels


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


def related_on(parts: list[Part], *, headline: str) -> list[Related]:
    """Return the headlines that a page lists under “Related” or the like, with the sections beside them."""
    found: list[Related] = []
    for at, part in enumerate(parts):
        if part.key not in RELATED or part.key in _NOT_RELATED:
            continue
        label: str | None = None
        for line in parts[at + 1 : at + 25]:
            if line.key in RELATED or (not line.is_linked and len(line.text) > 60):
                break
            links = [text_of(link) for link in line.holder.iter("a")]
            if (
                len(links) == 1
                and len(links[0]) >= 15
                and line.text.endswith(links[0])
                and line.text != links[0]
            ):
                found.append(Related(links[0], line.text.removesuffix(links[0]).strip(" :|·—–-") or label))
                label = None
            elif len(line.text) <= 24 and line.text.count(" ") <= 2:
                label = line.text
            elif line.is_linked and len(line.text) >= 15 and line.key != headline:
                found.append(Related(line.text, label))
                label = None
    return found
