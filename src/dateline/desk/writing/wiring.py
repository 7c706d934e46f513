"""Put the help with writing beside every story."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from dateline.desk.writing.lengths_panel import LengthsSidePanel
from dateline.stories.side_panels import register_side_panel


def connect_writing() -> None:
    """Register the panel with the lengths, which also brings the scripts of the edit screen."""
    register_side_panel(LengthsSidePanel)


def writing_urls() -> list[URLPattern | URLResolver]:
    """Return the addresses, for Wagtail's hook."""
    return [path("writing/", include("dateline.desk.writing.urls"))]
