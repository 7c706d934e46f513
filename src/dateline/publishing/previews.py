"""How pages are previewed: the packages above register it, because they know templates and these do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse

Renderer = Callable[[Any], HttpResponse]
_renderers: dict[type, Renderer] = {}


def register_preview(model: type, renderer: Renderer) -> None:
    """Register how pages of a model are previewed. Doing so twice is a configuration error."""
    if model in _renderers:
        raise ImproperlyConfigured(f"The preview of {model.__name__} is registered twice.")
    _renderers[model] = renderer


def preview_of(page: Any) -> HttpResponse:
    """Return the page as readers would see it. Raises ImproperlyConfigured for an unregistered model."""
    try:
        renderer = _renderers[type(page)]
    except KeyError:
        raise ImproperlyConfigured(f"{type(page).__name__} has no preview.") from None
    return renderer(page)
