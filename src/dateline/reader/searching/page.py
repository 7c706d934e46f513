"""The page of search put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.lib.slugs import slug_from
from dateline.publishing.paper_time import local_date
from dateline.reader.queries import PaperParts
from dateline.reader.search_contexts import (
    SearchContext,
    SearchPagesContext,
    SearchResultContext,
)
from dateline.reader.searching.feeds import feed_address_of
from dateline.reader.searching.form import form_context
from dateline.reader.searching.parameters import LAST_PAGE, Parameters
from dateline.search.contexts import Found
from dateline.search.excerpts import excerpts
from dateline.search.index.asking import parse_query
from dateline.search.queries import find_stories
from dateline.search.suggestions import did_you_mean
from dateline.sections.contexts import LinkContext
from dateline.sections.queries import section_link, topic_by_slug
from dateline.stories.card_queries import CardMaker
from dateline.stories.queries import contributor_by_slug

PAGE_SIZE = 20
# So few may mean that a word was misspelled the way that others have misspelled it, too.
FEW = 3


def search_context(wanted: Parameters, *, parts: PaperParts) -> SearchContext:
    """Return what the page shows. When time runs out, that is what was found until then."""
    question = wanted.question
    form = form_context(wanted, parts=parts)
    if question.is_empty:
        return SearchContext(form=form, is_asked=bool(wanted.asked.text))
    offset = PAGE_SIZE * (wanted.page - 1)
    found = find_stories(question, today=local_date(parts.now), offset=offset, limit=PAGE_SIZE)
    meant = did_you_mean(question) if found.count <= FEW else ""
    return SearchContext(
        form=form,
        is_asked=True,
        results=_results(found.story_ids, wanted, parts=parts),
        pages=_pages(wanted, found),
        count=found.count,
        has_more=found.has_more,
        is_cut_short=found.is_cut_short,
        meant=LinkContext(meant, wanted.address(asked=parse_query(meant))) if meant else None,
        named=_named(wanted, parts=parts) if wanted.page == 1 else (),
        narrowed_to=_narrowed_to(wanted),
        years=_years(wanted, found),
        all_url=Parameters(asked=wanted.asked).address() if form.is_narrowed and wanted.asked.terms else "",
        feed_url=feed_address_of(wanted),
    )


def _results(
    story_ids: Iterable[int], wanted: Parameters, *, parts: PaperParts
) -> tuple[SearchResultContext, ...]:
    cards = CardMaker(language=settings.LANGUAGE_CODE, sections=parts.sections).of_public(story_ids)
    passages = excerpts(list(cards), asked=wanted.asked)
    return tuple(SearchResultContext(card, passages.get(pk, "")) for pk, card in cards.items())


def _pages(wanted: Parameters, found: Found) -> SearchPagesContext:
    count = min(LAST_PAGE, max(1, -(-found.count // PAGE_SIZE)))
    return SearchPagesContext(
        number=wanted.page,
        count=count,
        previous_url=wanted.address(page=min(wanted.page - 1, count)) if wanted.page > 1 else "",
        next_url=wanted.address(page=wanted.page + 1) if wanted.page < count else "",
    )


def _named(wanted: Parameters, *, parts: PaperParts) -> tuple[LinkContext, ...]:
    """Return pages that are called what was asked for: their addresses are made from their names."""
    slug = slug_from(wanted.asked.text)
    if not slug:
        return ()
    language = settings.LANGUAGE_CODE
    named = [section_link(section, language=language) for section in parts.sections if section.slug == slug]
    if (topic := topic_by_slug(slug)) is not None:
        named.append(LinkContext(_("Topic: %(name)s") % {"name": topic.name}, topic.get_absolute_url()))
    if (author := contributor_by_slug(slug)) is not None:
        named.append(LinkContext(_("Author: %(name)s") % {"name": author.name}, author.get_absolute_url()))
    return tuple(named)


def _narrowed_to(wanted: Parameters) -> tuple[LinkContext, ...]:
    kept = []
    if wanted.author is not None:
        kept.append(LinkContext(wanted.author.name, wanted.address(author=None)))
    if wanted.topic is not None:
        kept.append(LinkContext(wanted.topic.name, wanted.address(topic=None)))
    return tuple(kept)


def _years(wanted: Parameters, found: Found) -> tuple[tuple[LinkContext, int], ...]:
    """Return links to what was found in each year, when there is more than one of them."""
    if len(found.years) < 2:
        return ()
    return tuple((LinkContext(str(year), _year_address(wanted, year)), count) for year, count in found.years)


def _year_address(wanted: Parameters, year: int) -> str:
    first, last = date(year, 1, 1), date(year, 12, 31)
    narrowed = replace(wanted, since=max(wanted.since or first, first), until=min(wanted.until or last, last))
    return narrowed.address()
