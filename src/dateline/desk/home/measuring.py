"""How much room the paper takes on this machine's disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from dateline.edition.actions import note_well

MEDIA = "media"


def measure_media() -> None:
    """Add up what lies in the folder of pictures and files, and note it."""
    note_well(name=MEDIA, at=timezone.now(), amount=bytes_in(Path(settings.MEDIA_ROOT)))


def bytes_in(folder: Path) -> int:
    """Return the bytes of all files in a folder; what goes away meanwhile counts nothing."""
    total = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).lstat().st_size
            except OSError:
                continue
    return total


def free_bytes() -> tuple[int, int]:
    """Return how many bytes are free where the data lies, or will, and of how many."""
    data = Path(settings.DATA_DIR)
    usage = shutil.disk_usage(next(place for place in (data, *data.parents) if place.exists()))
    return usage.free, usage.total


def database_bytes() -> int:
    """Return what the database takes."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return sum(path.stat().st_size for path in (Path(name), Path(f"{name}-wal")) if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
