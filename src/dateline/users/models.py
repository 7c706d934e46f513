"""The account of a member of staff, and the one-time links that create the first one."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class User(AbstractUser):
    """Somebody who works at the paper. A byline is a contributor and needs no account."""

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="paper_users_email_unique",
                violation_error_message="Somebody with this e-mail address already has an account.",
            ),
        ]


class WelcomeLink(models.Model):
    """A link that lets whoever opens it create the first editor-in-chief, once."""

    digest = models.CharField(
        max_length=64,
        unique=True,
        help_text="SHA-256 of the token. The token itself is printed once and never kept.",
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "welcome link"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="paper_users_link_expires_later",
            ),
        ]

    def __str__(self) -> str:
        return f"Welcome link of {self.created_at:%Y-%m-%d %H:%M}"

    def is_open(self, *, at: datetime) -> bool:
        """Say whether the link can still be used at this moment."""
        return self.used_at is None and at < self.expires_at
