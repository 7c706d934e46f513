"""Which of many addresses of static files lead to one: asked at once when made-up names come in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings


def existing_static_files(addresses: Sequence[str]) -> set[str]:
    """Return those of some addresses at which there is a static file."""
    prefix = settings.STATIC_URL
    return {
        address
        for address in addresses
        if address.startswith(prefix) and _is_collected(address.removeprefix(prefix))
    }


def _is_collected(name: str) -> bool:
    root = Path(settings.STATIC_ROOT)
    # Names that lead out of the folder are nobody's, whatever lies there.
    return ".." not in name.split("/") and (root / name.lstrip("/")).is_file()
