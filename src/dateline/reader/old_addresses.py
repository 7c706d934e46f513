"""Addresses of the site before this one: they lead to their stories, or say that these are gone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from dateline.archive.old.leading import is_told_apart, leads_from
from dateline.edition.addresses import is_bypassed
from dateline.reader.pages import gone, not_found


class OldAddressesMiddleware:
    """Answer 301 or 410 where nothing else is found, and before that where the old site used a query.

    Pages such as ``/?p=123`` have the address of one of ours: their query decides first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or is_bypassed(request.path):
            return self.get_response(request)
        if request.GET and is_told_apart(request.path, request.GET):
            return _answer(request) or not_found(request)
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return _answer(request) or response


def _answer(request: HttpRequest) -> HttpResponse | None:
    leads = leads_from(request.get_full_path())
    if leads is None:
        return None
    return HttpResponsePermanentRedirect(leads.to) if leads.to else gone(leads.words)
