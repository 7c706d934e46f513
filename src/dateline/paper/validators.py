"""Checks of what is typed into the paper's settings."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _


def validate_contact(value: str) -> None:
    """Accept an e-mail address or an https address. Raises ValidationError."""
    try:
        URLValidator(["https"])(value) if "://" in value else validate_email(value)
    except ValidationError:
        raise ValidationError(_("Expected an e-mail address, or an address that begins with https://."))
