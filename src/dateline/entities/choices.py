"""The fixed lists of values that entities use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of thing a name belongs to."""

    PERSON = "person", _("Person")
    ORGANIZATION = "organization", _("Organization")
    PLACE = "place", _("Place")


class LetterCase(models.TextChoices):
    """How a spelling's capitals must look in a story for it to count as a mention."""

    AUTOMATIC = "auto", _("Automatic")
    ANY = "any", _("Capitals do not matter")
    EXACT = "exact", _("Exactly as written")
