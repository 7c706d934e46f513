"""Which services there are, and what is known of a story in a channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceName(models.TextChoices):
    """Where a channel can be."""

    TELEGRAM = "telegram", "Telegram"
    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"


class State(models.TextChoices):
    """What is known of a story in a channel."""

    NOTHING = "nothing", _("Not in the channel")
    POSTED = "posted", _("In the channel")
    REMOVED = "removed", _("Taken out of the channel")
    UNKNOWN = "unknown", _("Perhaps in the channel: somebody has to look")


class Act(models.TextChoices):
    """What is done in a channel."""

    NONE = "", ""
    POST = "post", _("Post")
    EDIT = "edit", _("Change")
    DELETE = "delete", _("Delete")


class There(models.TextChoices):
    """What somebody found who looked whether a post is there."""

    IS_THERE = "there", _("It is there")
    IS_NOT_THERE = "not_there", _("It is not there: post it")
    LEAVE = "leave", _("Leave it as it is")
