"""The headers that every page for readers carries, also those that nginx serves by itself."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.config.content_policy import public_policy

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
FRAMES = "DENY"
REFERRER = "strict-origin-when-cross-origin"
OPENER = "same-origin"
HSTS_SECONDS = 60 * 60 * 24 * 365


def public_headers(*, embed_hosts: Iterable[str], is_https: bool) -> tuple[tuple[str, str], ...]:
    """Return what the middleware adds to every public answer, files included.

    A test holds this to what pages really carry.
    """
    headers = [
        ("x-frame-options", FRAMES),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", REFERRER),
        ("cross-origin-opener-policy", OPENER),
        ("content-security-policy", public_policy(embed_hosts=embed_hosts)),
        ("permissions-policy", PERMISSIONS),
    ]
    if is_https:
        headers.append(("strict-transport-security", f"max-age={HSTS_SECONDS}"))
    return tuple(headers)
