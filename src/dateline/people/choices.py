"""What somebody named in a byline did."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BylineRole(models.TextChoices):
    """Role of a contributor in one story."""

    WORDS = "words", _("Words")
    PHOTOS = "photos", _("Photos")
