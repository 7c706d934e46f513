"""Tell the caches in front which pages are no longer true: Varnish, Fastly and Cloudflare.

A purger raises PurgeFailedError until the cache has confirmed; the follower behind it tries again.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Protocol

from dateline.edition.errors import PurgeFailedError, RefusedError
from dateline.edition.surrogate import surrogate_names
from dateline.publishlog.followers import Follower, register_follower, registered_followers
from dateline.publishlog.models import FollowerPosition, LogEntry

PREFIX, AGAIN = "purge-", "-settled"
"""Of the names of followers: each cache has one that is told at once, and one that is told again."""
TIMEOUT_SECONDS = 10
SETTLED = timedelta(seconds=5)
# A cache that was not told shows readers an old page for as long; nobody should have to notice it first.
LATE_AFTER = timedelta(minutes=1)
# Asking a service to forget this proves address, account and token at once, and no page has such a name.
NO_PAGE = "dateline-is-there-anybody"


class Purger(Protocol):
    """A cache in front that forgets pages by surrogate name."""

    @property
    def name(self) -> str:
        """What the follower is called after."""

    def purge(self, names: Sequence[str]) -> None:
        """Make the cache forget every page with one of these names, or raise PurgeFailedError."""

    def check(self) -> None:
        """Raise PurgeFailedError if the cache would not let us purge; makes it forget nothing."""


@dataclass(frozen=True)
class NullPurger:
    """No cache in front; remembers what it would have purged, for development and tests."""

    name: str = "nothing"
    purged: list[str] = field(default_factory=list)

    def purge(self, names: Sequence[str]) -> None:
        self.purged.extend(names)

    def check(self) -> None:
        """There is nobody who could be away."""


@dataclass(frozen=True)
class VarnishPurger:
    """One or more Varnish servers with the configuration that ``varnish_configuration`` makes."""

    servers: tuple[str, ...]
    name: str = "varnish"

    def purge(self, names: Sequence[str]) -> None:
        for some in _batches(names, 50):
            # Whole names only. Without spaces and backslashes, which a ban expression would need quoted.
            either = "|".join(name.replace(".", "[.]") for name in some)
            pattern = f"(^|[[:space:]])({either})([[:space:]]|$)"
            for server in self.servers:
                _send(server, method="BAN", headers={"x-surrogate-pattern": pattern})

    def check(self) -> None:
        """Send a BAN without a pattern: only our configuration answers 400, and only those who may purge."""
        for server in self.servers:
            try:
                _send(server, method="BAN", headers={})
            except RefusedError as error:
                if error.status == HTTPStatus.BAD_REQUEST:
                    continue
                raise
            raise PurgeFailedError(server, "answers, but is no Varnish with our configuration")


@dataclass(frozen=True)
class FastlyPurger:
    """Fastly's purge by surrogate keys, up to 256 at a time."""

    service: str
    token: str = field(repr=False)
    address: str = "https://api.fastly.com"
    name: str = "fastly"

    def purge(self, names: Sequence[str]) -> None:
        for some in _batches(names, 256):
            _send(
                f"{self.address}/service/{self.service}/purge",
                method="POST",
                headers={
                    "fastly-key": self.token,
                    "surrogate-key": " ".join(some),
                    "accept": "application/json",
                },
            )

    def check(self) -> None:
        self.purge([NO_PAGE])


@dataclass(frozen=True)
class CloudflarePurger:
    """Cloudflare's purge by cache tags, up to 30 at a time."""

    zone: str
    token: str = field(repr=False)
    address: str = "https://api.cloudflare.com/client/v4"
    name: str = "cloudflare"

    def purge(self, names: Sequence[str]) -> None:
        for some in _batches(names, 30):
            answer = _send(
                f"{self.address}/zones/{self.zone}/purge_cache",
                method="POST",
                headers={"authorization": f"Bearer {self.token}", "content-type": "application/json"},
                body=json.dumps({"tags": list(some)}).encode(),
            )
            try:
                succeeded = json.loads(answer).get("success") is True
            except (ValueError, AttributeError):
                succeeded = False
            if not succeeded:
                said = answer[:500].decode(errors="replace")
                raise PurgeFailedError(self.address, f"did not say that it purged: {said}")

    def check(self) -> None:
        self.purge([NO_PAGE])


def register_purger(purger: Purger) -> None:
    """Follow the log with this purger, twice: at once, and again when every node has followed.

    A cache may ask a node that is still up to a second behind, or may be receiving the old page while the
    first purge arrives; the second one takes care of both.
    """

    def handle(entries: Sequence[LogEntry]) -> None:
        purger.purge(surrogate_names(key for entry in entries for key in entry.keys))

    for suffix, delay in (("", timedelta()), (AGAIN, SETTLED)):
        register_follower(
            Follower(
                name=f"{PREFIX}{purger.name}{suffix}",
                handle=handle,
                from_start=False,
                delay=delay,
                late_after=LATE_AFTER,
                check=purger.check,
            )
        )


def purged_up_to() -> int | None:
    """Return up to which entry every cache in front has been told, both times; None when there is none.

    For followers that send people to pages. The place of a cache that was given up stays in the database and
    counts for nothing.
    """
    names = [one.name for one in registered_followers() if one.name.startswith(PREFIX)]
    if not names:
        return None
    places = dict(FollowerPosition.objects.filter(name__in=names).values_list("name", "position"))
    return min(places.get(name, 0) for name in names)


def _batches(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[start : start + size] for start in range(0, len(names), size)]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is a failure: the token is for this address alone."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


def _send(address: str, *, method: str, headers: Mapping[str, str], body: bytes | None = None) -> bytes:
    if not address.startswith(("http://", "https://")):
        raise PurgeFailedError(address, "is not an address of HTTP")
    request = urllib.request.Request(address, data=body, headers=dict(headers), method=method)  # noqa: S310
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as response:
            return bytes(response.read(65_536))
    except urllib.error.HTTPError as error:
        raise RefusedError(address, error.code) from error
    except (OSError, HTTPException) as error:
        raise PurgeFailedError(address, f"cannot be reached: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """Return what the operating system said, without the names of our program's parts around it."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return f"no answer within {TIMEOUT_SECONDS} seconds"
    if isinstance(cause, HTTPException):
        return "what answers does not speak HTTP"
    return (getattr(cause, "strerror", None) or str(cause)).lower()
