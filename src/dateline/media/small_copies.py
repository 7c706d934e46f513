"""Small copies of pictures for the desk, made when asked for and kept nowhere."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from dateline.media.hiding import kept_file


def small_copy(picture: Any, *, side: int) -> bytes | None:
    """Return the picture as WebP within a square of this side; None when its file is lost or damaged."""
    content = kept_file(picture)
    if content is None:
        return None
    output = BytesIO()
    try:
        with Image.open(BytesIO(content)) as image:
            image.thumbnail((side, side))
            image.convert("RGBA" if picture.transparent else "RGB").save(output, "WEBP", quality=80)
    except (OSError, ValueError, SyntaxError):
        return None
    return output.getvalue()
