"""Addresses that an editor has sent elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from dateline.publishing.queries import redirect_from


class RedirectMiddleware:
    """Follow Wagtail's redirects where nothing else is found; the answer depends on them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        found = redirect_from(request.get_full_path())
        if found is None:
            return response
        target, is_permanent = found
        return HttpResponsePermanentRedirect(target) if is_permanent else HttpResponseRedirect(target)
