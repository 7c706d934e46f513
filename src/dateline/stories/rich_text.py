"""HTML of rich text as readers get it: links to pages resolved, everything not allowed removed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import nh3
from wagtail.rich_text import expand_db_html

from dateline.publishing.queries import public_addresses

TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "s", "br", "h2", "h3", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

# No tag, so that sanitizing cannot move it; no writer types it.
_BETWEEN = "\n\x1e\n"
_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_ID = re.compile(r"\bid=\"(\d+)\"")


def clean_html(source: str) -> str:
    """Return safe HTML of one piece of Wagtail rich text."""
    return clean_many([source])[0]


def clean_many(sources: Sequence[str], *, addresses: Mapping[int, str] | None = None) -> list[str]:
    """Return safe HTML of many pieces. Addresses of linked pages are looked up together unless given.

    A link to a page that is not public loses its address and keeps its words.
    """
    if not sources:
        return []
    joined = _BETWEEN.join(sources)
    if addresses is None:
        addresses = public_addresses(linked_pages(sources))
    joined = _LINK.sub(lambda link: _resolved(link[0], addresses), joined)
    return [_sanitize(piece) for piece in expand_db_html(joined).split(_BETWEEN)]


def linked_pages(sources: Iterable[str]) -> set[int]:
    """Return the ids of the pages that rich text links to."""
    return {
        int(found[1])
        for source in sources
        for link in _LINK.findall(source)
        if (found := _ID.search(link)) is not None
    }


def _resolved(link: str, addresses: Mapping[int, str]) -> str:
    found = _ID.search(link)
    address = addresses.get(int(found[1]), "") if found else ""
    return f'<a href="{address}">' if address else "<a>"


def _sanitize(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
