"""Which addresses belong to the desk and which to readers."""

from __future__ import annotations

DESK_PATH = "/desk/"


def is_desk(path: str) -> bool:
    """Say whether the address belongs to staff; every other address is public."""
    return path.startswith(DESK_PATH) or path == DESK_PATH.rstrip("/")
