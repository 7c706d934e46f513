"""Which service is which."""

from __future__ import annotations

from dateline.social.choices import ServiceName
from dateline.social.services.bluesky import Bluesky
from dateline.social.services.interface import Service
from dateline.social.services.mastodon import Mastodon
from dateline.social.services.telegram import Telegram

_SERVICES: dict[str, Service] = {
    ServiceName.TELEGRAM: Telegram(),
    ServiceName.MASTODON: Mastodon(),
    ServiceName.BLUESKY: Bluesky(),
}


def service_named(name: str) -> Service:
    """Return the service with this name."""
    return _SERVICES[name]
