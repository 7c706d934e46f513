"""What has no door of its own: saving, tagging and deleting whole subtrees send these signals only."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import m2m_changed, post_migrate, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page

from dateline.publishing.errors import PublishingBypassError
from dateline.publishing.guard import check_save, is_open
from dateline.publishing.models import PublishedPage
from dateline.publishing.recording import record_deletion
from dateline.publishing.triggers import VERSION, create_triggers
from dateline.publishing.wagtail_doors import is_of_paper


@receiver(pre_save, dispatch_uid="dateline.publishing.guard")
def on_pre_save(
    *, sender: type, instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """Guard every save, that of a page as a plain Wagtail page too. Fixtures meet the database's triggers."""
    if not raw and isinstance(instance, Page) and is_of_paper(instance):
        check_save(instance, update_fields=update_fields)


@receiver(pre_delete, dispatch_uid="dateline.publishing.record_deletion")
def on_pre_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, PublishedPage):
        record_deletion(page=instance)


@receiver(m2m_changed, dispatch_uid="dateline.publishing.guard_tags")
def on_m2m_changed(*, instance: Any, action: str, model: Any, pk_set: Any, **kwargs: Any) -> None:
    """A public page's topics change only with the page."""
    if is_open() or not action.startswith("pre_"):
        return
    if isinstance(instance, PublishedPage):
        is_public = Page.objects.filter(pk=instance.pk, live=True).exists()
    elif issubclass(model, PublishedPage):
        is_public = Page.objects.filter(pk__in=pk_set, live=True).exists() if pk_set else True
    else:
        return
    if is_public:
        raise PublishingBypassError(instance, "relations of a public page would change")


@receiver(post_migrate, dispatch_uid="dateline.publishing.triggers")
def on_post_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Make the triggers anew, after the last migration of any app."""
    connection = connections[using]
    if sender.label == "paper_publishing" and VERSION in connection.introspection.table_names():
        create_triggers(connection)
