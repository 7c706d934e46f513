"""HTML of rich text as readers get it: links to pages resolved, everything not allowed removed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import nh3
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from dateline.publishing.models import Publication
from dateline.publishing.queries import public_addresses

TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "s", "br", "h2", "h3", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

# No tag, so that sanitizing cannot move it; no writer types it.
_BETWEEN = "\n\x1e\n"
_PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
# Sanitizing gives exactly the same back, and most paragraphs are like this.
_PLAIN = re.compile(r"<p>[^<>&\x00-\x1f\x7f-\xa0\ufeff\ufffe\uffff]*</p>")
_EMBED = re.compile(r"</?embed\b[^>]*>", re.IGNORECASE)
_PAGE_ID = re.compile(r'\bid="([0-9]+)"')


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
    joined = _PAGE_LINK.sub(lambda link: _resolved(link[0], addresses), joined)
    return [_sanitize(piece) for piece in _expanded(joined).split(_BETWEEN)]


def linked_pages(sources: Iterable[str]) -> set[int]:
    """Return the ids of the pages that rich text links to."""
    return {
        int(found[1])
        for source in sources
        for link in _PAGE_LINK.findall(source)
        if (found := _PAGE_ID.search(link)) is not None
    }


def recorded_html(source: str) -> str:
    """Return the HTML as it goes into the record: a link to one of our pages names it by what never changes.

    Addresses change without the story that links to them: the record of one story must not depend on that.
    """
    if _is_plain(source) or _PLAIN.fullmatch(source):
        return source
    return _sanitize(_expanded(_PAGE_LINK.sub(_named_link, source)), extra_schemes={"urn"})


def _is_plain(source: str) -> bool:
    """Say quickly of nearly all that ``_PLAIN`` is true of; what cannot be printed is for it to say."""
    words = source[3:-4]
    return (
        source.startswith("<p>")
        and source.endswith("</p>")
        and words.isprintable()
        and not ("<" in words or ">" in words or "&" in words)
    )


def _expanded(html: str) -> str:
    """Return the HTML with Wagtail's links written out.

    No text of ours has Wagtail's embeds, and the sanitizer would take them out: expanding one without its
    attributes, as imports and pasting can leave it, would only fail.
    """
    return str(expand_db_html(_EMBED.sub("", html)))


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


def _resolved(link: str, addresses: Mapping[int, str]) -> str:
    found = _PAGE_ID.search(link)
    address = addresses.get(int(found[1]), "") if found else ""
    return f'<a href="{address}">' if address else "<a>"


def _sanitize(html: str, *, extra_schemes: Set[str] = frozenset()) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES | extra_schemes, link_rel=None
    )
