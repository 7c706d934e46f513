"""What the worker does for the paper's own hub: a thread for each host, so that none holds up another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from dateline.feeds.choices import HubKind
from dateline.feeds.hubs import chosen_hub
from dateline.feeds.models import HubRequest, HubSubscription
from dateline.feeds.websub.actions import claim, end_leases
from dateline.feeds.websub.confirming import settle_request
from dateline.feeds.websub.sending import send_feed
from dateline.publishlog.outside.lanes import Lanes

MOST_IN_A_ROW = 50
Clock = Callable[[], datetime]


def work_now() -> None:
    """Begin to confirm and to send what is due, and return at once; for the worker, every second."""
    if chosen_hub().kind != HubKind.OWN:
        return
    now = timezone.now()
    requests = HubRequest.objects.filter(due_at__lte=now).order_by().values_list("host", flat=True)
    feeds = HubSubscription.objects.filter(due_at__lte=now, ends_at__gt=now).order_by()
    for host in {*requests.distinct(), *feeds.values_list("host", flat=True).distinct()}:
        lanes.begin(host)


def forget_past() -> None:
    """Forget subscriptions whose lease is over; for the worker, every hour."""
    end_leases(at=timezone.now())


def serve_host(host: str, clock: Clock = timezone.now) -> None:
    """Confirm what a host has asked for, and send it what is due, until it cannot be reached."""
    for request in HubRequest.objects.filter(host=host, due_at__lte=clock()).order_by("due_at", "pk")[
        :MOST_IN_A_ROW
    ]:
        if claim(row=request, at=clock()):
            settle_request(request, now=clock())
    for _each in range(MOST_IN_A_ROW):
        now = clock()
        due = HubSubscription.objects.filter(host=host, due_at__lte=now, ends_at__gt=now)
        subscription = due.order_by("due_at", "pk").first()
        if subscription is None or not claim(row=subscription, at=now):
            return
        if not send_feed(subscription, now=now):
            return


lanes = Lanes("hub", serve_host)
