"""Labels and notes that a story can carry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """What a story is when it is not plain news."""

    NEWS = "", _("News")
    OPINION = "opinion", _("Opinion")
    ANALYSIS = "analysis", _("Analysis")
    EXPLAINER = "explainer", _("Explainer")
    SPONSORED = "sponsored", _("Sponsored")


class LabelsPolicy(models.TextChoices):
    """Whether notes required by law are added to a story."""

    PAPER = "", _("As the paper’s settings say")
    OFF = "off", _("Not in this story")


# ISO code and the name in its own language. A story can be in any of these; the interface has fewer.
STORY_LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("be", "Беларуская"),
    ("kk", "Қазақша"),
    ("ka", "ქართული"),
    ("hy", "Հայերեն"),
    ("az", "Azərbaycanca"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("he", "עברית"),
]
