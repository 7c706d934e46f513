"""The edition's settings, read from the ``EDITION`` dictionary of Django's settings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

from django.conf import settings

from dateline.edition.errors import ConfigurationError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Configuration:
    """How this node keeps and serves its pages.

    ``memory_bytes`` is for each web worker; ``disk_bytes`` for the node. ``generation`` names the code and
    theme that render pages: when it changes, pages are rendered again in the background. With
    ``downstream`` set, caches in front are told what they may keep and the keys to purge it by; without,
    they are told to ask each time. ``nginx_folder`` switches the nginx mode on; nginx sends the same
    ``nginx_headers`` with each page, and only pages that have exactly those are put into the folder.
    ``trusted_proxies`` are believed when they say that a reader came over plain http. ``form_bytes`` may be
    sent by anybody to addresses with forms, ``upload_bytes`` by whoever may upload there, of which
    ``upload_memory_bytes`` are kept in memory.
    """

    directory: Path
    base_url: str = "http://localhost:8000"
    generation: str = "0"
    memory_bytes: int = 256 * MEGABYTE
    disk_bytes: int = 2048 * MEGABYTE
    page_bytes: int = 8 * MEGABYTE
    remembered_errors: int = 10_000
    render_threads: int = 2
    request_threads: int = 8
    misses_per_second: int = 50
    brotli_quality: int = 5
    downstream: bool = False
    nginx_folder: Path | None = None
    nginx_headers: tuple[tuple[str, str], ...] = ()
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    form_bytes: int = 64 * 1024
    upload_memory_bytes: int = 2 * MEGABYTE
    upload_bytes: int = 512 * MEGABYTE


def edition_configuration() -> Configuration:
    """Return the configuration; raises ConfigurationError for a name that does not exist."""
    given: dict[str, Any] = {name.lower(): value for name, value in getattr(settings, "EDITION", {}).items()}
    known = {field.name for field in fields(Configuration)}
    for name in given:
        if name not in known:
            raise ConfigurationError(name, sorted(known))
    given.setdefault("directory", Path(getattr(settings, "DATA_DIR", "data")) / "edition")
    given["directory"] = Path(given["directory"])
    if given.get("nginx_folder"):
        given["nginx_folder"] = Path(given["nginx_folder"])
    given["nginx_headers"] = tuple((name.lower(), value) for name, value in given.get("nginx_headers", ()))
    if base_url := getattr(settings, "BASE_URL", None):
        given.setdefault("base_url", base_url)
    return Configuration(**given)
