"""What follows when a story is moved, and what may not vanish or change because stories are made of it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.signals import post_page_move

from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.requests import current_request
from dateline.publishlog.announced import announce_changes_of
from dateline.sections.models import Series, Topic
from dateline.stories import in_use
from dateline.stories.actions import refile_story
from dateline.stories.models import StoryPage

KEPT = {
    Picture: in_use.refuse_picture,
    Document: in_use.refuse_document,
    Contributor: in_use.refuse_contributor,
    Topic: in_use.refuse_topic,
    Series: in_use.refuse_series,
    StoryPage: in_use.refuse_story,
}
FILES = {
    Picture: in_use.refuse_new_picture_file,
    Document: in_use.refuse_new_document_file,
}


@receiver(post_page_move, sender=StoryPage, dispatch_uid="dateline.stories.refile")
def on_page_moved(instance: Any, **kwargs: Any) -> None:
    refile_story(story=instance.specific, by=current_request().by)


@receiver(pre_delete, dispatch_uid="dateline.stories.keep")
def on_pre_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if sender in KEPT:
        KEPT[sender](instance)


@receiver(pre_save, dispatch_uid="dateline.stories.keep_files")
def on_pre_save(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if sender in FILES and not raw:
        FILES[sender](instance)


def announce_documents() -> None:
    """Let Wagtail's documents touch the stories that offer them."""
    announce_changes_of(Document, lambda document: (f"document/{document.pk}",))
