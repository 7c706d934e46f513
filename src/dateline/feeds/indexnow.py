"""Tell search engines of changed stories at once (indexnow.org, protocol as documented in November 2026).

One request to the shared address reaches every engine that takes part. Whoever names addresses of a site
proves that it may with a file of that site that holds a key.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.edition.purge import purged_up_to
from dateline.feeds.models import StoryChange
from dateline.feeds.outgoing import NotDeliveredError, post
from dateline.paper.queries import paper_settings
from dateline.publishlog.errors import NotReachedError
from dateline.publishlog.followers import Follower
from dateline.publishlog.models import LogEntry

NAME = "indexnow"
ADDRESS = "/indexnow.txt"
ENDPOINT = "https://api.indexnow.org/indexnow"
MOST_AT_ONCE = 10_000
"""Addresses in one request; the protocol's own bound."""
# What happens within so long is told at once; by then every node serves what is told of.
JOINED = timedelta(seconds=5)
BATCH = 500
NUMBERS_AT_ONCE = 500


def key() -> str:
    """Return the key of this site: 32 hexadecimal digits made of its secret, which they do not reveal."""
    return hmac.new(settings.SECRET_KEY.encode(), b"dateline.indexnow", sha256).hexdigest()[:32]


def key_file() -> str | None:
    """Return the file that proves who we are; None while the paper tells nobody."""
    return key() if paper_settings().tells_search_engines else None


def indexnow_follower() -> Follower:
    """Return the follower. It passes the log by unless the paper's settings switch it on."""
    return Follower(name=NAME, handle=_handle, from_start=False, delay=JOINED, batch=BATCH)


def _handle(entries: Sequence[LogEntry]) -> None:
    if not paper_settings().tells_search_engines:
        return
    addresses = changed_addresses(entry.number for entry in entries)
    if not addresses:
        return
    # A cache in front would give the engine the page as it was.
    purged = purged_up_to()
    if purged is not None and purged < entries[-1].number:
        raise NotReachedError(_("Not every cache in front has been told yet."))
    for start in range(0, len(addresses), MOST_AT_ONCE):
        tell(addresses[start : start + MOST_AT_ONCE])


def changed_addresses(numbers: Iterable[int]) -> list[str]:
    """Return the full addresses of stories whose newest change these entries of the log are, each once.

    Those that left the paper too: what their pages answer takes them out of an index. What has changed again
    since comes with its newer entry.
    """
    wanted = sorted(set(numbers))
    found: list[str] = []
    for start in range(0, len(wanted), NUMBERS_AT_ONCE):
        rows = StoryChange.objects.filter(number__in=wanted[start : start + NUMBERS_AT_ONCE])
        found += rows.order_by("number", "pk").values_list("publication__address", flat=True)
    return [f"{settings.WAGTAILADMIN_BASE_URL}{address}" for address in dict.fromkeys(found)]


def tell(addresses: Sequence[str]) -> None:
    """Name addresses that changed. Raises NotReachedError; to name them again then does no harm."""
    base = settings.WAGTAILADMIN_BASE_URL
    body = {
        "host": urlsplit(base).netloc,
        "key": key(),
        "keyLocation": f"{base}{ADDRESS}",
        "urlList": list(addresses),
    }
    headers = {"content-type": "application/json; charset=utf-8"}
    try:
        post(ENDPOINT, body=json.dumps(body).encode(), headers=headers)
    except NotDeliveredError as error:
        raise NotReachedError(_("IndexNow: %(reason)s") % {"reason": error}) from None
