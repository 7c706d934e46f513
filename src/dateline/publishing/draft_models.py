"""What is decided about drafts and is no part of them: embargoes, wishes for their publication, shared links.

A draft can be reverted and saved over; what stands here stays as it was decided.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Embargo(models.Model):
    """“Not before”: until then nothing publishes the page, whoever asks and through whichever door."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(_("not before"))
    words = models.CharField(
        _("condition"), max_length=300, help_text=_("What was agreed, and with whom, in the source’s words.")
    )
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("embargo")
        default_permissions = ()
        permissions: ClassVar = [("lift_embargo", "Can lift an embargo before its time")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(words=""), name="paper_embargo_says_why"),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_reason="")
                | models.Q(lifted_at__isnull=False) & ~models.Q(lifted_reason=""),
                name="paper_embargo_lifting_paired",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=models.Q(lifted_at=None), name="paper_embargo_until"),
        ]

    def __str__(self) -> str:
        return f"page {self.page_id} not before {self.until:%Y-%m-%d %H:%M}"

    def holds(self, *, at: datetime) -> bool:
        """Say whether the page may not be published at this moment."""
        return self.lifted_at is None and at < self.until


class PublicationWish(models.Model):
    """Something to be done at the moment a revision is published, in the same transaction.

    ``name`` says which of the registered companions does it (``companions``), ``data`` what it is told.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    data = models.JSONField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "name"], name="paper_wish_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="paper_wish_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name} with revision {self.revision_id}"


class ShareLink(models.Model):
    """A link by which somebody without an account reads a draft, until it expires or is revoked."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(
        Revision,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Empty: always the newest. When the revision goes, the link ends.",
    )
    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the token, which is shown once and never kept."
    )
    note = models.CharField(_("for whom"), max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0, help_text="How often; by whom and whence is not kept.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["page", "-created_at"], name="paper_share_page")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="paper_share_expires_later"
            ),
            models.CheckConstraint(condition=~models.Q(note=""), name="paper_share_says_for_whom"),
        ]

    def __str__(self) -> str:
        return f"page {self.page_id} for {self.note}"

    def is_open(self, *, at: datetime) -> bool:
        """Say whether the link can still be used at this moment. It ends with the account of who made it."""
        user = self.user
        return self.revoked_at is None and at < self.expires_at and user is not None and user.is_active


class ScheduleFailure(models.Model):
    """A scheduled publication that was refused when its time came; shown on the desk until it is mended."""

    page_id = models.BigIntegerField(unique=True)
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"page {self.page_id} due {self.due_at:%Y-%m-%d %H:%M}"
