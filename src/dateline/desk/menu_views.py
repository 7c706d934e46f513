"""The desk's menu as a page, for browsers without script: Wagtail builds the one at the side with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from wagtail.admin.menu import Menu, admin_menu


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """Show every link of the menu that this person has."""
    links, groups = [], []
    for item in _shown(admin_menu, request):
        if hasattr(item, "menu"):
            groups.append((item.label, [(inner.label, inner.url) for inner in _shown(item.menu, request)]))
        else:
            links.append((item.label, item.url))
    return render(request, "desk/menu.html", {"links": links, "groups": groups})


def menu_urls() -> list[URLPattern]:
    """Return the address, for the desk's hook."""
    return [path("menu/", menu, name="desk_menu")]


def _shown(whole: Menu, request: HttpRequest) -> Iterator[Any]:
    yield from sorted(whole.menu_items_for_request(request), key=lambda item: item.order)
