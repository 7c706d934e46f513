"""What the desk's own templates ask for."""

from __future__ import annotations

from django import template

from dateline.paper.queries import paper_settings

register = template.Library()


@register.simple_tag
def paper_name() -> str:
    """Return the name of the paper as its settings have it."""
    return paper_settings().name
