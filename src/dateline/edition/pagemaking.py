"""Make a page to be stored from what the renderer brought: compressed, dated and with its keys."""

from __future__ import annotations

import time
from functools import lru_cache

from dateline.edition.configuration import Configuration
from dateline.edition.page import IMMUTABLE, Bodies, StoredPage, compressed_bodies
from dateline.edition.render import Rendering
from dateline.edition.serve import Servable


def page_from(
    rendering: Rendering, *, address: str, previous: Servable | None, configuration: Configuration
) -> StoredPage:
    """Return the page; ``previous`` is what was served at the address before."""
    content_type = dict(rendering.headers).get("content-type", "")
    compress = compressed_bodies if rendering.status == 200 else _compressed_alike
    bodies = compress(rendering.body, content_type=content_type, brotli_quality=configuration.brotli_quality)
    now = time.time()
    changed_at = now
    if previous is not None:
        same = previous.page.bodies.digest == bodies.digest
        # Never twice within one second: dates on the wire have no fractions.
        changed_at = previous.page.changed_at if same else max(now, int(previous.page.changed_at) + 1.0)
    return StoredPage(
        address=address,
        status=rendering.status,
        headers=rendering.headers,
        bodies=bodies,
        keys=rendering.keys,
        as_of=rendering.as_of,
        rendered_at=now,
        changed_at=changed_at,
        good_until=rendering.good_until.timestamp() if rendering.good_until else None,
        generation="" if IMMUTABLE in rendering.keys else configuration.generation,
    )


@lru_cache(maxsize=8)
def _compressed_alike(body: bytes, *, content_type: str, brotli_quality: int) -> Bodies:
    """Compress once what thousands of unknown addresses answer, and keep it once."""
    return compressed_bodies(body, content_type=content_type, brotli_quality=brotli_quality)
