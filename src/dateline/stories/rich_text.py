"""HTML of rich text as readers get it: Wagtail's references resolved, everything not allowed removed."""

from __future__ import annotations

from collections.abc import Sequence

import nh3
from wagtail.rich_text import expand_db_html

TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "s", "br", "h2", "h3", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

# No tag, so that sanitizing cannot move it; no writer types it.
_BETWEEN = "\n\x1e\n"


def clean_html(source: str) -> str:
    """Return safe HTML of one piece of Wagtail rich text."""
    return _sanitize(expand_db_html(source))


def clean_many(sources: Sequence[str]) -> list[str]:
    """Return safe HTML of many pieces; their links to pages are looked up together."""
    if not sources:
        return []
    expanded = expand_db_html(_BETWEEN.join(sources))
    return [_sanitize(piece) for piece in expanded.split(_BETWEEN)]


def _sanitize(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
