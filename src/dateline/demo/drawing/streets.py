"""Scenes of the streets: trams, a school, a flood."""

from collections.abc import Sequence

from dateline.demo.drawing import city
from dateline.demo.drawing.canvas import Canvas, Color, mix
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    DAWN_SKY,
    DAY_SKY,
    FOAM,
    INK,
    MOSS,
    NIGHT,
    NIGHT_SKY,
    OCHRE,
    PAPER,
    PETROL,
    RED,
    ROSE,
    SAGE,
    SEA,
    STEEL,
    STORM_SKY,
    WINTER_SKY,
)
from dateline.demo.drawing.scenes import town


def school_shelter(c: Canvas) -> None:
    """A school with every window lit, in the rain."""
    _school(c, NIGHT_SKY, wall=mix(BRICK, INK, 0.45), light=AMBER)
    city.rain(c, count=420)


def school_windows(c: Canvas) -> None:
    """The same kind of school on a cold morning."""
    _school(c, WINTER_SKY, wall=BRICK, light=FOAM)
    city.dots(c, count=160, bottom=1000)


def _school(c: Canvas, sky: Sequence[Color], *, wall: Color, light: Color) -> None:
    c.gradient(sky, bottom=800)
    city.skyline(c, base=800, tall=260, fill=mix(sky[1], INK, 0.25))
    c.gradient((mix(INK, STEEL, 0.35), INK), top=800)
    c.rect(260, 330, 1080, 500, wall)
    c.polygon([(220, 330), (800, 170), (1380, 330)], mix(wall, INK, 0.4))
    c.ellipse(800, 270, 40, 40, light)
    for row in range(3):
        for col in range(9):
            if row == 2 and col == 4:
                continue
            x, y = 300 + col * 114, 370 + row * 145
            c.rect(x - 6, y - 6, 92, 112, mix(wall, INK, 0.35))
            c.rect(x, y, 80, 100, light)
            c.rect(x + 37, y, 5, 100, mix(wall, INK, 0.35))
            if c.random.random() < 0.5:
                c.ellipse(x + 24, y + 66, 12, 14, mix(wall, INK, 0.55))
                c.rect(x + 8, y + 78, 32, 22, mix(wall, INK, 0.55), radius=8)
    c.rect(740, 640, 120, 190, INK)
    c.rect(752, 652, 96, 178, light)
    c.polygon([(740, 830), (860, 830), (1080, 1067), (520, 1067)], (*light[:3], 70))
    for n, x in enumerate((640, 705, 900, 960, 1010)):
        c.rect(x, 800 + n % 2 * 20, 34, 90, INK, radius=16)
        c.ellipse(x + 17, 790 + n % 2 * 20, 16, 17, INK)


def tram_rain(c: Canvas) -> None:
    """A tram in the rain."""
    town(c, STORM_SKY, far=NIGHT, near=mix(NIGHT, PETROL, 0.3), lit=0.35, base=780)
    c.gradient((mix(STEEL, INK, 0.55), INK), top=780)
    c.line([(0, 440), (1600, 470)], INK, 4)
    c.glow(1120, 700, 260, AMBER, strength=10)
    city.tram(c, x=380, y=850, s=1.25)
    for n in range(6):
        c.rect(410 + n * 110, 872, 84, 150, (*AMBER[:3], 44))
    c.rect(380, 866, 700, 150, (*RED[:3], 50))
    city.rain(c)


def tram_hill(c: Canvas) -> None:
    """A tram on the incline."""
    c.gradient(DAY_SKY)
    city.skyline(c, base=720, tall=150, fill=mix(SEA, PAPER, 0.35))
    city.hills(c, y=690, high=60, fill=SAGE)
    c.polygon([(0, 980), (1600, 700), (1600, 1067), (0, 1067)], MOSS)
    for n in range(14):
        x = 40 + n * 120
        y = 960 - n * 21
        c.rect(x, y - 130 - n % 3 * 30, 14, 140, mix(INK, MOSS, 0.4))
        c.ellipse(x + 7, y - 160 - n % 3 * 30, 62, 74, (MOSS, SAGE, OCHRE)[n % 3])
    c.line([(0, 985), (1600, 705)], INK, 10)
    for n in range(3):
        city.tram(c, x=560 + n * 305, y=892 - n * 53, s=0.53)


def flood_street(c: Canvas) -> None:
    """A narrow street under water, tall."""
    c.gradient((*DAWN_SKY,), bottom=900)
    for side in (0, 1):
        for n in range(4):
            near = n * 130
            x = near - 60 if side == 0 else 1260 - near - 190
            top = 140 + n * 150
            fill = mix(BRICK if n % 2 else PETROL, INK, 0.5 - n * 0.1)
            c.rect(x, top, 250 - n * 20, 900 - top + 60 - n * 30, fill)
            c.polygon([(x - 10, top), (x + 115, top - 100), (x + 250, top)], mix(fill, INK, 0.4))
            for m in range(5 - n):
                for k in range(2):
                    c.rect(
                        x + 60 + k * 80,
                        top + 60 + m * 130,
                        40,
                        66,
                        AMBER if (m + n + k) % 3 == 0 else mix(fill, FOAM, 0.3),
                    )
    c.glow(600, 760, 300, AMBER)
    city.water(
        c,
        top=880,
        colors=(
            mix(ROSE, OCHRE, 0.3),
            PETROL,
        ),
        glint=AMBER,
        count=150,
    )
    c.polygon([(480, 1130), (760, 1130), (710, 1190), (530, 1190)], INK)
    for x in (570, 650):
        c.rect(x, 1050, 42, 90, RED if x == 570 else NIGHT, radius=20)
        c.ellipse(x + 21, 1036, 20, 22, ROSE)
    c.line([(660, 1080), (800, 1200)], INK, 8)
    c.line([(220, 880), (220, 640)], INK, 10)
    c.ellipse(220, 630, 22, 22, AMBER)


SCENES = {
    "school-shelter": school_shelter,
    "school-windows": school_windows,
    "tram-rain": tram_rain,
    "tram-hill": tram_hill,
    "flood-2023": flood_street,
}
