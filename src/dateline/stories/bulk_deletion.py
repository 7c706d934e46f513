"""Delete many stories at once, with one log entry: what an archive brought is taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from dateline.publishing.bulk.deletion import record_deletions
from dateline.publishing.guard import publishing
from dateline.publishing.requests import PublishingRequest, requesting
from dateline.stories.models import RelatedStory, StoryPage


@transaction.atomic
def delete_new_stories(*, stories: Sequence[StoryPage], by: Any) -> None:
    """Delete stories; those that were public keep their record and their addresses, which answer 410.

    Stories that name one of them as related go on naming its headline; where an editor chose it, without a
    headline to fall back on, the relation goes.
    """
    if not stories:
        return
    ids = [story.pk for story in stories]
    pointing = RelatedStory.objects.filter(target__in=ids).exclude(story__in=ids)
    touched = {f"story/{pk}" for pk in pointing.values_list("story_id", flat=True)}
    touched |= {f"story/{pk}" for story in stories for pk, _score in story.nearest}
    record_deletions(pages=stories, by=by, at=timezone.now(), also=touched)
    with publishing(), requesting(PublishingRequest(by=by, destroys_words=True)):
        pointing.exclude(wanted_headline="").update(target=None)
        pages: Any = StoryPage.objects.filter(pk__in=ids)
        pages.delete()
