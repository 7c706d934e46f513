"""How the index differs from what is public."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from dateline.search.models import IndexedStory
from dateline.stories.models import StoryPage


def missing_stories() -> int:
    """Return how many public stories are not in the index. Looks at each of them."""
    indexed = IndexedStory.objects.filter(story_id=OuterRef("pk"))
    public = StoryPage.objects.filter(listed_at__isnull=False).order_by()
    return public.filter(~Exists(indexed)).count()


def superfluous() -> QuerySet[IndexedStory]:
    """Return what is in the index and not public."""
    public = StoryPage.objects.filter(pk=OuterRef("story_id"), listed_at__isnull=False).order_by()
    return IndexedStory.objects.filter(~Exists(public))


def superfluous_stories() -> int:
    """Return how many stories of the index are not public. Looks at each of them."""
    return superfluous().count()
