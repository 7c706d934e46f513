"""Related stories: those that an editor chose, then the nearest by topic and by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.edition.keys import announce
from dateline.sections.models import Topic
from dateline.stories.contexts import AwaitedStoryContext
from dateline.stories.models import StoryPage

# Rows looked at for each topic; a story on several of them comes up once for each.
CANDIDATES = 30
ENOUGH = 4


class _Candidate(NamedTuple):
    pk: int
    title: str
    standfirst: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Related:
    """Related stories that can be shown, and those that an archive names and that have not arrived."""

    chosen: list[StoryPage]
    likeliest: list[int]
    """Ids of public stories after the chosen ones, likeliest first; loaded with the page's other cards."""
    awaited: tuple[AwaitedStoryContext, ...]


def related_to(story: StoryPage, *, topics: Sequence[Topic], limit: int = ENOUGH) -> Related:
    """Return up to ``limit`` related stories: the chosen ones in their order, then the likeliest."""
    wanted = list(story.chosen_related.order_by("sort_order", "pk"))
    chosen = _chosen([each.target_id for each in wanted if each.target_id])[:limit]
    awaited = tuple(
        AwaitedStoryContext(headline=each.wanted_headline, section=each.wanted_section)
        for each in wanted
        if each.target_id is None
    )
    likeliest: list[int] = []
    missing = limit - len(chosen) - len(awaited)
    if missing > 0:
        without = {story.pk, *(each.pk for each in chosen)}
        likeliest = _likeliest(story, topics=topics, limit=missing, without=without)
    return Related(chosen=chosen, likeliest=likeliest, awaited=awaited)


def _chosen(ids: Sequence[int]) -> list[StoryPage]:
    # A chosen story that is unpublished leaves the list, and comes back when it is public again.
    announce(*(f"card/{pk}" for pk in ids))
    found = StoryPage.objects.public().for_cards().in_bulk(ids) if ids else {}
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


def _likeliest(
    story: StoryPage, *, topics: Sequence[Topic], limit: int, without: Collection[int]
) -> list[int]:
    if not topics:
        return []
    announce(*(f"topic/{topic.pk}/{what}" for topic in topics for what in ("list", "words")))
    # Topic by topic: for several at once a database sorts everything that was ever written on them.
    rows = [
        _Candidate(*row)
        for topic in topics
        for row in StoryPage.objects.newest_about(topic.pk)
        .filter(language=story.language)
        .values_list(*_Candidate._fields)[:CANDIDATES]
    ]
    shared = Counter(other.pk for other in rows)
    words = f"{story.title} {story.standfirst}"

    def likeness(other: _Candidate) -> tuple[float, float, int]:
        alike = fuzz.token_set_ratio(words, f"{other.title} {other.standfirst}") / 100
        return (shared[other.pk] + 2 * alike, other.published_at.timestamp(), other.pk)

    candidates = {other.pk: other for other in rows if other.pk not in without}
    return [other.pk for other in sorted(candidates.values(), key=likeness, reverse=True)[:limit]]
