"""Find stories by words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.edition.keys import announce
from dateline.stories.models import StoryPage

LONGEST_QUERY = 200
MOST_FOUND = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, best first."""

    stories: list[StoryPage]
    count: int


def find_stories(query: str, *, offset: int, limit: int) -> Found:
    """Return public stories with these words, best first; nothing for a query without words."""
    announce("stories/list", "stories/text")
    words = clean_query(query)
    if not words:
        return Found(stories=[], count=0)
    results = StoryPage.objects.public().search(words)
    count = min(results.count(), MOST_FOUND)
    keys = [found.pk for found in results[offset : min(offset + limit, MOST_FOUND)]]
    by_key = StoryPage.objects.filter(pk__in=keys).for_cards().in_bulk()
    return Found(stories=[by_key[key] for key in keys if key in by_key], count=count)


def clean_query(query: str) -> str:
    """Return the query without what no index can use: control characters, extra spaces, excess length."""
    printable = "".join(character if character.isprintable() else " " for character in query)
    words = " ".join(printable.split())[:LONGEST_QUERY]
    return words if any(character.isalnum() for character in words) else ""
