"""Which keys stand for pictures in the edition.

Pages that show a picture announce ``picture/<id>``. Every change of the picture, its crop, its rights and the
making of its renditions touch the same key.
"""

from __future__ import annotations

from dateline.media.models import Picture


def picture_key(picture: Picture) -> str:
    """Return the key of everything that shows this picture."""
    (key,) = picture.touched_keys()
    return key


def media_key(folder: str) -> str:
    """Return the key a downstream cache knows a picture's files by."""
    return f"media/{folder}"
