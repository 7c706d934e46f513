"""What somebody asks of the hub, read from the form of WebSub (section 5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from dateline.feeds.choices import RequestMode
from dateline.feeds.finding import existing_feeds, feed_at
from dateline.feeds.outgoing import RefusedAddressError, checked
from dateline.feeds.websub.bounds import LONGEST_SECRET, lease_of
from dateline.feeds.websub.errors import HubRefusedError
from dateline.feeds.websub_models import LONGEST_URL


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that can be answered."""

    mode: RequestMode
    topic: str
    callback: str
    host: str
    """Of the callback, in lower case."""
    secret: str
    lease: timedelta


def read_request(sent: Mapping[str, str]) -> Asked:
    """Return what is asked for. Raises HubRefusedError for what cannot be meant; asks nobody."""
    mode = sent.get("hub.mode", "")
    if mode not in (RequestMode.SUBSCRIBE, RequestMode.UNSUBSCRIBE):
        raise HubRefusedError(400, "hub.mode must be subscribe or unsubscribe.")
    topic, callback = sent.get("hub.topic", ""), sent.get("hub.callback", "")
    if not topic or len(topic) > LONGEST_URL or not topic.isprintable():
        raise HubRefusedError(400, "hub.topic must be the address of a feed.")
    try:
        target = checked(callback, may_be_plain=True, longest=LONGEST_URL)
    except RefusedAddressError:
        raise HubRefusedError(400, "hub.callback must be an address on the public internet.") from None
    secret = sent.get("hub.secret", "")
    if len(secret.encode(errors="replace")) > LONGEST_SECRET:
        raise HubRefusedError(400, "hub.secret must be shorter than 200 bytes.")
    return Asked(
        mode=RequestMode(mode),
        topic=topic,
        callback=callback,
        host=target.host.lower()[:255],
        secret=secret,
        lease=lease_of(_seconds(sent.get("hub.lease_seconds", ""))),
    )


def path_of(topic: str) -> str:
    """Return the path of a feed of this paper, as it was asked for; empty for anything else.

    Whether there is such a feed now is another question.
    """
    base = settings.WAGTAILADMIN_BASE_URL
    path = topic.removeprefix(base) if topic.startswith(f"{base}/") else ""
    return path if path and feed_at(path) is not None else ""


def is_ours(topic: str) -> bool:
    """Say whether there is a feed of this paper at the address."""
    path = path_of(topic)
    return bool(path) and bool(existing_feeds([path]))


def _seconds(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text[:12]) > 0):
        raise HubRefusedError(400, "hub.lease_seconds must be a number of seconds.")
    return int(text[:12])
