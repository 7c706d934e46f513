"""What allauth asks its site: words, ways back, and how secrets are kept. Named in the settings."""

from __future__ import annotations

import secrets
from base64 import b32encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import force_str
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from dateline.users.models import User

logger = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Logging in, confirming who one is, and nothing else: accounts are made by administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Lead to the host that was asked, and nowhere else."""
        host = self.request.get_host() if self.request else ""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={host}, require_https=bool(self.request and self.request.is_secure())
        )

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say nothing about the account: whoever it is starts again."""
        return redirect("wagtailadmin_login")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Keep allauth's own messages to errors; the desk's screens say what was done."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """With a second factor it takes that one: a password alone must not be able to remove it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        # A passkey is one touch; it comes first.
        return sorted(stronger, key=lambda method: "webauthn" not in method["id"]) or methods

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send none: allauth's would carry the address of whoever was there."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys and codes under the paper's name, their secrets encrypted."""

    def get_totp_issuer(self) -> str:
        return str(settings.PAPER.name)

    def _get_site_name(self) -> str:
        return str(settings.PAPER.name)

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - allauth's word
        return gettext("Passkey")

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; after the key of the paper was lost, one that nobody knows.

        An empty one would be a secret that everybody knows.
        """
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("second_factor_unreadable", reason="The paper has another secret key.")
            return b32encode(secrets.token_bytes(20)).decode()


def _box() -> MultiFernet:
    """Return what encrypts: a copy of the database alone gives no second factor away."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [
            Fernet(urlsafe_b64encode(sha256(f"dateline.second_factor:{force_str(key)}".encode()).digest()))
            for key in keys
        ]
    )
