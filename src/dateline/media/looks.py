"""Tell pictures that look alike: 64 signs of a picture that survive another size, format or quality.

The signs are those of the “pHash” of Christoph Zauner's thesis “Implementation and Benchmarking of Perceptual
Image Hash Functions” (2010): the picture in 32 by 32 greys, the 8 by 8 slowest waves of its cosine transform,
and for each whether it is above their median. Every other sign of slow waves goes into another band, so that
each band has as much to say.

Signs that differ in at most seven places are equal, or differ in one place, in one of four bands of 16: so a
lookup asks four indexes for 17 values each, however many pictures there are (after Manku, Jain and Sarma,
“Detecting Near-Duplicates for Web Crawling”, WWW 2007).
"""

from __future__ import annotations

from math import cos, pi
from statistics import median

from PIL import Image

SIDE = 32
KEPT = 8
BANDS = 4
BAND_BITS = 16
# What the four bands can find for certain.
MOST_DIFFERENT = 7
# Greys that differ by less, all in all, are one plain colour, and all plain colours look alike.
PLAIN = 6
_WAVES = [
    [cos(pi * (2 * place + 1) * wave / (2 * SIDE)) for place in range(SIDE)] for wave in range(KEPT + 1)
]


def look_of(image: Image.Image) -> str:
    """Return the look of a picture as 16 hexadecimal digits; empty for one of a single plain colour."""
    grey = _small(image).convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    lowest, highest = grey.getextrema()
    if highest - lowest < PLAIN:  # type: ignore[operator]  # one channel has plain extrema
        return ""
    values = _slow_waves(grey.tobytes())
    middle = median(values)
    signs = 0
    for position, value in enumerate(values):
        if value > middle:
            band, place = position % BANDS, position // BANDS
            signs |= 1 << (band * BAND_BITS + place)
    return f"{signs:016x}"


def bands_of(look: str) -> tuple[int, ...]:
    """Return the four bands of a look."""
    signs = int(look, 16)
    return tuple((signs >> (band * BAND_BITS)) & 0xFFFF for band in range(BANDS))


def near_bands(band: int) -> list[int]:
    """Return the band itself and all that differ from it in one place."""
    return [band, *(band ^ (1 << place) for place in range(BAND_BITS))]


def distance(one: str, other: str) -> int:
    """Return in how many of the 64 signs two looks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _small(image: Image.Image) -> Image.Image:
    """Return the picture on white paper, made small first: sixty megapixels are copied only once."""
    whole = image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGBA")
    small = whole.resize((SIDE * 4, SIDE * 4), Image.Resampling.BOX)
    if small.mode != "RGBA":
        return small
    white = Image.new("RGBA", small.size, "white")
    white.alpha_composite(small)
    return white


def _slow_waves(greys: bytes) -> list[float]:
    """Return the slowest waves of both directions without the picture's mean, the slowest first."""
    rows = [
        [sum(grey * wave[x] for x, grey in enumerate(greys[y * SIDE : (y + 1) * SIDE])) for wave in _WAVES]
        for y in range(SIDE)
    ]
    found = [
        (across + down, sum(rows[y][across] * _WAVES[down][y] for y in range(SIDE)))
        for down in range(KEPT + 1)
        for across in range(KEPT + 1)
        if (across, down) != (0, 0)
    ]
    found.sort(key=lambda pair: pair[0])
    return [value for _speed, value in found[: BANDS * BAND_BITS]]
