"""What follows when a story is moved, and what may not be deleted because stories are made of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, ProtectedError, QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.models import ReferenceIndex
from wagtail.signals import post_page_move

from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.requests import current_request
from dateline.sections.models import Series, Topic
from dateline.stories.actions import refile_story
from dateline.stories.models import StoryPage


@receiver(post_page_move, sender=StoryPage, dispatch_uid="dateline.stories.refile")
def on_page_moved(instance: Any, **kwargs: Any) -> None:
    refile_story(story=instance.specific, by=current_request().by)


@receiver(pre_delete, sender=Picture, dispatch_uid="dateline.stories.keep_pictures")
def on_picture_deleted(instance: Picture, **kwargs: Any) -> None:
    _refuse(instance, StoryPage.objects.filter(lead_picture=instance))
    _refuse(instance, _public_stories_with(instance))


@receiver(pre_delete, sender=Document, dispatch_uid="dateline.stories.keep_documents")
def on_document_deleted(instance: Document, **kwargs: Any) -> None:
    _refuse(instance, _public_stories_with(instance))


@receiver(pre_delete, sender=Contributor, dispatch_uid="dateline.stories.keep_contributors")
def on_contributor_deleted(instance: Contributor, **kwargs: Any) -> None:
    _refuse(instance, StoryPage.objects.filter(bylines__contributor=instance))


@receiver(pre_delete, sender=Topic, dispatch_uid="dateline.stories.keep_topics")
def on_topic_deleted(instance: Topic, **kwargs: Any) -> None:
    _refuse(instance, StoryPage.objects.filter(topics=instance, live=True))


@receiver(pre_delete, sender=Series, dispatch_uid="dateline.stories.keep_series")
def on_series_deleted(instance: Series, **kwargs: Any) -> None:
    _refuse(instance, StoryPage.objects.filter(series=instance, live=True))


@receiver(pre_delete, sender=StoryPage, dispatch_uid="dateline.stories.keep_related")
def on_story_deleted(instance: StoryPage, **kwargs: Any) -> None:
    others = StoryPage.objects.filter(chosen_related__target=instance, live=True).exclude(pk=instance.pk)
    _refuse(instance, others)
    _refuse(instance, _public_stories_with(instance, model_path="body.related_story.story"))


def _public_stories_with(instance: Any, **where: str) -> QuerySet[StoryPage]:
    """Return public stories that name the record in their body, where no foreign key stands."""
    references = ReferenceIndex.get_references_to(instance).filter(**where)
    pages = [int(found) for found in references.values_list("object_id", flat=True) if found.isdigit()]
    found: QuerySet[StoryPage] = StoryPage.objects.filter(pk__in=pages, live=True)
    return found


def _refuse(instance: Any, stories: QuerySet[StoryPage]) -> None:
    """Raise ProtectedError: what a public page is made of cannot vanish from it without a record."""
    using: set[Model] = set(stories.distinct())
    if using:
        raise ProtectedError(f"{instance!r} is in use in {len(using)} stories.", using)
