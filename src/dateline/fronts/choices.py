"""Places on a front."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """Where on a front a chosen story goes."""

    LEAD = "lead", _("Lead")
    SECONDARY = "secondary", _("Beside the lead")
    OPINION = "opinion", _("Opinion")
    MEANWHILE = "meanwhile", _("The lighter side")
