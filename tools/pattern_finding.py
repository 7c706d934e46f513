"""Sample contexts of pages on which readers find something: search, and the list of feeds."""

from django.utils.safestring import mark_safe

from dateline.reader.contexts import FeedRowContext, FeedsContext
from dateline.reader.search_contexts import (
    ChoiceContext,
    SearchContext,
    SearchFormContext,
    SearchPagesContext,
    SearchResultContext,
)
from dateline.sections.contexts import LinkContext
from tools import pattern_samples as samples


def search(query: str = "bell", *, is_found: bool = True) -> SearchContext:
    """Reader search before, with and without results."""
    cards = samples.story_list().cards if is_found and query else ()
    excerpt = "…and the <mark>bell</mark> of Port Verity &amp; its tower…"
    form = SearchFormContext(
        query=query,
        sections=(ChoiceContext("", "All sections", True), ChoiceContext("news", "News", False)),
        kinds=(ChoiceContext("", "Everything", True), ChoiceContext("opinion", "Opinion", False)),
        orders=(ChoiceContext("best", "Best first", False), ChoiceContext("newest", "Newest first", True)),
        since="2016-01-01" if query else "",
        until="",
        hidden=(("author", "ada-brook"),) if query else (),
        is_narrowed=bool(query),
    )
    if not query:
        return SearchContext(form=form, is_asked=False)
    return SearchContext(
        form=form,
        is_asked=True,
        results=tuple(SearchResultContext(card, mark_safe(excerpt)) for card in cards),  # noqa: S308 - ours
        pages=SearchPagesContext(2, 5, "/search/?q=bell", "/search/?q=bell&page=3"),
        count=100 if is_found else 0,
        has_more=is_found,
        is_cut_short=is_found,
        meant=None if is_found else LinkContext("bell", "/search/?q=bell"),
        named=(LinkContext("Topic: Bells", "/topic/bells/"),),
        narrowed_to=(LinkContext("Ada Brook", "/search/?q=bell"),),
        years=((LinkContext("2017", "/search/?q=bell&since=2017-01-01&until=2017-12-31"), 12),) * 2,
        all_url="/search/?q=bell",
    )


def feeds() -> FeedsContext:
    """The page that lists feeds."""

    def row(name: str, place: str) -> FeedRowContext:
        return FeedRowContext(
            name, f"/{place}", f"/rss/{place}", f"/atom/{place}", f"/feed/{place.strip('/')}.json"
        )

    return FeedsContext(
        title="Feeds",
        paper=(row("The Harbor Ledger", ""),),
        sections=(row("City", "city/"), row("Sea", "sea/")),
        series=(row("Bells of the old town", "series/bells/"),),
        corrections_url="/corrections/atom.xml",
        opml_url="/feeds.opml",
    )
