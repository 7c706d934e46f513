"""The look of the desk: one stylesheet over Wagtail's, and Dateline's mark."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def stylesheet() -> SafeString:
    """Return the link to the desk's own stylesheet."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))
