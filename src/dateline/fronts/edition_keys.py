"""What the front depends on, and what a change of the home page touches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.fronts.models import HomePage
from dateline.publishing.publications import PublicationType, register


def home_touches(before: HomePage | None, after: HomePage | None) -> Iterable[str]:
    """The home page's title shows on the front."""
    return ("front/home",)


def home_content(page: HomePage) -> dict[str, Any]:
    """Content of the home page's published version."""
    return {"v": 1, "type": "home", "uuid": str(page.uuid), "fields": {"title": page.title}, "blocks": []}


def register_publications() -> None:
    """Register how the home page is published."""
    register(
        HomePage,
        PublicationType(
            name="home",
            content=home_content,
            touched_keys=home_touches,
            picture_digests=lambda page: [],
        ),
    )
