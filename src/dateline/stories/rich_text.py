"""HTML of rich text as readers get it: Wagtail's references resolved, everything not allowed removed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Any

import nh3
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from dateline.publishing.models import Publication

TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "s", "br", "h2", "h3", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_PAGE_ID = re.compile(r'\bid="([0-9]+)"')

# No tag, so that sanitizing cannot move it; no writer types it.
_BETWEEN = "\n\x1e\n"


def clean_html(source: str) -> str:
    """Return safe HTML of one piece of Wagtail rich text."""
    return _sanitize(expand_db_html(source))


def recorded_html(source: str) -> str:
    """Return the HTML as it goes into the record: a link to one of our pages names it by what never changes.

    Addresses change without the story that links to them: the record of one story must not depend on that.
    """
    return _sanitize(expand_db_html(_PAGE_LINK.sub(_named_link, source)), extra_schemes={"urn"})


def page_name(page_id: Any) -> str:
    """Return what a page is called in the record, also after it was deleted."""
    page = Page.objects.filter(pk=page_id).first()
    uuid = getattr(page and page.specific, "uuid", None)
    if uuid is None:
        uuid = Publication.objects.filter(page_id=page_id).values_list("uuid", flat=True).first()
    return f"urn:uuid:{uuid}" if uuid else ""


def _named_link(tag: re.Match[str]) -> str:
    page_id = _PAGE_ID.search(tag[0])
    return f'<a href="{page_name(page_id[1])}">' if page_id else "<a>"


def clean_many(sources: Sequence[str]) -> list[str]:
    """Return safe HTML of many pieces; their links to pages are looked up together."""
    if not sources:
        return []
    expanded = expand_db_html(_BETWEEN.join(sources))
    return [_sanitize(piece) for piece in expanded.split(_BETWEEN)]


def _sanitize(html: str, *, extra_schemes: Set[str] = frozenset()) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES | extra_schemes, link_rel=None
    )
