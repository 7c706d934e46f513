"""The place of alerts in the desk's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.fronts.permissions import MAY_CHANGE_FRONTS


class AlertsMenuItem(MenuItem):
    """“Alerts”, for those who may arrange fronts: both say what the paper finds important."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_CHANGE_FRONTS))


def alerts_item() -> MenuItem:
    """Return the item of alerts."""
    return AlertsMenuItem(_("Alerts"), reverse("alerts:list"), name="alerts", icon_name="mail", order=123)
