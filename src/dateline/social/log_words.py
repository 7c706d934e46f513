"""What Wagtail's log calls the acts on channels."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.social.account_actions import CHANGED, ENDED, MADE, SWITCHED_OFF, SWITCHED_ON
from dateline.social.post_actions import AGAIN, LOOKED

WORDS = (
    (MADE, _("Add a channel"), _("Channel added")),
    (CHANGED, _("Change a channel"), _("Channel changed")),
    (SWITCHED_ON, _("Switch a channel on"), _("Channel switched on")),
    (SWITCHED_OFF, _("Switch a channel off"), _("Channel switched off")),
    (ENDED, _("Remove a channel"), _("Channel removed")),
    (AGAIN, _("Try a post again"), _("Post tried again")),
    (LOOKED, _("Say whether a post is there"), _("Looked whether a post is there")),
)


def register_channel_log(actions: Any) -> None:
    """Give what is done with channels its words in the log."""
    for action, label, message in WORDS:
        actions.register_action(action, label, message)
