"""Turn the caches that the environment names into followers of the log that purge them."""

from __future__ import annotations

from dateline.config.caches import CachesInFront
from dateline.edition.purge import (
    CloudflarePurger,
    FastlyPurger,
    Purger,
    VarnishPurger,
    register_purger,
)


def purgers_for(caches: CachesInFront) -> list[Purger]:
    """Return one purger for each kind of cache."""
    found: list[Purger] = []
    if caches.varnish:
        found.append(VarnishPurger(caches.varnish))
    if caches.fastly:
        found.append(FastlyPurger(caches.fastly.name, caches.fastly.token))
    if caches.cloudflare:
        found.append(CloudflarePurger(caches.cloudflare.name, caches.cloudflare.token))
    return found


def register_purgers(caches: CachesInFront) -> None:
    """Have the worker purge every cache in front."""
    for purger in purgers_for(caches):
        register_purger(purger)
