"""The letter with a link for a new password."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import PasswordResetView

from dateline.users.models import User


def send_reset_letter(*, user: User, language: str) -> None:
    """Write to the address that the account has now; an account that was closed meanwhile gets no letter."""
    address = urlsplit(settings.BASE_URL)
    form = PasswordResetForm({"email": user.email})
    with translation.override(language or settings.LANGUAGE_CODE):
        if form.is_valid():
            form.save(
                domain_override=address.netloc,
                use_https=address.scheme == "https",
                subject_template_name=PasswordResetView.subject_template_name,
                email_template_name=PasswordResetView.email_template_name,
            )
