"""The account of a member of staff, its sessions, and what guards the way in."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.module_loading import import_string


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


class Allowance(models.Model):
    """How much of its allowance somebody who tries to log in has used up. See ``limits``."""

    key = models.CharField(
        max_length=64,
        unique=True,
        help_text="HMAC of what is limited: an account, a network of this day, a browser. Never an address.",
    )
    spent_until = models.BigIntegerField(
        help_text="The moment at which all of the allowance is there again, in milliseconds since 1970."
    )

    class Meta:
        verbose_name = "allowance"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(spent_until__gte=0), name="paper_users_allowance_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.key[:8]


class CodeStep(models.Model):
    """The newest half-minute whose one-time code an account has used, so that no code is good twice."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+", primary_key=True)
    step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "used one-time code"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step__gte=0), name="paper_users_code_step_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.step}"


class DeskSession(AbstractBaseSession):
    """A session, with what its owner needs to recognize it: words for the browser, no address."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="desk_sessions")
    device = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True, help_text="Rounded down to a quarter of an hour.")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) | models.Q(started_at__isnull=False, seen_at__isnull=False),
                name="paper_users_session_has_times",
            ),
        ]

    @property
    def public_name(self) -> str:
        """Name the session on a page: its key would let in anybody who sees it."""
        return sha256(self.session_key.encode()).hexdigest()[:20]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        # By name, because the store names this model.
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store
