"""Draw a picture's sizes and write them in the formats readers get. Nothing but pixels goes in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from dateline.media.pixels import to_srgb

SUFFIXES = {"avif": ".avif", "webp": ".webp", "jpeg": ".jpg", "png": ".png"}
# Measured on one core; see docs/guides/pictures.md before changing a number.
HOW: dict[str, dict[str, Any]] = {
    "avif": {"quality": 52, "speed": 8, "max_threads": 1},
    "webp": {"quality": 76, "method": 4},
    "jpeg": {"quality": 78, "optimize": True, "progressive": True},
    "png": {"optimize": False, "compress_level": 7},
}
LARGEST = 1600


def open_master(content: bytes) -> tuple[Image.Image, float]:
    """Return the picture in sRGB, and how many of its own pixels make one of the file's.

    A JPEG far larger than any rung is decoded at a half, a quarter or an eighth: many times faster.
    """
    image: Image.Image = Image.open(BytesIO(content))
    full_width = image.width
    image.draft("RGB", (LARGEST, LARGEST))
    image.load()
    profile = image.info.get("icc_profile")
    if profile:
        image = to_srgb(image, profile)
    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info else "RGB"
    pixels = Image.new(mode, image.size)
    pixels.paste(image if image.mode == mode else image.convert(mode))
    return pixels, pixels.width / full_width


def draw(image: Image.Image, *, box: tuple[float, float, float, float], size: tuple[int, int]) -> Image.Image:
    """Return the part of the picture inside the box in this size."""
    left, top, right, bottom = box
    inside = (max(0.0, left), max(0.0, top), min(float(image.width), right), min(float(image.height), bottom))
    return image.resize(size, Image.Resampling.LANCZOS, box=inside, reducing_gap=3.0)


def encode(image: Image.Image, image_format: str) -> bytes:
    """Return the file of a drawn picture."""
    if image_format == "jpeg" and image.mode == "RGBA":
        paper = Image.new("RGB", image.size, (255, 255, 255))
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    output = BytesIO()
    image.save(output, image_format.upper(), **HOW[image_format])
    return output.getvalue()
