"""One stored page: its bytes in every encoding, what it depends on and as of when it is true."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

import brotli

EVERYTHING = "*"
"""The key that every log entry touches: for answers that announced nothing, such as unknown addresses."""

IMMUTABLE = "immutable"
"""The key of what never changes under its address: no entry touches it and no generation outdates it."""

COMPRESSED_TYPES = (
    "text/",
    "application/json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/ld+json",
    "application/javascript",
    "application/manifest+json",
    "image/svg",
)
SMALLEST_COMPRESSED = 200


WITHDRAWS = "withdraw"
"""An entry whose data has this set takes pages away: what it touches is not even kept for bad times."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What the stores need to know of a log entry."""

    number: int
    keys: frozenset[str]
    withdraws: bool = False


@dataclass(frozen=True, slots=True)
class Bodies:
    """The same content as it is and compressed; None where compression gains nothing."""

    identity: bytes
    gzip: bytes | None
    brotli: bytes | None
    digest: str

    @property
    def size(self) -> int:
        return len(self.identity) + len(self.gzip or b"") + len(self.brotli or b"")


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page true as of log entry ``as_of``, for as long as no later entry touches one of its keys.

    Times are seconds since 1970. ``changed_at`` is when these bytes first replaced others.
    """

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: Bodies
    keys: frozenset[str]
    as_of: int
    rendered_at: float
    changed_at: float
    good_until: float | None
    generation: str

    @property
    def size(self) -> int:
        """Bytes that this page costs, a generous guess at what surrounds them included."""
        around = (
            1200 + 120 * len(self.keys) + sum(len(name) + len(value) + 120 for name, value in self.headers)
        )
        return self.bodies.size + around

    def is_touched_by(self, keys: set[str]) -> bool:
        """Say whether an entry with these keys makes the page stale."""
        return EVERYTHING in self.keys or not keys.isdisjoint(self.keys)


def compressed_bodies(body: bytes, *, content_type: str, brotli_quality: int) -> Bodies:
    """Return the body in all encodings that are worth keeping, the same bytes for the same body."""
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    if len(body) < SMALLEST_COMPRESSED or not content_type.startswith(COMPRESSED_TYPES):
        return Bodies(identity=body, gzip=None, brotli=None, digest=digest)
    zipped = gzip.compress(body, compresslevel=6, mtime=0)
    shrunk = brotli.compress(body, quality=brotli_quality)
    return Bodies(
        identity=body,
        gzip=zipped if len(zipped) < len(body) else None,
        brotli=shrunk if len(shrunk) < len(body) else None,
        digest=digest,
    )
