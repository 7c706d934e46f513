"""What pages that show sections depend on, and what a change of a section touches.

``sections`` is the whole list: names, order and addresses are on every page of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.publishing.publications import PublicationType, register
from dateline.sections.models import SectionPage
from dateline.sections.reserved import is_reserved, reserved_message


@dataclass(frozen=True, slots=True)
class SectionState:
    """What readers see of a section outside its own front."""

    pk: int
    shown: tuple[Any, ...]
    sorts: tuple[bool, ...]
    """What decides only where the home front puts its stories."""


def section_state(page: SectionPage) -> SectionState:
    """Return the state of a section as it is now; reads its names, so take it before they change."""
    names = sorted((name.language, name.name) for name in page.names.all())
    return SectionState(
        pk=page.pk,
        shown=(page.title, page.label, page.slug, page.order, page.in_navigation, tuple(names)),
        sorts=(page.is_opinion, page.is_light),
    )


def section_touches(before: SectionState | None, after: SectionState | None) -> Iterable[str]:
    """A section's name, place and address show on every page; its description on its own front."""
    state = after or before
    if state is None:
        return set()
    keys = {f"section/{state.pk}", f"front/{state.pk}"}
    if before is None or after is None or before.shown != after.shown:
        keys.add("sections")
    elif before.sorts != after.sorts:
        keys.add("front/home")
    return keys


def section_problems(page: SectionPage) -> Mapping[str, list[str]]:
    """Return what stands against publishing a section."""
    return {"slug": [reserved_message(page.slug)]} if is_reserved(page.slug) else {}


def section_content(page: SectionPage) -> dict[str, Any]:
    """Content of a section's published version."""
    return {
        "v": 1,
        "type": "section",
        "uuid": str(page.uuid),
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
            state=section_state,
            problems=section_problems,
            keeps_addresses=False,
            touched_keys=section_touches,
            picture_digests=lambda page: [],
            text_fields=frozenset({"description"}),
        ),
    )
