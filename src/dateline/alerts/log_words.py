"""What Wagtail's log calls the acts on alerts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.alerts.actions import CALLED_OFF, WRITTEN

WORDS = (
    (WRITTEN, _("Send an alert"), _("Alert written")),
    (CALLED_OFF, _("Call an alert off"), _("Alert called off")),
)


def register_alert_log(actions: Any) -> None:
    """Give what is done with alerts its words in the log."""
    for action, label, message in WORDS:
        actions.register_action(action, label, message)
