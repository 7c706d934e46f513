"""Related stories: those that an editor chose, then the nearest by topic and by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dateline.edition.keys import announce
from dateline.sections.models import Topic
from dateline.stories.contexts import AwaitedStoryContext
from dateline.stories.models import RelatedStory, StoryPage

# Rows looked at for each topic; a story on several of them comes up once for each.
CANDIDATES = 30
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Related:
    """Related stories that can be shown, and those that an archive names and that have not arrived."""

    stories: list[StoryPage]
    awaited: tuple[AwaitedStoryContext, ...]


def related_to(story: StoryPage, *, topics: Sequence[Topic], limit: int = ENOUGH) -> Related:
    """Return up to ``limit`` related stories: the chosen ones in their order, then the likeliest."""
    chosen = _chosen(story)
    listed = list(dict.fromkeys(each.target for each in chosen if each.target and each.target.live))[:limit]
    awaited = tuple(
        AwaitedStoryContext(headline=each.wanted_headline, section=each.wanted_section)
        for each in chosen
        if each.target_id is None
    )
    missing = limit - len(listed) - len(awaited)
    if missing > 0:
        without = {story.pk, *(each.pk for each in listed)}
        listed += _likeliest(story, topics=topics, limit=missing, without=without)
    return Related(stories=listed, awaited=awaited)


def _chosen(story: StoryPage) -> list[RelatedStory]:
    listed = story.chosen_related.select_related("target__section", "target__lead_picture").defer(
        "target__body", "target__body_text"
    )
    found = list(listed.order_by("sort_order", "pk"))
    # A chosen story that is unpublished leaves the list, and comes back when it is public again.
    announce(*(f"card/{related.target_id}" for related in found if related.target_id))
    return found


def _likeliest(
    story: StoryPage, *, topics: Sequence[Topic], limit: int, without: Collection[int]
) -> list[StoryPage]:
    if not topics:
        return []
    announce(*(f"topic/{topic.pk}/list" for topic in topics))
    rows = list(
        StoryPage.objects.newest()
        .filter(topics__in=[topic.pk for topic in topics], language=story.language)
        .for_cards()[: CANDIDATES * min(len(topics), 4)]
    )
    shared = Counter(other.pk for other in rows)
    words = f"{story.title} {story.standfirst}"

    def likeness(other: StoryPage) -> tuple[float, float, int]:
        alike = fuzz.token_set_ratio(words, f"{other.title} {other.standfirst}") / 100
        return (shared[other.pk] + 2 * alike, other.public_since.timestamp(), other.pk)

    candidates = {other.pk: other for other in rows if other.pk not in without}
    return sorted(candidates.values(), key=likeness, reverse=True)[:limit]
