"""Feeds and the other files for programs: pages of the edition like any other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from dateline.edition.keys import collecting
from dateline.feeds.addresses import feed_address
from dateline.feeds.choices import Format, Of
from dateline.feeds.json_writing import JSON_TYPE, as_json_feed
from dateline.feeds.queries import feed_of, listed
from dateline.feeds.xml_writing import ATOM_TYPE, RSS_TYPE, as_atom, as_rss
from dateline.paper.choices import FeedText
from dateline.paper.queries import paper_settings
from dateline.publishing.choices import Status
from dateline.publishing.queries import publication_at

WRITERS = {
    Format.RSS: (as_rss, RSS_TYPE),
    Format.ATOM: (as_atom, ATOM_TYPE),
    Format.JSON: (as_json_feed, JSON_TYPE),
}


def for_programs(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer GET and HEAD only, and let programs that run in other pages read the answer."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with collecting():
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return require_safe(answered)


@for_programs
def feed(request: HttpRequest, form: Format, of: Of = Of.PAPER, slug: str = "") -> HttpResponse:
    """A feed of the newest stories."""
    found = listed(of, slug)
    if found is None:
        return _moved(of, slug, form)
    write, content_type = WRITERS[form]
    is_full = paper_settings().feed_text == FeedText.FULL
    made = feed_of(found, of=of, slug=slug, form=form)
    return HttpResponse(write(made, is_full=is_full), content_type=content_type)


def _moved(of: Of, slug: str, form: Format) -> HttpResponse:
    """Lead to the feed of a section whose address has changed. Raises Http404 for what never was."""
    known = publication_at(f"/{slug}/") if of is Of.SECTION else None
    if known is None:
        raise Http404
    publication, is_current = known
    if publication.status != Status.PUBLIC or is_current:
        raise Http404
    return HttpResponsePermanentRedirect(feed_address(of, publication.address.strip("/"), form=form))
