"""How pages are previewed: the packages above register it, because they know templates and these do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

Renderer = Callable[[Any], HttpResponse]


@dataclass(frozen=True, slots=True)
class PreviewMode:
    """One of the places where readers meet a page."""

    name: str
    """Part of the address of the preview; empty for the page itself."""
    label: Any
    """What the desk calls it."""
    renderer: Renderer


_modes: dict[type, dict[str, PreviewMode]] = {}


def register_preview(model: type, renderer: Renderer, *, others: Sequence[PreviewMode] = ()) -> None:
    """Register how pages of a model are previewed: as the page itself, and in other places.

    Doing so twice is a configuration error.
    """
    if model in _modes:
        raise ImproperlyConfigured(f"The preview of {model.__name__} is registered twice.")
    page = PreviewMode("", _("Page"), renderer)
    _modes[model] = {mode.name: mode for mode in (page, *others)}


def preview_modes_of(model: type) -> list[tuple[str, Any]]:
    """Return names and labels of the modes, the page itself first."""
    return [(mode.name, mode.label) for mode in _modes.get(model, {}).values()] or [("", _("Page"))]


def preview_of(page: Any, *, mode: str = "") -> HttpResponse:
    """Return the page as readers would see it. Raises ImproperlyConfigured for an unregistered model."""
    try:
        found = _modes[type(page)]
    except KeyError:
        raise ImproperlyConfigured(f"{type(page).__name__} has no preview.") from None
    return found.get(mode, found[""]).renderer(page)
