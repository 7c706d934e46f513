"""Choose the hub that feeds name, or show which one that is and how it goes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from dateline.feeds.choices import HubKind
from dateline.feeds.hubs import chosen_hub, own_hub_address
from dateline.feeds.models import HubSubscription
from dateline.feeds.outgoing import RefusedAddressError, checked
from dateline.feeds.websub.actions import choose_hub


class Command(BaseCommand):
    """dateline manage feeds_hub [none|own|ADDRESS]"""

    help = (
        "Choose who passes feeds on to those who subscribe to them (WebSub): none, own (the paper itself), "
        "or the https address of a hub elsewhere. Without an argument: say who does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("hub", nargs="?", help="none, own, or the address of a hub elsewhere")

    def handle(self, *args: Any, hub: str | None = None, **options: Any) -> None:
        if hub in (HubKind.NONE, HubKind.OWN):
            choose_hub(kind=hub, by=None)
        elif hub:
            try:
                checked(hub)
            except RefusedAddressError as error:
                raise CommandError(f"{hub}: {error}") from None
            choose_hub(kind=HubKind.OUTSIDE, url=hub, by=None)
        self.stdout.write(_state())


def _state() -> str:
    hub = chosen_hub()
    if hub.kind == HubKind.OUTSIDE:
        return f"Feeds name the hub {hub.url}."
    if hub.kind == HubKind.NONE:
        return "Feeds name no hub."
    rows = HubSubscription.objects.all()
    failing = rows.filter(~Q(failing_since=None)).count()
    return f"Feeds name {own_hub_address()}: {rows.count()} subscriptions, of which {failing} fail."
