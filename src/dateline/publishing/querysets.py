"""Reads of publications and versions; bulk writes that would go round the actions are closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from dateline.publishing.errors import PublishingBypassError
from dateline.publishing.guard import check_rows, is_open


class VersionQuerySet(models.QuerySet[Any]):
    """Versions are read and created, never changed. Database triggers say the same."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise PublishingBypassError(self.model, "published versions are never updated")


class PublishedPageQuerySet(PageQuerySet):
    """Pages of the paper; their bulk writes are guarded in ``wagtail_doors``, as Wagtail's own are."""

    def public(self) -> PublishedPageQuerySet:
        """Pages that readers can see."""
        found: PublishedPageQuerySet = self.filter(live=True)
        return found


class PublishedPartQuerySet(models.QuerySet[Any]):
    """Rows that belong to a page: in bulk they change only while a publishing action is at work."""

    def update(self, **kwargs: Any) -> int:
        check_rows(self, names=kwargs, live=f"{self.model.PAGE_FIELD}__live")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        check_rows(self, names=[self.model.PAGE_FIELD], live=f"{self.model.PAGE_FIELD}__live")
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        if not is_open():
            raise PublishingBypassError(self.model, "rows of pages are created with their page")
        return super().bulk_create(objs, *args, **kwargs)


PublishedPageManager = PageManager.from_queryset(PublishedPageQuerySet)
