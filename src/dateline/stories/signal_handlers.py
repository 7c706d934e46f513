"""What follows when a story is moved, and what may not be deleted because stories are made of it."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError, QuerySet
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.signals import post_page_move

from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.requests import current_request
from dateline.sections.models import Series, Topic
from dateline.stories.actions import refile_story
from dateline.stories.models import StoryPage
from dateline.stories.use_queries import public_stories_with


@receiver(post_page_move, sender=StoryPage, dispatch_uid="dateline.stories.refile")
def on_page_moved(instance: Any, **kwargs: Any) -> None:
    refile_story(story=instance.specific, by=current_request().by)


@receiver(pre_delete, sender=Picture, dispatch_uid="dateline.stories.keep_pictures")
def on_picture_deleted(instance: Picture, **kwargs: Any) -> None:
    _refuse(instance, StoryPage.objects.filter(lead_picture=instance))
    _refuse(instance, public_stories_with(instance))


@receiver(pre_delete, sender=Document, dispatch_uid="dateline.stories.keep_documents")
def on_document_deleted(instance: Document, **kwargs: Any) -> None:
    _refuse(instance, public_stories_with(instance))


@receiver(pre_save, sender=Picture, dispatch_uid="dateline.stories.keep_picture_files")
def on_picture_saved(instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    stored = None if raw or not instance.pk else Picture._base_manager.filter(pk=instance.pk).first()
    if stored is not None and stored.digest and stored.digest != instance.digest:
        _refuse_new_file(stored)


@receiver(pre_save, sender=Document, dispatch_uid="dateline.stories.keep_document_files")
def on_document_saved(instance: Document, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.pk and instance.file and not instance.file._committed:
        _refuse_new_file(instance)


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
    _refuse(instance, public_stories_with(instance, model_path="body.related_story.story"))


def _refuse(instance: Any, stories: QuerySet[StoryPage]) -> None:
    """Raise ProtectedError: what a public page is made of cannot vanish from it without a record."""
    using = set(stories.distinct())
    if using:
        raise ProtectedError(f"{instance!r} is in use in {len(using)} stories.", using)


def _refuse_new_file(stored: Any) -> None:
    """Raise PublicationRefusedError: another file under a public story would change it without a version."""
    count = public_stories_with(stored).count()
    if count:
        raise PublicationRefusedError(
            {
                "file": [
                    _(
                        "“%(title)s” is in %(count)s public stories, so its file stays. Add the new file by"
                        " itself, put it into the story and publish that."
                    )
                    % {"title": stored.title, "count": count}
                ]
            }
        )
