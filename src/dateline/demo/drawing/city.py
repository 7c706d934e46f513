"""The parts of Selmar: skyline, water, bridges, trams, cranes and ships."""

import math

from dateline.demo.drawing.canvas import Canvas, Color, mix
from dateline.demo.drawing.palette import AMBER, INK, PAPER, RED, SNOW


def skyline(
    c: Canvas, *, base: float, tall: float, fill: Color, lit: float = 0.0, light: Color = AMBER
) -> None:
    """Draw a row of houses with roofs of several kinds from edge to edge."""
    x = -30.0
    while x < c.width:
        w = c.random.uniform(60, 130)
        h = c.random.uniform(0.4, 1.0) * tall
        shade = mix(fill, INK, c.random.uniform(0, 0.16))
        top = base - h
        c.rect(x, top, w + 1, h, shade)
        roof = c.random.random()
        if roof < 0.45:
            c.polygon([(x - 4, top), (x + w / 2, top - w * 0.42), (x + w + 5, top)], mix(shade, INK, 0.2))
        elif roof < 0.6:
            c.rect(x + w * 0.6, top - 34, 16, 36, shade)
        elif roof < 0.7:
            c.pie(x + w / 2, top + 2, w * 0.4, 180, 360, mix(shade, INK, 0.15))
            c.rect(x + w / 2 - 3, top - w * 0.4 - 40, 6, 44, shade)
        for wy in range(int(top + 18), int(base - 26), 34):
            for wx in range(int(x + 12), int(x + w - 16), 26):
                if c.random.random() < lit:
                    c.rect(wx, wy, 11, 17, light)
                elif lit < 0.05:
                    c.rect(wx, wy, 11, 17, mix(shade, PAPER, 0.18))
        x += w


def clock_tower(c: Canvas, *, x: float, base: float, tall: float, fill: Color, face: Color = AMBER) -> None:
    """Draw the tower of the Customs House."""
    w = tall * 0.19
    c.rect(x - w / 2, base - tall, w, tall, fill)
    c.rect(x - w * 0.6, base - tall * 0.98, w * 1.2, tall * 0.03, mix(fill, INK, 0.3))
    c.rect(x - w * 0.6, base - tall * 0.7, w * 1.2, tall * 0.025, mix(fill, INK, 0.3))
    c.polygon(
        [(x - w * 0.62, base - tall), (x, base - tall * 1.38), (x + w * 0.62, base - tall)],
        mix(fill, INK, 0.45),
    )
    y = base - tall * 0.84
    c.ellipse(x, y, w * 0.38, w * 0.38, face)
    c.line([(x, y), (x, y - w * 0.28)], INK, w * 0.05)
    c.line([(x, y), (x + w * 0.2, y + w * 0.06)], INK, w * 0.05)


def water(c: Canvas, *, top: float, colors: tuple[Color, Color], glint: Color, count: int = 130) -> None:
    """Fill the lower part with water and its glints, longer toward the viewer."""
    c.gradient(colors, top=top)
    for _ in range(count):
        depth = c.random.random() ** 1.4
        y = top + depth * (c.height - top)
        w = 20 + depth * c.random.uniform(60, 260)
        x = c.random.uniform(-100, c.width)
        c.rect(x, y, w, 2 + depth * 5, (*glint[:3], c.random.randint(30, 110)), radius=2)


def waves(c: Canvas, *, y: float, fill: Color, high: float = 18, length: float = 160) -> None:
    """Draw a rolling crest across the picture and everything below it."""
    shift = c.random.uniform(0, 6)
    points = [
        (x, y + high * math.sin(x / length * 3 + shift) + high * 0.5 * math.sin(x / length * 7.1))
        for x in range(-20, c.width + 40, 12)
    ]
    c.polygon([*points, (c.width + 40, c.height), (-20, c.height)], fill)
    c.line(points, (*SNOW[:3], 90), 3)


def hills(c: Canvas, *, y: float, high: float, fill: Color) -> None:
    """Draw a soft ridge and everything below it."""
    a, b = c.random.uniform(0, 6), c.random.uniform(0, 6)
    points = [
        (x, y - high * (0.6 * math.sin(x / 330 + a) + 0.4 * math.sin(x / 140 + b)))
        for x in range(-20, c.width + 40, 16)
    ]
    c.polygon([*points, (c.width + 40, c.height), (-20, c.height)], fill)


def rain(c: Canvas, *, count: int = 420, color: Color = SNOW) -> None:
    """Drive rain across the picture."""
    for _ in range(count):
        x, y, n = (
            c.random.uniform(0, c.width + 200),
            c.random.uniform(-40, c.height),
            c.random.uniform(18, 60),
        )
        c.line([(x, y), (x - n * 0.45, y + n)], (*color[:3], c.random.randint(25, 90)), 1.5)


def dots(c: Canvas, *, count: int, bottom: float, color: Color = SNOW) -> None:
    """Scatter stars or snow."""
    for _ in range(count):
        r = c.random.uniform(1, 4)
        c.ellipse(c.random.uniform(0, c.width), c.random.uniform(0, bottom), r, r, (*color[:3], 190))


def bridge(c: Canvas, *, y: float, fill: Color, arches: int = 7, deep: float = 150) -> None:
    """Draw an arched bridge from edge to edge; the arches are cut as a run of thick ribs."""
    step = c.width / arches
    c.rect(0, y, c.width, 34, fill)
    c.rect(0, y - 16, c.width, 5, fill)
    for post in range(0, c.width, 40):
        c.rect(post, y - 16, 4, 18, fill)
    for n in range(arches + 1):
        x = n * step
        c.rect(x - 24, y + 30, 48, deep + 60, mix(fill, INK, 0.2))
        left = [
            (
                x + step / 2 + math.cos(a / 20 * math.pi) * step / 2,
                y + 34 + deep * (1 - math.sin(a / 20 * math.pi)),
            )
            for a in range(21)
        ]
        c.polygon([*left[:11], (x + step / 2, y + 30), (x + step, y + 30)], fill)
        c.polygon([*left[10:], (x, y + 30), (x + step / 2, y + 30)], fill)


def tram(c: Canvas, *, x: float, y: float, s: float = 1, body: Color = RED, light: Color = AMBER) -> None:
    """Draw a tram whose wheels stand at y."""
    c.line(
        [(x + 200 * s, y - 235 * s), (x + 240 * s, y - 290 * s), (x + 200 * s, y - 345 * s)],
        INK,
        5 * s,
    )
    c.rect(x, y - 235 * s, 560 * s, 200 * s, body, radius=26 * s)
    c.rect(x + 8 * s, y - 105 * s, 544 * s, 26 * s, PAPER)
    for n in range(6):
        c.rect(x + (26 + n * 88) * s, y - 212 * s, 70 * s, 88 * s, light, radius=8 * s)
    c.rect(x + 12 * s, y - 44 * s, 536 * s, 24 * s, INK, radius=8 * s)
    for n in (90, 170, 400, 480):
        c.ellipse(x + n * s, y - 18 * s, 22 * s, 22 * s, INK)
    c.ellipse(x + 545 * s, y - 64 * s, 12 * s, 12 * s, light)


def crane(c: Canvas, *, x: float, y: float, s: float = 1, fill: Color = INK) -> None:
    """Draw a quayside gantry crane."""
    w = 12 * s
    for a, b in ((0, 30), (170, 140)):
        c.line([(x + a * s, y), (x + b * s, y - 400 * s)], fill, w)
    c.line([(x + 10 * s, y - 130 * s), (x + 160 * s, y - 130 * s)], fill, w)
    c.line([(x + 10 * s, y - 130 * s), (x + 150 * s, y - 380 * s)], fill, w * 0.5)
    c.line([(x - 110 * s, y - 400 * s), (x + 480 * s, y - 400 * s)], fill, w * 1.3)
    c.line(
        [(x - 100 * s, y - 400 * s), (x + 90 * s, y - 540 * s), (x + 460 * s, y - 405 * s)],
        fill,
        w * 0.5,
    )
    c.line([(x + 90 * s, y - 400 * s), (x + 90 * s, y - 540 * s)], fill, w)
    c.rect(x + 300 * s, y - 395 * s, 50 * s, 34 * s, fill)
    c.line([(x + 325 * s, y - 360 * s), (x + 325 * s, y - 200 * s)], fill, 3 * s)


def ship(
    c: Canvas,
    *,
    x: float,
    y: float,
    s: float = 1,
    hull: Color = INK,
    house: Color = PAPER,
    boxes: bool = False,
) -> None:
    """Draw a ship whose waterline is at y."""
    c.polygon([(x, y - 70 * s), (x + 520 * s, y - 70 * s), (x + 480 * s, y), (x + 40 * s, y)], hull)
    c.polygon([(x + 3 * s, y - 24 * s), (x + 494 * s, y - 24 * s), (x + 480 * s, y), (x + 40 * s, y)], RED)
    c.rect(x + 40 * s, y - 160 * s, 90 * s, 92 * s, house)
    c.rect(x + 60 * s, y - 200 * s, 40 * s, 40 * s, RED)
    for n in range(3):
        c.rect(x + (50 + n * 26) * s, y - 145 * s, 14 * s, 14 * s, INK)
    if boxes:
        for n in range(6):
            for m in range(1 + (n * 7 + 2) % 3):
                tone = (RED, mix(INK, PAPER, 0.45), mix(RED, AMBER, 0.6))[(n + m) % 3]
                c.rect(x + (150 + n * 54) * s, y - (104 + m * 34) * s, 50 * s, 32 * s, tone)


def ferry(c: Canvas, *, x: float, y: float, s: float = 1, light: Color = AMBER) -> None:
    """Draw a river ferry whose waterline is at y."""
    c.polygon(
        [(x - 20 * s, y - 80 * s), (x + 620 * s, y - 80 * s), (x + 560 * s, y), (x + 40 * s, y)],
        INK,
    )
    c.rect(x + 40 * s, y - 170 * s, 500 * s, 92 * s, PAPER, radius=8 * s)
    c.rect(x + 150 * s, y - 240 * s, 270 * s, 72 * s, PAPER, radius=8 * s)
    c.polygon(
        [
            (x + 230 * s, y - 330 * s),
            (x + 290 * s, y - 330 * s),
            (x + 300 * s, y - 240 * s),
            (x + 220 * s, y - 240 * s),
        ],
        RED,
    )
    for n in range(8):
        c.rect(x + (62 + n * 60) * s, y - 150 * s, 40 * s, 44 * s, light, radius=5 * s)
    for n in range(4):
        c.rect(x + (172 + n * 60) * s, y - 222 * s, 42 * s, 36 * s, light, radius=5 * s)
