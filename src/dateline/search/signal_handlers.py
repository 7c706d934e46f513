"""Names in the index follow the people, topics and series that have them."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from dateline.people.models import Contributor
from dateline.search.renaming_actions import wait_for_stories_of
from dateline.sections.models import Series, Topic


@receiver(post_save, sender=Contributor, dispatch_uid="dateline.search.contributor")
@receiver(post_save, sender=Topic, dispatch_uid="dateline.search.topic")
@receiver(post_save, sender=Series, dispatch_uid="dateline.search.series")
def on_named(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not created:
        wait_for_stories_of(record=instance)
