"""What a picture's source and rights can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """Where a picture came from."""

    UNKNOWN = "unknown", _("Not said")
    OWN = "own", _("Our own photographer or artist")
    AGENCY = "agency", _("Agency")
    HANDOUT = "handout", _("Handout")
    READER = "reader", _("A reader")
    SOCIAL = "social", _("Social network")
    ARCHIVE = "archive", _("Archive or museum")
    OTHER = "other", _("Other")


class Rights(models.TextChoices):
    """On what ground the paper may print a picture."""

    UNKNOWN = "unknown", _("Not known")
    OWN = "own", _("Ours")
    LICENSED = "licensed", _("Licensed to us")
    AGENCY = "agency", _("Agency subscription")
    CREATIVE_COMMONS = "cc", _("Creative Commons")
    HANDOUT = "handout", _("Handout for the press")
    PUBLIC_DOMAIN = "public", _("Public domain")
