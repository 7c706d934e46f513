"""The names by which caches in front know what a page depends on, the same when told and when purged."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote


def surrogate_names(keys: Iterable[str]) -> list[str]:
    """Return the keys as they are written in Surrogate-Key and Cache-Tag: no spaces, commas or accents."""
    return sorted({quote(key, safe="/:.-_~") for key in keys})
