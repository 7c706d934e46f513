"""What a picture's model says of rights: on what ground it is printed, until when, and whether it is away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.media.choices import Rights

# How long before its rights end the desk is told of a picture.
WARN_BEFORE = timedelta(days=14)


class RightsFields(models.Model):
    """Rights of a picture. Abstract, so that the picture's own table holds them."""

    rights = models.CharField(_("Rights"), max_length=20, choices=Rights.choices, default=Rights.UNKNOWN)
    rights_holder = models.CharField(
        _("Rights holder"), max_length=255, blank=True, help_text=_("Who can give or refuse us the picture.")
    )
    rights_note = models.TextField(
        _("Licence note"),
        max_length=1000,
        blank=True,
        help_text=_("The licence and its terms, such as “CC BY-SA 4.0”."),
    )
    allowed_uses = models.CharField(
        _("Allowed uses"),
        max_length=500,
        blank=True,
        help_text=_("In words, such as “web only” or “with reports of the trial”. The desk sees them."),
    )
    expires_at = models.DateTimeField(
        _("Rights end"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("From then on readers no longer get the picture. The desk is warned two weeks before."),
    )
    withheld_at = models.DateTimeField(null=True, blank=True, editable=False)
    withheld_reason = models.CharField(max_length=500, blank=True, editable=False)
    files_away_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When its files were put away because the rights had ended; empty while they are public.",
    )

    class Meta:
        abstract = True

    @property
    def is_withheld(self) -> bool:
        return self.withheld_at is not None

    @property
    def is_away(self) -> bool:
        """True while no file of the picture is public."""
        return self.is_withheld or self.files_away_at is not None

    def rights_have_ended(self, now: datetime) -> bool:
        """Return whether readers may not see the picture any more at this moment."""
        return self.expires_at is not None and self.expires_at <= now

    @property
    def ends_soon(self) -> bool:
        """True while the desk is warned that the rights are about to end."""
        now = timezone.now()
        return self.expires_at is not None and now < self.expires_at <= now + WARN_BEFORE
