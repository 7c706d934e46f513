"""What stories are made of: nothing that a public story shows can vanish from it without a record."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, ProtectedError, QuerySet
from wagtail.models import ReferenceIndex

from dateline.stories.models import StoryPage


def refuse_picture(picture: Any) -> None:
    """Raise ProtectedError while a story leads with the picture or a public one shows it."""
    _refuse(picture, StoryPage.objects.filter(lead_picture=picture))
    _refuse(picture, _public_stories_with(picture))


def refuse_document(document: Any) -> None:
    """Raise ProtectedError while a public story offers the document."""
    _refuse(document, _public_stories_with(document))


def refuse_contributor(contributor: Any) -> None:
    """Raise ProtectedError while the contributor stands in a byline."""
    _refuse(contributor, StoryPage.objects.filter(bylines__contributor=contributor))


def refuse_topic(topic: Any) -> None:
    """Raise ProtectedError while a public story has the topic."""
    _refuse(topic, StoryPage.objects.filter(topics=topic, live=True))


def refuse_series(series: Any) -> None:
    """Raise ProtectedError while a public story belongs to the series."""
    _refuse(series, StoryPage.objects.filter(series=series, live=True))


def refuse_story(story: Any) -> None:
    """Raise ProtectedError while another public story names this one as related."""
    others = StoryPage.objects.filter(chosen_related__target=story, live=True).exclude(pk=story.pk)
    _refuse(story, others)
    _refuse(story, _public_stories_with(story, model_path="body.related_story.story"))


def _public_stories_with(record: Any, **where: str) -> QuerySet[StoryPage]:
    """Return public stories that name the record in their body, where no foreign key stands."""
    references = ReferenceIndex.get_references_to(record).filter(**where)
    pages = [int(found) for found in references.values_list("object_id", flat=True) if found.isdigit()]
    found: QuerySet[StoryPage] = StoryPage.objects.filter(pk__in=pages, live=True)
    return found


def _refuse(record: Any, stories: QuerySet[StoryPage]) -> None:
    using: set[Model] = set(stories.distinct())
    if using:
        raise ProtectedError(f"{record!r} is in use in {len(using)} stories.", using)
