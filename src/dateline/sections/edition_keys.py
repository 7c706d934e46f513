"""What pages that show sections depend on, and what a change of a section touches.

``sections`` is the whole list: names, order and addresses are on every page of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.publishing.publications import PublicationType, register
from dateline.sections.models import SectionPage


def section_touches(before: SectionPage | None, after: SectionPage | None) -> Iterable[str]:
    """A section's name, place and address show on every page."""
    page = after or before
    return ("sections", f"section/{page.pk}") if page else ()


def section_content(page: SectionPage) -> dict[str, Any]:
    """Content of a section's published version."""
    return {
        "v": 1,
        "type": "section",
        "fields": {
            "title": page.title,
            "names": {name.language: name.name for name in page.names.all()},
            "label": page.label,
            "slug": page.slug,
            "description": page.description,
            "order": page.order,
            "in_navigation": page.in_navigation,
            "is_opinion": page.is_opinion,
            "is_light": page.is_light,
        },
        "blocks": [],
    }


def register_publications() -> None:
    """Register how sections are published."""
    register(
        SectionPage,
        PublicationType(
            name="section",
            content=section_content,
            touched_keys=section_touches,
            picture_digests=lambda page: [],
            text_fields=frozenset({"description"}),
        ),
    )
