"""Feeds and the other files for programs: pages of the edition like any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from dateline.edition.keys import collecting
from dateline.feeds import sitemaps
from dateline.feeds.indexnow import key_file
from dateline.feeds.opml import OPML_TYPE, opml
from dateline.feeds.partner_feeds import written_partner_feed
from dateline.feeds.robots import robots_txt
from dateline.feeds.security_txt import security_txt
from dateline.feeds.sitemaps import SITEMAP_TYPE
from dateline.feeds.writing import written_feed
from dateline.lib.feed_addresses import Format, Of, feed_address
from dateline.publishing.choices import Status
from dateline.publishing.queries import publication_at

TEXT = "text/plain; charset=utf-8"


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
    found = written_feed(of, slug, form=form)
    if found is None:
        return _moved(of, slug, form)
    response = HttpResponse(found.text, content_type=found.media_type)
    if found.links:
        response["Link"] = found.links
    return response


@for_programs
def partner_feed(request: HttpRequest, key: str, form: Format) -> HttpResponse:
    """A feed at an address that one partner knows."""
    found = written_partner_feed(key, form=form)
    if found is None:
        raise Http404
    return HttpResponse(found.text, content_type=found.media_type, headers={"X-Robots-Tag": "noindex"})


@for_programs
def outlines(request: HttpRequest) -> HttpResponse:
    """The list of feeds for programs."""
    return HttpResponse(opml(), content_type=OPML_TYPE)


@for_programs
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of all sitemaps."""
    return HttpResponse(sitemaps.index(), content_type=SITEMAP_TYPE)


@for_programs
def sitemap_of_lists(request: HttpRequest) -> HttpResponse:
    """The sitemap of front, sections, series and company pages."""
    return HttpResponse(sitemaps.lists_file(), content_type=SITEMAP_TYPE)


@for_programs
def sitemap_of_records(request: HttpRequest, name: str, part: str | None = None) -> HttpResponse:
    """A sitemap of topics or authors."""
    return _part(sitemaps.records_file(name, part=int(part or 1)))


@for_programs
def sitemap_of_month(request: HttpRequest, year: str, month: str, part: str | None = None) -> HttpResponse:
    """A sitemap of the stories of one month."""
    if not 1 <= int(month) <= 12 or not 1 < int(year) < 9998:
        raise Http404
    return _part(sitemaps.month_file(date(int(year), int(month), 1), part=int(part or 1)))


def _part(found: bytes | None) -> HttpResponse:
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=SITEMAP_TYPE)


@for_programs
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The news of two days."""
    return HttpResponse(sitemaps.news_file(now=timezone.now()), content_type=SITEMAP_TYPE)


@for_programs
def robots(request: HttpRequest) -> HttpResponse:
    """What programs are asked to do and to leave."""
    return HttpResponse(robots_txt(), content_type=TEXT)


@for_programs
def indexnow_key(request: HttpRequest) -> HttpResponse:
    """The key by which search engines know that it is we who name them changed pages."""
    text = key_file()
    if text is None:
        raise Http404
    return HttpResponse(text, content_type=TEXT, headers={"X-Robots-Tag": "noindex"})


@for_programs
def security(request: HttpRequest) -> HttpResponse:
    """Where weaknesses are reported."""
    text = security_txt(now=timezone.now())
    if text is None:
        raise Http404
    return HttpResponse(text, content_type=TEXT)


def _moved(of: Of, slug: str, form: Format) -> HttpResponse:
    """Lead to the feed of a section whose address has changed. Raises Http404 for what never was."""
    known = publication_at(f"/{slug}/") if of is Of.SECTION else None
    if known is None:
        raise Http404
    publication, is_current = known
    if publication.status != Status.PUBLIC or is_current:
        raise Http404
    return HttpResponsePermanentRedirect(feed_address(of, publication.address.strip("/"), form=form))
