"""Documents as readers of archives yield them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dateline.archive.records import Block, Document

AT = datetime(2009, 6, 7, 8, 30, tzinfo=UTC)


def document(number: int = 1, headline: str = "", **told: Any) -> Document:
    """Return a story of an archive with a number of its own."""
    text = told.pop("text", f"The ferry sailed for the {number}. time, the harbour office said.")
    return Document(
        file="export",
        id=told.pop("id", f"post-{number}"),
        headline=headline or f"Ferry sails for time number {number}",
        section=told.pop("section", "Town"),
        published=told.pop("published", AT),
        blocks=told.pop("blocks", (Block("paragraph", text),)),
        confidence=1.0,
        missing=(),
        **told,
    )
