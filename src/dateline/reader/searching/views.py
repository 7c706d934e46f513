"""Search for readers. Nothing of it is kept: each answer is made for who asks, a bounded number of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.lib.feed_addresses import Format
from dateline.reader.heads.listings import described
from dateline.reader.pages import head_for, page_response, reader_page
from dateline.reader.queries import paper_parts
from dateline.reader.searching.feeds import feed_of_search, feeds_of_search, search_title
from dateline.reader.searching.page import search_context
from dateline.reader.searching.parameters import ROOT, read_parameters
from dateline.reader.troubles import trouble_page
from dateline.search.errors import SearchBusyError
from dateline.search.gate import search_gate
from dateline.search.suggestions import suggestions_for
from dateline.stories.models import StoryPage

AGAIN_SECONDS = "2"


def bounded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in no more than this process takes on, and keep answers out of caches and of search engines."""

    @wraps(view)
    def at_the_gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with search_gate().enter(), _one_transaction():
                response = view(request, *args, **kwargs)
        except SearchBusyError:
            response = HttpResponse(trouble_page("searching"), status=503)
            response["Retry-After"] = AGAIN_SECONDS
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return at_the_gate


def _one_transaction() -> AbstractContextManager[Any]:
    """Let PostgreSQL answer one search in one transaction instead of one for each of a dozen queries.

    SQLite begins each of ours as the writer it may become, so it would wait for whoever writes; and there a
    query by itself costs nothing more.
    """
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


@bounded
@reader_page
def search(request: HttpRequest) -> HttpResponse:
    """The page of search, with what was found."""
    parts = paper_parts()
    wanted = read_parameters(request.GET, sections=parts.sections)
    # What was asked for is nobody's to pass on: the page is described without it.
    data = described("SearchResultsPage", name=_("Search"), path=ROOT, paper=parts.settings.name)
    feeds = feeds_of_search(wanted)
    head = head_for(search_title(wanted), parts=parts, path=ROOT, is_indexed=False, data=data, feeds=feeds)
    return page_response(
        "pages/search.html", parts=parts, head=head, search=search_context(wanted, parts=parts)
    )


@bounded
@require_safe
def feed(request: HttpRequest, form: Format) -> HttpResponse:
    """What is found, as a feed. A program that has it as it is gets 304."""
    parts = paper_parts()
    wanted = read_parameters(request.GET, sections=parts.sections)
    found = feed_of_search(wanted, form=form, parts=parts)
    if found is None:
        raise Http404
    response = HttpResponse(found.text, content_type=found.media_type)
    response["Access-Control-Allow-Origin"] = "*"
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@bounded
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Anything else below the address of search: a flood of these is held to the same bounds."""
    raise Http404


@bounded
@reader_page
def suggest(request: HttpRequest) -> HttpResponse:
    """What somebody may be about to ask, as JSON: at most five questions and three stories."""
    found = suggestions_for(request.GET.get("q", ""))
    stories = StoryPage.objects.filter(pk__in=found.story_ids, listed_at__isnull=False).for_cards().in_bulk()
    return JsonResponse(
        {
            "questions": list(found.questions),
            "stories": [
                {"headline": stories[pk].title, "url": stories[pk].public_path()}
                for pk in found.story_ids
                if pk in stories
            ],
        }
    )
