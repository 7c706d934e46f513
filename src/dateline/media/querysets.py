"""Sets of pictures."""

from __future__ import annotations

from wagtail.images.models import ImageQuerySet

from dateline.publishlog.announced import AnnouncedQuerySet


class PictureQuerySet(AnnouncedQuerySet, ImageQuerySet):
    """Searchable as Wagtail's, announced as every shared record."""
