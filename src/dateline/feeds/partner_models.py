"""Partners: papers, agencies and libraries that read us by key, and what is remembered of them."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

USUAL_QUOTA = 3_600
LARGEST_QUOTA = 1_000_000


class Partner(models.Model):
    """Somebody who reads the paper by program, under a name."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    contact = models.CharField(
        _("whom to write to"), max_length=200, blank=True, help_text=_("Known to the desk alone.")
    )
    quota = models.PositiveIntegerField(
        _("requests an hour"),
        default=USUAL_QUOTA,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_QUOTA)],
        help_text=_("For all keys of the partner together."),
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        default_permissions = ()
        permissions = [("manage_partners", "Can make and revoke keys of partners")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quota__gte=1, quota__lte=LARGEST_QUOTA), name="paper_partner_quota_valid"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerKey(models.Model):
    """A key. The paper keeps what it needs to know it again, and not the key."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="keys")
    hint = models.CharField(
        max_length=16, help_text="How the key begins, so that people can tell keys apart."
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, in hexadecimal.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.hint}…"


class KeyUse(models.Model):
    """How often a partner has asked within one hour."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="uses")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["partner", "hour"], name="paper_key_use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.hour:%Y-%m-%d %H}: {self.count}"


class TakenStory(models.Model):
    """A story that a partner fetched to publish it: whom to tell when it was wrong or goes."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="taken")
    publication = models.ForeignKey(
        "paper_publishing.Publication", on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(help_text="The newest that the partner has fetched.")
    first_at = models.DateTimeField()
    latest_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["partner", "publication"], name="paper_taken_story_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} by {self.partner_id}"
