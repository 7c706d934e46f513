"""Drafts, versions and deletions of stories, heard of so that pictures know where they are used."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Revision

from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage
from dateline.stories.picture_use_actions import forget_draft, note_revision, note_version


@receiver(post_save, sender=Revision, dispatch_uid="dateline.stories.note_draft")
def on_revision_saved(*, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        note_revision(revision=instance, is_new=created)


@receiver(post_save, sender=PublishedVersion, dispatch_uid="dateline.stories.note_version")
def on_version_stored(*, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        note_version(version=instance)


@receiver(post_delete, sender=StoryPage, dispatch_uid="dateline.stories.forget_draft")
def on_story_deleted(*, instance: Any, **kwargs: Any) -> None:
    forget_draft(page_id=instance.pk)
