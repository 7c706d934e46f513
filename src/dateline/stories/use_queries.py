"""Where stories use a shared record: a picture, a document, another story."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import ReferenceIndex

from dateline.stories.models import StoryPage


def public_stories_with(instance: Any, **where: str) -> QuerySet[StoryPage]:
    """Return public stories that name the record, also in their body, where no foreign key stands."""
    references = ReferenceIndex.get_references_to(instance).filter(**where)
    pages = [int(found) for found in references.values_list("object_id", flat=True) if found.isdigit()]
    found: QuerySet[StoryPage] = StoryPage.objects.filter(pk__in=pages, live=True)
    return found
