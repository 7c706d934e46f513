"""Related stories: those that an editor chose, then the nearest by topic and by words."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from dateline.edition.keys import announce
from dateline.stories.contexts import AwaitedStoryContext
from dateline.stories.models import RelatedStory, StoryPage

CANDIDATES = 60
ENOUGH = 4


def related_stories(story: StoryPage, *, limit: int = ENOUGH) -> list[StoryPage]:
    """Return up to ``limit`` related stories: the chosen ones in their order, then the likeliest.

    Stories that are named but have not arrived from an archive yet are left out; their arrival touches
    this story's key.
    """
    chosen = [related.target for related in _chosen(story) if related.target and related.target.live]
    listed = list(dict.fromkeys(chosen))[:limit]
    if len(listed) < limit:
        listed += _likeliest(story, limit=limit - len(listed), without={story.pk, *(s.pk for s in listed)})
    return listed


def awaited_related(story: StoryPage) -> tuple[AwaitedStoryContext, ...]:
    """Return the related stories that an archive names and that have not arrived yet."""
    return tuple(
        AwaitedStoryContext(headline=related.wanted_headline, section=related.wanted_section)
        for related in story.chosen_related.all()
        if related.target_id is None
    )


def _chosen(story: StoryPage) -> list[RelatedStory]:
    listed = story.chosen_related.select_related("target__section", "target__lead_picture").defer(
        "target__body", "target__body_text"
    )
    found = list(listed.order_by("sort_order", "pk"))
    # A chosen story that is unpublished leaves the list, and comes back when it is public again.
    announce(*(f"card/{related.target_id}" for related in found if related.target_id))
    return found


def _likeliest(story: StoryPage, *, limit: int, without: set[int]) -> list[StoryPage]:
    topics = [topic.pk for topic in story.topics.all()]
    if not topics:
        return []
    announce(*(f"topic/{topic}/list" for topic in topics))
    shared: Counter[int] = Counter()
    through = StoryPage.topics.through
    rows = (
        through.objects.filter(topic__in=topics, storypage__live=True, storypage__published_at__isnull=False)
        .order_by("-storypage__published_at", "-storypage_id")
        .values_list("storypage_id", flat=True)[: CANDIDATES * len(topics)]
    )
    shared.update(pk for pk in rows if pk not in without)
    nearest = [pk for pk, _count in shared.most_common(CANDIDATES)]
    candidates = StoryPage.objects.filter(pk__in=nearest, language=story.language).for_cards()
    words = f"{story.title} {story.standfirst}"

    def likeness(other: StoryPage) -> tuple[float, float, int]:
        alike = fuzz.token_set_ratio(words, f"{other.title} {other.standfirst}") / 100
        return (shared[other.pk] + 2 * alike, other.published_at.timestamp(), other.pk)

    return sorted(candidates, key=likeness, reverse=True)[:limit]
