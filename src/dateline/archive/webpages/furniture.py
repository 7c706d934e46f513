"""Which parts of a page are not the story, by how papers name them and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.archive.parsing.trees import Element, classes, tag_of, text_of

_NAMES = re.compile(
    r"(?<![a-z])(?:comments?(?:-?(?:list|area|wrap|form|section|block))?|respond|disqus|social|shar(?:e|ing|er)s?|addthis"
    r"|sharedaddy|related\w*|relevant|recirc\w*|promo\w*|teasers?|newsletter\w*|subscri(?:be|ption)\w*|signup"
    r"|sidebar|side-?col\w*|widget\w*|breadcrumbs?|menu\w*|nav|navi(?:gation)?|navbar|footer|bottom|cookie\w*"
    r"|consent|banners?|advert\w*|ad|ads|adv|adbox|ad-?(?:slot|unit|block|container|wrapper)|sponsor\w*|popular\w*"
    r"|trending|most-?(?:read|viewed|popular)|recommend\w*|outbrain|taboola|pagination|pager|paging|page-?links|print"
    r"|toolbar|tools|buttons?|tags?|tag-?list|tagcloud|topics|author-?(?:box|bio|info|card|about)|about-?author"
    r"|bio-?box|donat\w*|paywall\w*|popup|modal|overlay|ticker|breaking|newsline|lenta|news-?(?:list|feed|line)"
    r"|more-?(?:news|stories|from)|read-?(?:also|more|next)|also-?read|see-?also|latest|headlines|top-?(?:news|stories)"
    r"|ratings?|votes?|likes|views|counter|copyright|imprint|masthead|site-?(?:header|footer|nav)|page-?(?:header|footer)"
    r"|topbar|toplinks|skip-?links?|screen-reader-text|visually-?hidden|sr-only|hidden|infobar|meta-?bar|reklama"
    r"|poll|form|search\w*|login|user-?menu|lang\w*|weather|currency|rates|calendar|archive-?links|mistake|orphus"
    r"|appeal|support-?us|telegram-?(?:link|promo|subscribe))(?![a-z])",
)
_KEPT = re.compile(
    r"(?<![a-z])(?:article|story|post|entry|news|content|material|text|main|body)[-_]{1,2}?(?:body|text|content|main|full|detail)"
    r"|articlebody"
)
_OUTSIDE = frozenset(("nav", "footer"))
MOST = 0.35
"""A part that holds more of a page's text than this is no furniture, whatever it is called."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Tells furniture on one page; ``share`` says which part of the page's text an element holds."""

    share: Callable[[Element], float]

    def __call__(self, element: Element) -> bool:
        """Say whether an element is furniture as a whole."""
        tag = tag_of(element)
        if tag in ("body", "html", "main", "article"):
            return False
        names = classes(element)
        named = tag in _OUTSIDE or bool(names.strip() and _NAMES.search(names) and not _KEPT.search(names))
        if named or element.get("role") in ("navigation", "banner", "contentinfo", "complementary", "search"):
            return self.share(element) < MOST and not _holds_headline(element)
        if tag == "header":
            return (
                not _holds_headline(element)
                and self.share(element) < 0.05
                and element.find(".//figure") is None
            )
        if tag in ("ul", "ol", "div", "section", "aside", "table", "dl"):
            return self.share(element) < 0.1 and is_made_of_links(element)
        return False


def _holds_headline(element: Element) -> bool:
    return element.find(".//h1") is not None


def is_made_of_links(element: Element) -> bool:
    """Say whether an element is a list of links: headlines, a menu, a cloud of tags."""
    links = [text_of(link) for link in element.iter("a")]
    linked = sum(map(len, links))
    if linked < 20 or len(links) < 2 or element.find(".//figcaption") is not None:
        return False
    return linked > 0.6 * len(text_of(element))
