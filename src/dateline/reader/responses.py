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
from dateline.placards.describing import section_face, story_face
from dateline.placards.faces import Face, section_subject, story_subject
from dateline.placards.queries import placard_of, placard_of_paper
from dateline.reader.contexts import HeadContext
from dateline.reader.feeds_page import feed_links
from dateline.reader.heads.articles import news_article
from dateline.reader.heads.listings import breadcrumbs, cards_on, described, item_list
from dateline.reader.heads.organizations import organization, publisher, website
from dateline.reader.pages import head_for, page_response
from dateline.reader.queries import PaperParts, paper_parts
from dateline.sections.models import SectionPage
from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import StoryContext
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.story_queries import company_context, story_context

# By the address of a company page; any other is a page like others.
KINDS_OF_PAGES = {
    **dict.fromkeys(("about", "about-us", "o-nas", "o-gazete"), "AboutPage"),
    **dict.fromkeys(("contact", "contacts", "where-to-find-us", "kontakty"), "ContactPage"),
}


def front_response() -> HttpResponse:
    """Return the home front."""
    parts = paper_parts()
    paper = parts.settings
    context = home_front(
        title=paper.name, language=settings.LANGUAGE_CODE, now=parts.now, sections=parts.sections
    )
    # Every page names the RSS of the paper.
    feeds = feed_links(Of.PAPER, title=paper.name)[1:]
    listed = item_list(cards_on(context))
    head = head_for(
        paper.name,
        parts=parts,
        path="/",
        description=paper.tagline,
        feeds=feeds,
        data=[website(parts), organization(parts), *([listed] if listed else [])],
    )
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
        share=placard_of(section_subject(section.pk), section_face(name=context.title, paper=parts.settings)),
        data=described(
            "CollectionPage",
            name=context.title,
            path=section.public_path(),
            paper=parts.settings.name,
            description=section.description,
            main=item_list(cards_on(context)),
        ),
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
    placard = placard_of(story_subject(story.pk), face_of_story(context, parts))
    head = head_for(
        story.title,
        parts=parts,
        path=story.public_path(),
        # With the notes that law requires: a search engine prints it by itself.
        description=story.search_description or context.standfirst or _opening_of(context),
        share=placard or context.lead_picture,
        language=story.language,
        data=[
            news_article(context, publisher=publisher(parts), placard=placard or placard_of_paper()),
            breadcrumbs(
                (parts.settings.name, "/"),
                (context.section.label, context.section.url),
                (context.headline, context.url),
            ),
        ],
        kind="article",
    )
    return StoryParts(parts, current, context, head)


def face_of_story(story: StoryContext, parts: PaperParts) -> Face:
    """Return what stands on the picture that is shown with a link to this story."""
    return story_face(
        headline=story.headline,
        section=story.section.label,
        label=story.label,
        published_at=story.published_at,
        paper=parts.settings,
    )


def company_response(page: CompanyPage) -> HttpResponse:
    """Return a company page."""
    parts = paper_parts()
    kind = KINDS_OF_PAGES.get(page.slug, "WebPage")
    itself, way = described(
        kind,
        name=page.title,
        path=page.public_path(),
        paper=parts.settings.name,
        description=page.search_description,
        main=organization(parts) if kind != "WebPage" else None,
    )
    head = head_for(
        page.title,
        parts=parts,
        path=page.public_path(),
        description=page.search_description,
        data=[itself, way],
    )
    return page_response("pages/company_page.html", parts=parts, head=head, page=company_context(page))


def _opening_of(story: StoryContext) -> str:
    """Return the first words of a story that has no standfirst, as old ones often have none."""
    first = next((block.value.html for block in story.body if block.kind == "paragraph"), "")
    return opening_words(canonical_text(first))
