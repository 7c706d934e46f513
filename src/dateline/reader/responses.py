"""The pages that the desk can preview, made from records: for readers by address, for the desk as drafted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpResponse

from dateline.edition.keys import collecting
from dateline.feeds.republishing import republish_address
from dateline.fronts.making import FrontInMaking, front_context
from dateline.fronts.queries import home_front, section_front
from dateline.lib.canonical_text import canonical_text
from dateline.lib.excerpts import opening_words
from dateline.lib.feed_addresses import Of, feed_address
from dateline.reader.contexts import HeadContext
from dateline.reader.feeds_page import feed_links
from dateline.reader.pages import head_for, page_response
from dateline.reader.queries import PaperParts, paper_parts
from dateline.sections.models import SectionPage
from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import StoryContext
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.story_queries import company_context, story_context


def front_response() -> HttpResponse:
    """Return the home front."""
    parts = paper_parts()
    paper = parts.settings
    context = home_front(
        title=paper.name, language=settings.LANGUAGE_CODE, now=parts.now, sections=parts.sections
    )
    # Every page names the RSS of the paper.
    feeds = feed_links(Of.PAPER, title=paper.name)[1:]
    head = head_for(paper.name, parts=parts, path="/", description=paper.tagline, feeds=feeds)
    return page_response("pages/front.html", parts=parts, head=head, with_ticker=True, front=context)


def front_in_making_response(made: FrontInMaking) -> HttpResponse:
    """Return a front as it would be with an arrangement that is not saved."""
    parts = paper_parts()
    context = front_context(made, title=parts.settings.name)
    template = "front" if made.front.section_id is None else "section_front"
    head = head_for(context.title, parts=parts, path="", is_indexed=False)
    return page_response(
        f"pages/{template}.html",
        parts=parts,
        head=head,
        current=made.front.section,
        with_ticker=True,
        front=context,
    )


def section_response(section: SectionPage) -> HttpResponse:
    """Return the first page of a section's front."""
    parts = paper_parts()
    context = section_front(section, language=settings.LANGUAGE_CODE, now=parts.now, sections=parts.sections)
    head = head_for(
        context.title,
        parts=parts,
        path=section.public_path(),
        description=section.description,
        next_url=context.older_url,
        feeds=feed_links(Of.SECTION, section.slug, title=context.title),
    )
    context = replace(context, feed_url=feed_address(Of.SECTION, section.slug))
    return page_response(
        "pages/section_front.html", parts=parts, head=head, current=section, with_ticker=True, front=context
    )


@dataclass(frozen=True, slots=True)
class StoryParts:
    """What a story's page is rendered from."""

    parts: PaperParts
    current: SectionPage | None
    story: StoryContext
    head: HeadContext


def story_response(story: StoryPage) -> HttpResponse:
    """Return a story's page."""
    made = story_page_parts(story)
    return page_response(
        "pages/story_page.html",
        parts=made.parts,
        head=made.head,
        current=made.current,
        story=made.story,
        republish_url=republish_address(story),
    )


def story_page_parts(story: StoryPage) -> StoryParts:
    """Return everything that a story's page shows, and what it tells search engines and shared links."""
    # For the desk's previews, which are no pages of the edition: what is loaded together is found again.
    with collecting():
        return _story_page_parts(story)


def _story_page_parts(story: StoryPage) -> StoryParts:
    parts = paper_parts()
    current = next((section for section in parts.sections if section.pk == story.section_id), None)
    if current is not None:
        story.section = current
    context = story_context(
        story,
        cards=CardMaker(language=settings.LANGUAGE_CODE, sections=parts.sections),
        jurisdictions=parts.settings.jurisdictions,
    )
    head = head_for(
        story.title,
        parts=parts,
        path=story.public_path(),
        description=story.search_description or story.standfirst or _opening_of(context),
        share_image=context.lead_picture.src if context.lead_picture else "",
        kind="article",
    )
    return StoryParts(parts, current, context, head)


def company_response(page: CompanyPage) -> HttpResponse:
    """Return a company page."""
    parts = paper_parts()
    head = head_for(page.title, parts=parts, path=page.public_path(), description=page.search_description)
    return page_response("pages/company_page.html", parts=parts, head=head, page=company_context(page))


def _opening_of(story: StoryContext) -> str:
    """Return the first words of a story that has no standfirst, as old ones often have none."""
    first = next((block.value.html for block in story.body if block.kind == "paragraph"), "")
    return opening_words(canonical_text(first))
