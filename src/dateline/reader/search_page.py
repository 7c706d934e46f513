"""The search page put together."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.reader.contexts import SearchContext
from dateline.reader.queries import PaperParts
from dateline.search.queries import find_stories
from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import StoryListContext

PAGE_SIZE = 20


def search_context(query: str, *, number: int, parts: PaperParts) -> SearchContext:
    """Return what a page of search shows; an empty query asks nothing."""
    if not query:
        return SearchContext(query="", results=None, result_count=0, suggestion="")
    found = find_stories(query, offset=PAGE_SIZE * (number - 1), limit=PAGE_SIZE)
    cards = CardMaker(language=settings.LANGUAGE_CODE, sections=parts.sections).make(found.stories)
    page_count = max(1, -(-found.count // PAGE_SIZE))
    results = StoryListContext(
        title=_("Search"),
        description="",
        kind="search",
        cards=cards,
        page_number=number,
        page_count=page_count,
        newer_url=_url(query, number - 1) if number > 1 else "",
        older_url=_url(query, number + 1) if number < page_count else "",
    )
    return SearchContext(query=query, results=results, result_count=found.count, suggestion="")


def _url(query: str, number: int) -> str:
    return "/search/?" + urlencode({"q": query} | ({"page": number} if number > 1 else {}))
