"""What the paper chooses about feeds and about programs that gather its texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedText(models.TextChoices):
    """How much of a story its feeds carry."""

    FULL = "full", _("The whole story")
    SUMMARY = "summary", _("Standfirst and corrections only")


class AiCrawlers(models.TextChoices):
    """What robots.txt says to programs that gather texts for artificial intelligence."""

    ALLOWED = "allowed", _("Welcome, like search engines")
    NO_TRAINING = "no_training", _("Not to train models; answers with a link to us are welcome")
    REFUSED = "refused", _("Not at all")
