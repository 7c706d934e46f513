"""Which of many addresses of static files lead to one: asked at once when made-up names come in numbers."""

from __future__ import annotations

import os
from collections.abc import Sequence

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
    # Names that lead out of the folder are nobody's, whatever lies there. Unlike a Path, os.path takes a name
    # that is too long for any file as one that is not there, instead of raising.
    is_inside = ".." not in name.split("/")
    return is_inside and os.path.isfile(os.path.join(settings.STATIC_ROOT, name.lstrip("/")))
