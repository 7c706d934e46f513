"""Which hub feeds name, and where that of the paper is."""

from __future__ import annotations

from django.conf import settings

from dateline.edition.keys import announce, kept
from dateline.feeds.choices import HubKind
from dateline.feeds.models import HUB, Hub

OWN_HUB = "/websub/"
PURPOSE = "websub"
"""For which the secrets of subscribers are sealed."""


def chosen_hub() -> Hub:
    """Return what was decided; no hub while nothing was."""
    return Hub.objects.order_by("pk").first() or Hub()


def hub_address() -> str:
    """Return the full address of the hub that feeds name; empty without one."""
    return kept("websub", _address)


def own_hub_address() -> str:
    """Return where the paper's own hub would be."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{OWN_HUB}"


def _address() -> str:
    announce(HUB)
    hub = chosen_hub()
    return {HubKind.OUTSIDE: hub.url, HubKind.OWN: own_hub_address()}.get(HubKind(hub.kind), "")
