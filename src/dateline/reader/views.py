"""The reader's pages. Each takes its records from queries and hands them to a template."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dateline.corrections.listing import Filter
from dateline.feeds.xml_writing import ATOM_TYPE, as_atom
from dateline.lib.feed_addresses import Of
from dateline.publishing.choices import Status
from dateline.publishing.queries import publication_at
from dateline.reader.corrections_feed import corrections_feed
from dateline.reader.corrections_page import corrections_context, filter_of
from dateline.reader.feeds_page import feed_links, feeds_context
from dateline.reader.heads.listings import described
from dateline.reader.lists import list_page
from dateline.reader.pages import gone, head_for, page_response, reader_page
from dateline.reader.queries import archive_context, paper_parts
from dateline.reader.responses import company_response, front_response, section_response, story_response
from dateline.sections.queries import section_by_slug, series_by_slug, topic_by_slug
from dateline.stories.card_queries import contributor_context, portrait_of
from dateline.stories.queries import (
    company_page,
    contributor_by_slug,
    stories_about,
    stories_by,
    stories_in_section,
    stories_of_series,
    stories_on,
    story_at,
)


@reader_page
def front(request: HttpRequest) -> HttpResponse:
    """The home front."""
    return front_response()


@reader_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's front."""
    found = section_by_slug(slug)
    return moved_or_gone(request.path) if found is None else section_response(found)


@reader_page
def section_older(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An older page of a section."""
    found = section_by_slug(slug)
    if found is None:
        raise Http404
    if number == 1:
        return HttpResponsePermanentRedirect(found.public_path())
    return list_page(
        stories_in_section(found),
        kind="section",
        title=found.name_in(settings.LANGUAGE_CODE),
        description="",
        path=found.public_path(),
        number=number,
        current=found,
        feed=(Of.SECTION, found.slug),
    )


@reader_page
def story(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """A story."""
    found = story_at(request.path)
    return moved_or_gone(request.path) if found is None else story_response(found)


def moved_or_gone(path: str) -> HttpResponse:
    """Answer 301 or 410 for an address that was public once. Raises Http404 for one that never was."""
    known = publication_at(path)
    if known is None:
        raise Http404
    publication, is_current = known
    if publication.status == Status.PUBLIC and not is_current:
        return HttpResponsePermanentRedirect(publication.address)
    return gone(publication.removal_text if publication.shows_removal_text else "")


@reader_page
def topic(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Stories on a topic."""
    found = topic_by_slug(slug)
    if found is None:
        raise Http404
    return list_page(
        stories_about(found),
        kind="topic",
        title=found.name,
        description=found.description,
        path=found.get_absolute_url(),
        number=number,
        feed=(Of.TOPIC, found.slug),
    )


@reader_page
def series(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Stories of a series."""
    found = series_by_slug(slug)
    if found is None:
        raise Http404
    return list_page(
        stories_of_series(found),
        kind="series",
        title=found.name,
        description=found.description,
        path=found.get_absolute_url(),
        number=number,
        feed=(Of.SERIES, found.slug),
    )


@reader_page
def author(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Stories by a contributor."""
    found = contributor_by_slug(slug)
    if found is None:
        raise Http404
    return list_page(
        stories_by(found),
        kind="author",
        title=found.name,
        description=found.bio,
        path=found.get_absolute_url(),
        number=number,
        template="pages/author_page.html",
        contributor=contributor_context(found, portrait_of(found)),
        feed=(Of.AUTHOR, found.slug),
    )


@reader_page
def archive(request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """The archive: its years, the months of one, or the days of one month."""
    if (month is not None and not 1 <= month <= 12) or (year is not None and not 1 <= year <= 9998):
        raise Http404
    context = archive_context(year=year, month=month)
    if context is None:
        raise Http404
    parts = paper_parts()
    way = [(_("Archive"), "/archive/")] if year is not None else []
    if month is not None:
        way.append((str(year), f"/archive/{year}/"))
    head = head_for(
        context.title,
        parts=parts,
        path=request.path,
        data=described(
            "CollectionPage", name=context.title, path=request.path, paper=parts.settings.name, way=way
        ),
    )
    return page_response("pages/archive.html", parts=parts, head=head, archive=context)


@reader_page
def archive_day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Everything published on one day."""
    try:
        wanted = date(year, month, day)
    except ValueError as error:
        raise Http404 from error
    if not 1 < wanted.year < 9999:
        raise Http404
    stories = stories_on(wanted)
    return list_page(
        stories,
        kind="day",
        title=date_format(wanted, "DATE_FORMAT"),
        description="",
        path=f"/archive/{wanted:%Y/%m/%d}/",
        number=1,
        page_size=500,
        is_indexed=False,
    )


@reader_page
def corrections(
    request: HttpRequest,
    section: str | None = None,
    kind: str | None = None,
    year: str | None = None,
    month: str | None = None,
) -> HttpResponse:
    """Every notice of the paper, or what a filter in the address leaves of them."""
    wanted = filter_of(section=section, kind=kind, year=year, month=month)
    parts = paper_parts()
    context = corrections_context(wanted, parts=parts) if wanted is not None else None
    if context is None or wanted is None:
        raise Http404
    head = head_for(
        context.title,
        parts=parts,
        path=request.path,
        description=_("What this paper got wrong, and what is right."),
        data=described(
            "CollectionPage",
            name=context.title,
            path=request.path,
            paper=parts.settings.name,
            description=_("What this paper got wrong, and what is right."),
        ),
        # What a filter leaves stands in the whole list, too; months are the pages of that.
        is_indexed=wanted == Filter(month=wanted.month),
    )
    return page_response("pages/corrections.html", parts=parts, head=head, corrections=context)


@reader_page
def corrections_atom(request: HttpRequest) -> HttpResponse:
    """The feed of corrections."""
    return HttpResponse(as_atom(corrections_feed()), content_type=ATOM_TYPE)


@reader_page
def feeds(request: HttpRequest) -> HttpResponse:
    """The page that lists feeds."""
    parts = paper_parts()
    context = feeds_context(parts)
    head = head_for(
        context.title,
        parts=parts,
        path=request.path,
        description=_("Read this paper in a program for feeds."),
        data=described("WebPage", name=context.title, path=request.path, paper=parts.settings.name),
        feeds=feed_links(Of.PAPER, title=parts.settings.name)[1:],
    )
    return page_response("pages/feeds.html", parts=parts, head=head, feeds=context)


@reader_page
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """A company page."""
    found = company_page(slug)
    return moved_or_gone(request.path) if found is None else company_response(found)
