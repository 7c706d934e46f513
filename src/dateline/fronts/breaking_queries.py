"""The bar of breaking news as readers see it, and what the desk's screen shows."""

from __future__ import annotations

from django.conf import settings

from dateline.edition.keys import announce
from dateline.fronts.contexts import BreakingContext
from dateline.fronts.models import BREAKING, BreakingNews
from dateline.publishing.paper_time import local
from dateline.stories.models import StoryPage

LATELY = 10


def breaking() -> BreakingContext | None:
    """Return the line that stands above every page.

    With a story it is there while the story is: a story that is taken down takes its words along.
    """
    announce(BREAKING)
    row = standing()
    if row is None:
        return None
    url, language = "", settings.LANGUAGE_CODE
    if row.story_id is not None:
        # Nothing of a story but whether readers have it, and where, is of interest here.
        announce(f"card/{row.story_id}")
        story = StoryPage.objects.newest().filter(pk=row.story_id).first()
        if story is None:
            return None
        url, language = story.public_path(), story.language
    return BreakingContext(text=row.text, url=url, since=local(row.begun_at), language=language)


def standing() -> BreakingNews | None:
    """Return what stands above every page now."""
    return BreakingNews.objects.filter(ended_at=None).first()


def lately() -> list[BreakingNews]:
    """Return what stood there, the newest first."""
    return list(BreakingNews.objects.exclude(ended_at=None).select_related("begun_by")[:LATELY])
