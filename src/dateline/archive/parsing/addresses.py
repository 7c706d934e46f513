"""Addresses of the old site: absolute or from the root, with their query, never more than an address."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

LONGEST = 2_000


def address_of(value: str | None, *, base: str = "") -> str:
    """Return an address that begins with http, https or a slash; empty for anything else."""
    text = re.sub(r"[\x00-\x20]+", "", (value or "").strip())[:LONGEST]
    if not text:
        return ""
    try:
        whole = urljoin(base, text) if base else text
        scheme = urlsplit(whole).scheme.lower()
    except ValueError:
        return ""
    if scheme in ("http", "https") or (whole.startswith("/") and not whole.startswith("//")):
        return whole
    return f"https:{whole}" if whole.startswith("//") else ""


def host_of(address: str) -> str:
    """Return the host of an address without www; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def with_last_segment(address: str, segment: str) -> str:
    """Return an address with another last part of its path, as when a slug was changed."""
    head, _, query = address.partition("?")
    if query or not segment:
        return ""
    slash = "/" if head.endswith("/") else ""
    return f"{head.rstrip('/').rpartition('/')[0]}/{segment.strip('/')}{slash}"


def readable(address: str) -> str:
    """Return an address with its percent signs undone, for comparison."""
    return unquote(address)
