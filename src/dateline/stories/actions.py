"""Changes of stories that are not publications of their own."""

from __future__ import annotations

from django.db import transaction

from dateline.publishing.guard import publishing
from dateline.publishlog.actions import append_entry
from dateline.stories.models import RelatedStory, StoryPage


@transaction.atomic
def resolve_related(*, story: StoryPage) -> int:
    """Link stories that were waiting for this one by its headline; return how many.

    The record of those stories names the headline, so it stays as it is; their pages are touched.
    """
    waiting = RelatedStory.objects.filter(target=None, wanted_headline__iexact=story.title).exclude(
        story=story
    )
    found = list(waiting.select_for_update())
    for related in found:
        related.target = story
        with publishing():
            related.save(update_fields=["target"])
    if found:
        append_entry(
            event="story.related_resolved",
            keys=[f"story/{related.story_id}" for related in found],
            subject=f"story/{story.pk}",
        )
    return len(found)
