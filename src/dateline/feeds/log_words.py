"""What Wagtail's log calls the acts on partners and hubs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.feeds.partner_actions import (
    KEY_MADE,
    KEY_REVOKED,
    PARTNER_CHANGED,
    PARTNER_MADE,
    REPUBLISHING_SET,
)
from dateline.feeds.partner_feed_actions import FEED_ENDED, FEED_MADE
from dateline.feeds.webhooks.actions import WEBHOOK_ENDED, WEBHOOK_MADE
from dateline.feeds.websub.actions import HUB_CHOSEN

WORDS = (
    (PARTNER_MADE, _("Add a partner"), _("Partner added")),
    (PARTNER_CHANGED, _("Change a partner"), _("Partner changed")),
    (KEY_MADE, _("Make a key for a partner"), _("Key made")),
    (KEY_REVOKED, _("Revoke a partner’s key"), _("Key revoked")),
    (FEED_MADE, _("Make a feed for a partner"), _("Feed made")),
    (FEED_ENDED, _("End a partner’s feed"), _("Feed ended")),
    (WEBHOOK_MADE, _("Add a webhook"), _("Webhook added")),
    (WEBHOOK_ENDED, _("End a webhook"), _("Webhook ended")),
    (HUB_CHOSEN, _("Choose a hub"), _("Hub chosen")),
    (REPUBLISHING_SET, _("Decide on republishing"), _("Republishing decided on")),
)


def register_partner_log(actions: Any) -> None:
    """Give what is done with partners its words in the log."""
    for action, label, message in WORDS:
        actions.register_action(action, label, message)
