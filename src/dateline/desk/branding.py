"""The look of the desk: stylesheets over Wagtail's, and Dateline's mark."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STYLESHEETS = ("desk/desk.css", "desk/menu.css", "desk/photos.css", "desk/security.css")


def stylesheet() -> SafeString:
    """Return the links to the desk's own stylesheets."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in STYLESHEETS)
    )


def script() -> SafeString:
    """Return the desk's script for every screen."""
    return format_html('<script type="module" src="{}"></script>', static("desk/names.js"))
