"""Who is who in the demo paper: every record has the same identity each time it is built."""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE = UUID("6d0f6a52-93c5-5f0e-8a6b-5a0f2f7c1993")


def demo_uuid(kind: str, slug: str) -> UUID:
    """Return the identity of a story, page, picture or block of the demo paper."""
    return uuid5(NAMESPACE, f"{kind}/{slug}")
