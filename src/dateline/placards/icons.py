"""The paper's icon: the first letter of its name in its own serif, on its own colors."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from dateline.placards.drawing import pen_lock
from dateline.placards.typefaces import drawable, font, runs_of

WEIGHT = 680
# Of the side. Masks of devices leave a circle of 80 % (W3C Web Application Manifest, "maskable").
FILLED = 0.56
ARTICLES = ("the ", "an ", "a ")
FALLBACK = "·"


def letter_of(name: str) -> str:
    """Return the letter that a name begins with, its article left out; a dot when it cannot be drawn."""
    lowered = name.strip().lower()
    article = next((one for one in ARTICLES if lowered.startswith(one)), "")
    for sign in name.strip()[len(article) :]:
        if sign.isalnum():
            return sign.upper() if drawable(sign.upper()) else FALLBACK
    return FALLBACK


def draw_icon(name: str, *, size: int, paper: str, ink: str) -> bytes:
    """Return a square icon of ``size`` pixels as PNG."""
    letter = letter_of(name)
    with pen_lock:
        image = Image.new("RGB", (size, size), paper)
        run = runs_of(letter)[0]
        opened = font(run.file, size=round(size * FILLED), weight=WEIGHT)
        left, top, right, bottom = opened.getbbox(letter, anchor="ls")
        at = ((size - right - left) / 2, (size - bottom - top) / 2)
        ImageDraw.Draw(image).text(at, letter, font=opened, fill=ink, anchor="ls")
    output = BytesIO()
    image.quantize(16, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
    return output.getvalue()
