"""Places on a front, how many stories each shows, and the states of a plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """Where on a front a chosen story goes."""

    LEAD = "lead", _("Lead")
    SECONDARY = "secondary", _("Beside the lead")
    OPINION = "opinion", _("Opinion")
    MEANWHILE = "meanwhile", _("The lighter side")


# How many stories a zone shows. What is chosen beyond that waits until a story before it goes.
HOME_ROOM = {Zone.LEAD: 1, Zone.SECONDARY: 4, Zone.OPINION: 4, Zone.MEANWHILE: 4}
SECTION_ROOM = {Zone.LEAD: 1, Zone.SECONDARY: 4}


class PlanState(models.TextChoices):
    """What has become of a plan."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    CANCELED = "canceled", _("called off")
