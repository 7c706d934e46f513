"""Ask whether a subscriber meant what was asked for in its name (WebSub, sections 5.2 and 5.3)."""

from __future__ import annotations

import secrets
from datetime import datetime
from urllib.parse import urlencode, urlsplit, urlunsplit

from dateline.feeds.choices import RequestMode
from dateline.feeds.models import HubRequest, HubSubscription
from dateline.feeds.outgoing import NotDeliveredError, ask
from dateline.feeds.websub.actions import drop_request, note_confirmed, put_off_request
from dateline.feeds.websub.asking import is_ours, path_of
from dateline.feeds.websub.told import told_now
from dateline.feeds.websub_models import LONGEST_URL
from dateline.lib.outgoing.exchanging import Reply

CHALLENGE_BYTES = 32
NO_SUCH_FEED = "There is no such feed in this paper."
ENDED = "This feed is no more."
# The address with what is added to it.
LONGEST_QUESTION = 2 * LONGEST_URL + 500


def settle_request(request: HubRequest, *, now: datetime) -> None:
    """Ask the callback, and carry out or forget what was asked for; somebody away is asked again later."""
    if request.mode == RequestMode.DENY or (
        request.mode == RequestMode.SUBSCRIBE and not is_ours(request.topic)
    ):
        tell_denied(request.callback, topic=request.topic, reason=NO_SUCH_FEED)
        drop_request(request=request)
        return
    challenge = secrets.token_urlsafe(CHALLENGE_BYTES)
    told = {"hub.mode": str(request.mode), "hub.topic": request.topic, "hub.challenge": challenge}
    if request.mode == RequestMode.SUBSCRIBE:
        told["hub.lease_seconds"] = str(request.lease_seconds)
    try:
        reply = _asked(request.callback, told, most=len(challenge) + 1)
    except NotDeliveredError:
        put_off_request(request=request, at=now)
        return
    if reply.status >= 500:
        put_off_request(request=request, at=now)
    elif reply.is_success and secrets.compare_digest(reply.body, challenge.encode()):
        path = path_of(request.topic)
        feed = told_now([path])[path]
        note_confirmed(request=request, digest=feed.digest if feed else "", at=now)
    else:
        # Whoever did not ask for it says 404; somebody who answers everything does not know the challenge.
        drop_request(request=request)


def tell_denied(callback: str, *, topic: str, reason: str) -> None:
    """Say that there is no subscription, or none any more (section 5.2); once, whoever hears it."""
    try:
        _asked(callback, {"hub.mode": "denied", "hub.topic": topic, "hub.reason": reason})
    except NotDeliveredError:
        return


def tell_ended(subscription: HubSubscription, *, topic: str) -> None:
    """Say that a feed is no more."""
    tell_denied(subscription.callback, topic=topic, reason=ENDED)


def _asked(callback: str, told: dict[str, str], *, most: int = 0) -> Reply:
    parts = urlsplit(callback)
    # What stands in the callback's own query stays (section 5.3).
    query = "&".join(part for part in (parts.query, urlencode(told)) if part)
    address = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    return ask(address, method="GET", most=most, may_be_plain=True, longest=LONGEST_QUESTION)
