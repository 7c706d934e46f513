"""What partners can be told, and how far telling them is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """What happened to a story. The values are part of the contract with partners."""

    PUBLISHED = "story.published", _("Published")
    UPDATED = "story.updated", _("Updated")
    CORRECTED = "story.corrected", _("Corrected")
    REMOVED = "story.removed", _("Taken out of the paper")


class Stories(models.TextChoices):
    """Of which stories a webhook tells."""

    ALL = "all", _("Every story")
    TAKEN = "taken", _("Only stories that the partner has fetched to republish")


class MessageState(models.TextChoices):
    """What has become of a message."""

    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")


class HubKind(models.TextChoices):
    """Who passes feeds on to those who subscribe to them (WebSub)."""

    NONE = "none", _("Nobody: programs ask by themselves, as they always can")
    OUTSIDE = "outside", _("A hub elsewhere")
    OWN = "own", _("The paper itself")


class RequestMode(models.TextChoices):
    """What is to be said to somebody who asked the paper's own hub for something."""

    SUBSCRIBE = "subscribe", _("Subscribe")
    UNSUBSCRIBE = "unsubscribe", _("Unsubscribe")
    DENY = "denied", _("Denied")
