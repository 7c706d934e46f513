"""A sheet to draw on: logical pixels, twice as large inside so that edges come out smooth."""

import random
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFont

Color = tuple[int, int, int] | tuple[int, int, int, int]
Point = tuple[float, float]
SCALE = 2


def rgb(code: str, alpha: int = 255) -> tuple[int, int, int, int]:
    """Return a color written as six hexadecimal digits."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16), alpha


def mix(one: Color, two: Color, share: float) -> tuple[int, int, int, int]:
    """Return a color between two others."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one[:3], two[:3], strict=True))
    return red, green, blue, 255


@cache
def _grain(width: int, height: int) -> Image.Image:
    noise = random.Random(7).randbytes(300 * 300)  # noqa: S311 - drawn, not secret
    table = [108 + value * 40 // 255 for value in range(256)]
    tile = Image.frombytes("L", (300, 300), noise).point(table)
    sheet = Image.new("L", (width, height))
    for x in range(0, width, 300):
        for y in range(0, height, 300):
            sheet.paste(tile, (x, y))
    return Image.merge("RGB", (sheet, sheet, sheet))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size=size)


class Canvas:
    """An image under construction."""

    def __init__(self, stem: str, *, width: int = 1600, height: int = 1067) -> None:
        self.width, self.height = width, height
        self.random = random.Random(stem)  # noqa: S311 - every drawing is the same each time
        self._image = Image.new("RGB", (width * SCALE, height * SCALE))
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def gradient(self, colors: Sequence[Color], *, top: float = 0, bottom: float | None = None) -> None:
        """Fill a band from edge to edge with colors that run into each other."""
        low, high = int(top * SCALE), int((self.height if bottom is None else bottom) * SCALE)
        for y in range(low, high, 4):
            place = (y - low) / max(1, high - low) * (len(colors) - 1)
            step = min(int(place), len(colors) - 2)
            fill = mix(colors[step], colors[step + 1], place - step)
            self._draw.rectangle((0, y, self.width * SCALE, min(y + 3, high)), fill=fill)

    def polygon(self, points: Sequence[Point], fill: Color) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def rect(self, x: float, y: float, w: float, h: float, fill: Color, *, radius: float = 0) -> None:
        """Fill a rectangle."""
        box = (x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE)
        self._draw.rounded_rectangle(box, radius=radius * SCALE, fill=fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Color) -> None:
        """Fill an ellipse around a center."""
        self._draw.ellipse(
            ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE), fill=fill
        )

    def ring(self, x: float, y: float, r: float, stroke: Color, width: float) -> None:
        """Draw a circle's outline."""
        box = ((x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE)
        self._draw.ellipse(box, outline=stroke, width=round(width * SCALE))

    def pie(self, x: float, y: float, r: float, start: float, end: float, fill: Color) -> None:
        """Fill a slice of a circle; degrees run clockwise from three o'clock."""
        box = ((x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE)
        self._draw.pieslice(box, start, end, fill=fill)

    def line(self, points: Sequence[Point], stroke: Color, width: float = 3) -> None:
        """Draw a line through points."""
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points],
            fill=stroke,
            width=max(1, round(width * SCALE)),
            joint="curve",
        )

    def glow(self, x: float, y: float, r: float, color: Color, *, strength: int = 14) -> None:
        """Light the air around a point."""
        for step in range(12, 0, -1):
            self.ellipse(x, y, r * step / 12, r * step / 12, (*color[:3], strength))

    def text(
        self, x: float, y: float, words: str, fill: Color, *, size: int = 30, anchor: str = "la"
    ) -> None:
        """Write a few words; charts and maps need them."""
        self._draw.text((x * SCALE, y * SCALE), words, fill=fill, font=_font(size * SCALE), anchor=anchor)

    def jpeg(self, *, artist: str = "", copyright_line: str = "") -> bytes:
        """Finish: smooth the edges, lay the grain and encode."""
        image = self._image.reduce(SCALE)
        image = ImageChops.soft_light(image, _grain(self.width, self.height))
        out = BytesIO()
        exif = Image.Exif()
        if artist:
            exif[0x013B] = artist
            exif[0x8298] = copyright_line
        image.save(out, "JPEG", quality=85, exif=exif)
        return out.getvalue()
