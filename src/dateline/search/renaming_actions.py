"""Have stories indexed again whose authors, topics or series are called differently now."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from dateline.people.models import Contributor
from dateline.search.models import WaitingStory
from dateline.sections.models import Series, Topic
from dateline.stories.models import Byline, StoryPage, StoryTopic


@transaction.atomic
def wait_for_stories_of(*, record: Contributor | Topic | Series) -> None:
    """Have the worker index every public story that names this record: there may be tens of thousands."""
    ids = _stories_of(record)
    rows = (WaitingStory(story_id=pk) for pk in ids.distinct().iterator())
    WaitingStory.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _stories_of(record: Contributor | Topic | Series) -> QuerySet[Any, int]:
    match record:
        case Contributor():
            named = Byline.objects.filter(contributor=record, published_at__isnull=False)
            return named.values_list("story_id", flat=True)
        case Topic():
            on_topic = StoryTopic.objects.filter(topic=record, published_at__isnull=False)
            return on_topic.values_list("story_id", flat=True)
    return StoryPage.objects.filter(series=record, listed_at__isnull=False).values_list("pk", flat=True)
