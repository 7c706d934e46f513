"""When pictures are to be held or released because of an embargo."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from dateline.publishing.embargoes import has_embargo
from dateline.stories.holding_actions import hold_pictures_soon
from dateline.stories.models import StoryPage


@receiver(post_save, sender=Revision, dispatch_uid="dateline.stories.hold_pictures")
def on_draft_saved(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A picture that came into a story under embargo is held like the others, and released with them."""
    if not raw and has_embargo(instance.object_id):
        hold_pictures_soon()


@receiver(page_published, sender=StoryPage, dispatch_uid="dateline.stories.release_pictures")
def on_published(instance: Any, **kwargs: Any) -> None:
    """The readers of a story get its pictures with it, not when the worker comes by."""
    if has_embargo(instance.pk):
        hold_pictures_soon()
