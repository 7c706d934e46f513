"""Sections, topics and authors for programs, each with where its stories are."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dateline.edition.keys import announce
from dateline.feeds.api.addresses import STORIES, full
from dateline.feeds.api.asking import Asked
from dateline.feeds.api.items import as_json
from dateline.feeds.api.story_lists import Page
from dateline.feeds.sitemap_queries import authors, topics
from dateline.sections.queries import all_sections


def sections_page() -> Page:
    """Return every public section, in the order of the paper."""
    rows = all_sections()
    announce(*(f"section/{row.pk}" for row in rows))
    return Page(
        items=[
            as_json(
                {
                    "slug": row.slug,
                    "name": row.title,
                    "names": {name.language: name.name for name in row.names.all()},
                    "description": row.description,
                    **_addresses("section", row.slug, row.public_path()),
                }
            )
            for row in rows
        ],
        following=None,
    )


def topics_page(wanted: Asked) -> Page:
    """Return topics that have public stories."""
    return _page(wanted, topics(), of="topic", text="description")


def authors_page(wanted: Asked) -> Page:
    """Return contributors with a page who have public stories."""
    return _page(wanted, authors(), of="author", text="bio")


def _page(wanted: Asked, rows: Any, *, of: str, text: str) -> Page:
    found = list(rows.filter(pk__gt=wanted.after_row())[: wanted.limit + 1])
    shown = found[: wanted.limit]
    return Page(
        items=[
            as_json(
                {
                    "slug": row.slug,
                    "name": row.name,
                    "description": getattr(row, text),
                    **_addresses(of, row.slug, row.get_absolute_url()),
                }
            )
            for row in shown
        ],
        following={"cursor": str(shown[-1].pk)} if len(found) > len(shown) else None,
    )


def _addresses(of: str, slug: str, path: str) -> dict[str, str]:
    return {"url": full(path), "stories": full(f"{STORIES}?{urlencode({of: slug})}")}
