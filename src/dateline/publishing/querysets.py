"""Reads of publications and versions; bulk writes that would go round the actions are closed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from dateline.publishing.errors import PublishingBypassError
from dateline.publishing.guard import QUIET_FIELDS, is_open


class VersionQuerySet(models.QuerySet[Any]):
    """Versions are read and created, never changed. Database triggers say the same."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise PublishingBypassError(self.model, "published versions are never updated")


class PublishedPageQuerySet(PageQuerySet):
    """Pages of the paper."""

    def public(self) -> PublishedPageQuerySet:
        """Pages that readers can see."""
        return self.filter(live=True)

    def update(self, **kwargs: Any) -> int:
        if not is_open() and not set(kwargs) <= QUIET_FIELDS:
            raise PublishingBypassError(self.model, f"update() of {', '.join(sorted(kwargs))}")
        return int(super().update(**kwargs))


PublishedPageManager = PageManager.from_queryset(PublishedPageQuerySet)
