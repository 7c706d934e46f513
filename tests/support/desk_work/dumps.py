"""Documents as an archive's reader hands them to the import."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.archive.records import Block, Document, Related


def dump_of(headline: str, *, day: int, words: int) -> Document:
    """Return a recognized document; other ``words`` make an update of it; its old number is the day."""
    return Document(
        file=f"{day}.txt",
        id=str(day),
        address=f"/?p={day}" if day == 2 else "",
        headline=headline,
        section="Sea" if day % 2 else "Ropes",
        published=datetime(2025, 6, day, 9, 0, tzinfo=UTC),
        authors=("Ada Brook", "Greta Anchor"),
        blocks=(Block("paragraph", f"The Grey Gulls landed {words} times."),),
        related=(Related("Story 3 of the harbour", "Town"), Related("Dump 2 of the old port", "Sea")),
    )
