"""The Content-Security-Policy of public pages (strict) and of the desk (as loose as Wagtail needs)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings

from dateline.config.doors import is_desk

Policy = Mapping[str, Iterable[str]]


def public_policy(*, embed_hosts: Iterable[str]) -> str:
    """Everything from ourselves, nothing inline; frames only from the hosts that the paper embeds."""
    return _written(
        {
            "default-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "frame-src": ["'self'", *(f"https://{host}" for host in embed_hosts)],
            "object-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'none'"],
        }
    )


def desk_policy(*, embed_hosts: Iterable[str]) -> str:
    """Wagtail writes inline scripts and styles and shows the preview in a frame of its own."""
    return _written(
        {
            "default-src": ["'self'"],
            "script-src": ["'self'", "'unsafe-inline'"],
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "media-src": ["'self'", "blob:"],
            "frame-src": ["'self'", *(f"https://{host}" for host in embed_hosts)],
            "object-src": ["'none'"],
            "base-uri": ["'self'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'self'"],
        }
    )


def policy_for(path: str) -> str:
    """Return the policy for an address."""
    hosts = settings.EMBED_HOSTS
    return desk_policy(embed_hosts=hosts) if is_desk(path) else public_policy(embed_hosts=hosts)


def _written(policy: Policy) -> str:
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())
