"""Sets of pictures."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from wagtail.images.models import ImageQuerySet

from dateline.publishlog.announced import AnnouncedQuerySet

# What pages read of a picture: its file, its words, and whether it may be shown. It has forty columns.
SHOWN_FIELDS = (
    "file",
    "width",
    "height",
    "animated",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
    "description",
    "caption",
    "credit",
    "rights",
    "rights_note",
    "expires_at",
    "withheld_at",
)


class PictureQuerySet(AnnouncedQuerySet, ImageQuerySet):
    """Searchable as Wagtail's, announced as every shared record."""

    def to_be_shown(self) -> PictureQuerySet:
        """Load what pages show of pictures and nothing more; what else is asked for costs a query."""
        return self.only(*SHOWN_FIELDS)

    def away(self) -> PictureQuerySet:
        """Narrow down to pictures of which no file is public."""
        return self.filter(Q(withheld_at__isnull=False) | Q(files_away_at__isnull=False))

    def with_rights_ended(self, now: datetime) -> PictureQuerySet:
        """Narrow down to pictures whose rights have ended."""
        return self.filter(expires_at__lte=now)

    def with_rights_ending(self, now: datetime, within: timedelta) -> PictureQuerySet:
        """Narrow down to pictures whose rights end soon, the first to end first."""
        return self.filter(expires_at__gt=now, expires_at__lte=now + within).order_by("expires_at", "pk")

    def with_files_to_put_away(self, now: datetime) -> PictureQuerySet:
        """Narrow down to pictures whose rights have ended while their files are still public."""
        return self.filter(expires_at__lte=now, files_away_at__isnull=True).order_by("expires_at", "pk")

    def with_files_to_bring_back(self, now: datetime) -> PictureQuerySet:
        """Narrow down to pictures whose files are away although their rights were renewed."""
        return self.exclude(expires_at__lte=now).filter(files_away_at__isnull=False).order_by("pk")
