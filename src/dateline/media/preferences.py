"""What the paper decided about pictures, read from Django's settings each time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from PIL import features


def keeps_originals() -> bool:
    """Return whether the untouched upload is kept in the private folder."""
    return bool(getattr(settings, "DATELINE_KEEP_ORIGINALS", True))


def originals_dir() -> Path:
    """Return the private folder of untouched uploads; it must not be under the public one."""
    default = Path(settings.MEDIA_ROOT).parent / "originals"
    return Path(getattr(settings, "DATELINE_ORIGINALS_DIR", default))


def makes_avif() -> bool:
    """Return whether AVIF files are made: wanted, and possible with this Pillow."""
    return bool(getattr(settings, "DATELINE_AVIF", True)) and features.check("avif") is True


def max_pixels() -> int:
    """Return how many pixels an upload may have, all frames together."""
    return int(getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", None) or 60_000_000)


def max_bytes() -> int:
    """Return how large an upload may be."""
    return int(getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", None) or 40 * 1024 * 1024)


def keep_retired_for() -> timedelta:
    """Return how long a file stays after the last record that named it."""
    return timedelta(hours=int(getattr(settings, "DATELINE_RETIRED_FILE_HOURS", 48)))
