"""What the desk's own templates ask for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.template import Context

from dateline.media.holding import is_held
from dateline.paper.queries import paper_settings
from dateline.publishing.paper_time import moment_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def paper_name(context: Context) -> str:
    """Return the name of the paper; a screen says it in several places and asks for it once."""
    request = context.get("request")
    known: str | None = getattr(request, "_paper_name", None)
    if known is None:
        known = paper_settings().name
        if request is not None:
            request._paper_name = known
    return known


@register.filter
def is_kept_from_readers(picture: Any) -> bool:
    """Say whether the picture has no public files now: rights ended, withheld, or under embargo."""
    return bool(picture.is_away) or is_held(Path(settings.MEDIA_ROOT), picture.folder)


@register.filter
def paper_moment(moment: datetime) -> str:
    """Return a moment in the paper's zone, whatever zone the person on the desk has chosen."""
    return moment_in_words(moment)
