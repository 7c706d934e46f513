"""The base of rows that belong to a published page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dateline.publishing.guard import check_part
from dateline.publishing.querysets import PublishedPartQuerySet


class PublishedPart(models.Model):
    """Abstract base of rows that belong to a published page, such as a byline: they change only with it."""

    PAGE_FIELD: ClassVar[str] = "page"

    objects = PublishedPartQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        check_part(self, page_field=self.PAGE_FIELD)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        check_part(self, page_field=self.PAGE_FIELD)
        return super().delete(*args, **kwargs)
