"""Deletion has no door of its own: Wagtail deletes whole subtrees by queryset, which sends this signal only."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from dateline.publishing.actions import record_deletion
from dateline.publishing.models import PublishedPage


@receiver(pre_delete, dispatch_uid="dateline.publishing.record_deletion")
def on_pre_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, PublishedPage):
        record_deletion(page=instance)
