"""Where two saves wait for one another. A file of each says that it is there; workers share nothing else."""

from __future__ import annotations

import time
from pathlib import Path

MEETINGS = "KEEPING_MEETINGS"
PATIENCE = 5.0
"""Seconds; a second save that never comes holds nobody up for longer."""
TWO = 2


def meet(place: Path, *, person: str) -> None:
    """Wait for a save by somebody else at this place. Does nothing where no place was made."""
    if not place.is_dir():
        return
    (place / person).touch()
    deadline = time.monotonic() + PATIENCE
    while place.is_dir() and len(list(place.iterdir())) < TWO and time.monotonic() < deadline:
        time.sleep(0.02)
