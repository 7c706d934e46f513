"""Scenes of the coast and the country, and of smaller events."""

import math

from dateline.demo.drawing import city
from dateline.demo.drawing.canvas import Canvas, mix, rgb
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    DAWN_SKY,
    DAY_SKY,
    DUSK_SKY,
    FOAM,
    INK,
    MOSS,
    NIGHT,
    NIGHT_SKY,
    OCHRE,
    PAPER,
    PETROL,
    PLUM,
    RED,
    ROSE,
    SAGE,
    SAND,
    SEA,
    SNOW,
    STEEL,
    WINTER_SKY,
)


def dam(c: Canvas) -> None:
    c.gradient(DUSK_SKY)
    city.hills(c, y=250, high=110, fill=mix(PLUM, INK, 0.3))
    city.hills(c, y=340, high=60, fill=mix(PLUM, INK, 0.6))
    c.polygon([(0, 400), (1600, 400), (1480, 900), (120, 900)], mix(SAND, STEEL, 0.55))
    c.rect(0, 376, 1600, 40, mix(SAND, INK, 0.4))
    for n in range(5):
        x = 240 + n * 240
        c.rect(x, 440, 150, 200, mix(INK, STEEL, 0.3))
        if n in (1, 3):
            for m in range(9):
                c.polygon(
                    [
                        (x + m * 16, 560),
                        (x + 10 + m * 16, 560),
                        (x + m * 20 + 6, 960),
                        (x - 30 + m * 20, 960),
                    ],
                    (*SNOW[:3], 190),
                )
    city.water(c, top=890, colors=(SEA, PETROL), glint=SNOW)
    for _n in range(30):
        c.ellipse(
            420 + c.random.uniform(-80, 760),
            900 + c.random.uniform(-10, 40),
            c.random.uniform(14, 46),
            18,
            (*SNOW[:3], 120),
        )


def barrier_mouth(c: Canvas) -> None:
    c.gradient(DAWN_SKY, bottom=560)
    c.glow(800, 540, 420, AMBER)
    city.water(c, top=560, colors=(ROSE, NIGHT), glint=AMBER, count=220)
    c.polygon([(0, 520), (420, 560), (560, 620), (0, 760)], mix(PLUM, INK, 0.5))
    c.polygon([(1600, 500), (1180, 560), (1060, 620), (1600, 800)], mix(PLUM, INK, 0.6))
    for x, s in ((470, 150), (1150, 180)):
        c.polygon([(x - 18, 590), (x + 18, 590), (x + 11, 590 - s), (x - 11, 590 - s)], PAPER)
        c.rect(x - 16, 590 - s - 26, 32, 28, RED)
        c.glow(x, 578 - s, 90, AMBER, strength=18)
    city.ship(c, x=690, y=640, s=0.42)
    for x, y in ((380, 900), (820, 980)):
        c.polygon([(x - 30, y), (x + 30, y), (x, y - 130)], RED)


def courthouse(c: Canvas) -> None:
    c.gradient(WINTER_SKY)
    c.polygon([(200, 330), (800, 110), (1400, 330)], mix(SAND, PAPER, 0.5))
    c.polygon([(330, 310), (800, 140), (1270, 310)], mix(SAND, STEEL, 0.3))
    c.rect(200, 330, 1200, 60, SAND)
    c.rect(240, 390, 1120, 420, mix(BRICK, INK, 0.5))
    c.rect(720, 520, 160, 290, INK)
    for n in range(8):
        x = 250 + n * 148
        c.rect(x, 390, 70, 430, mix(PAPER, SAND, 0.4))
        c.rect(x + 44, 390, 26, 430, mix(SAND, STEEL, 0.5))
        c.rect(x - 10, 386, 90, 22, PAPER)
    for n in range(6):
        c.rect(180 - n * 36, 810 + n * 44, 1240 + n * 72, 46, mix(PAPER, STEEL, 0.2 + n * 0.1))
    for n, (x, y) in enumerate(((500, 960), (560, 950), (640, 966), (1010, 930))):
        c.polygon(
            [(x, y - 100), (x + 44, y - 100), (x + 60, y + 30), (x - 16, y + 30)],
            (INK, PETROL, RED, NIGHT)[n],
        )
        c.ellipse(x + 22, y - 118, 21, 23, mix(ROSE, BRICK, n * 0.15))
    c.line([(800, 170), (800, 290)], INK, 8)
    c.line([(730, 200), (870, 200)], INK, 6)
    for x in (730, 870):
        c.pie(x, 240, 36, 0, 180, INK)


def train(c: Canvas) -> None:
    c.gradient(NIGHT_SKY)
    city.dots(c, count=140, bottom=420)
    c.ellipse(1270, 190, 70, 70, PAPER)
    c.ellipse(1300, 176, 62, 62, mix(NIGHT, INK, 0.3))
    city.hills(c, y=520, high=120, fill=mix(NIGHT, PETROL, 0.5))
    city.hills(c, y=760, high=70, fill=mix(INK, PETROL, 0.35))
    city.bridge(c, y=640, fill=mix(SAND, NIGHT, 0.55), arches=6, deep=190)
    for n in range(5):
        x = -60 + n * 310
        c.rect(x, 520, 300, 104, PETROL if n < 4 else RED, radius=18)
        for m in range(5):
            c.rect(x + 22 + m * 54, 545, 36, 36, AMBER, radius=4)
    c.polygon([(1480, 560), (1600, 520), (1600, 640), (1480, 600)], (*AMBER[:3], 90))


def shipyard(c: Canvas) -> None:
    c.gradient((rgb("2d4656"), rgb("5f7d87"), rgb("b3b9a8")))
    for n in range(9):
        x = n * 200
        c.line([(x, 0), (x, 900)], INK, 12)
        c.line([(x, 200), (x + 100, 60), (x + 200, 200)], INK, 9)
    c.polygon([(240, 400), (1400, 400), (1250, 860), (420, 860)], PETROL)
    c.polygon([(310, 640), (1320, 640), (1250, 860), (420, 860)], RED)
    c.polygon([(820, 400), (1400, 400), (1250, 860), (820, 860)], (*INK[:3], 70))
    for n in range(8):
        c.line([(330 + n * 130, 400), (440 + n * 105, 860)], (*INK[:3], 60), 4)
    c.gradient((INK, rgb("0c131d")), top=860)
    for n in range(7):
        c.rect(440 + n * 120, 850, 50, 60, OCHRE)
    for x, y in ((520, 600), (960, 520), (1120, 760)):
        c.glow(x, y, 190, SNOW, strength=16)
        for _ in range(40):
            a, r = c.random.uniform(0, 3.14), c.random.uniform(20, 150)
            c.line([(x, y), (x + r * math.cos(a), y + r * math.sin(a))], (*AMBER[:3], 150), 2)
        c.rect(x - 70, y - 10, 44, 110, INK, radius=18)
        c.ellipse(x - 48, y - 24, 22, 24, OCHRE)


def flood_meadow(c: Canvas) -> None:
    c.gradient(DAY_SKY, bottom=520)
    city.hills(c, y=480, high=50, fill=SAGE)
    city.water(c, top=510, colors=(FOAM, SEA), glint=SNOW, count=200)
    for x, y, s in ((240, 640, 1.0), (620, 590, 0.7), (1240, 660, 1.2)):
        c.rect(x, y - 120 * s, 220 * s, 120 * s, PAPER)
        c.polygon([(x - 26 * s, y - 116 * s), (x + 110 * s, y - 220 * s), (x + 246 * s, y - 116 * s)], RED)
        c.rect(x + 40 * s, y - 90 * s, 44 * s, 50 * s, PETROL)
        c.rect(x + 136 * s, y - 90 * s, 44 * s, 50 * s, PETROL)
        c.rect(x, y, 220 * s, 70 * s, (*RED[:3], 40))
    for n in range(9):
        x = 80 + n * 190
        c.line([(x, 780), (x, 700 + n % 3 * 20)], MOSS, 12)
    c.polygon([(700, 880), (1060, 880), (1010, 950), (740, 950)], INK)
    c.polygon([(850, 740), (900, 740), (930, 890), (820, 890)], PETROL)
    c.ellipse(876, 712, 28, 30, ROSE)
    c.rect(940, 830, 80, 54, OCHRE)
    c.line([(900, 780), (1100, 1000)], BRICK, 10)


def ice(c: Canvas) -> None:
    c.gradient(WINTER_SKY, bottom=420)
    city.skyline(c, base=430, tall=110, fill=mix(STEEL, SNOW, 0.3))
    c.gradient((SNOW, mix(SNOW, SEA, 0.25)), top=420)
    c.polygon([(420, 620), (1180, 600), (1380, 860), (240, 900)], PETROL)
    c.polygon([(440, 640), (1160, 622), (1300, 800), (330, 840)], mix(PETROL, INK, 0.3))
    for n in range(9):
        x, y = 420 + n * 98, 720 + (n * 47) % 110
        c.ellipse(x, y + 20, 60, 14, (*SNOW[:3], 120))
        c.ellipse(x, y, 26, 30, mix(ROSE, BRICK, n % 3 * 0.2))
        c.pie(x, y - 6, 29, 180, 360, (RED, OCHRE, PAPER)[n % 3])
    c.line([(1340, 520), (1300, 820)], BRICK, 12)
    c.line([(1410, 530), (1390, 830)], BRICK, 12)
    for n in range(6):
        c.line([(1335 - n * 6, 560 + n * 46), (1408 - n * 4, 564 + n * 46)], BRICK, 9)
    city.dots(c, count=90, bottom=1067)


def ice_road(c: Canvas) -> None:
    c.gradient(WINTER_SKY, bottom=400)
    city.hills(c, y=390, high=26, fill=mix(STEEL, SNOW, 0.3))
    c.gradient((SNOW, mix(SNOW, SEA, 0.3)), top=400)
    c.polygon([(780, 402), (820, 402), (1300, 1067), (300, 1067)], mix(SNOW, STEEL, 0.35))
    for n in range(9):
        t = (n / 9) ** 1.6
        for side in (-1, 1):
            x, y = 800 + side * (24 + 560 * t), 420 + 640 * t
            c.line([(x, y), (x + 4, y - 30 - 170 * t)], BRICK, 3 + 8 * t)
    c.rect(700, 560, 230, 120, RED, radius=16)
    c.rect(720, 580, 80, 50, FOAM)
    for x in (740, 880):
        c.ellipse(x, 682, 24, 24, INK)
    for x, y, s in ((560, 760, 1), (1010, 850, 1.4), (640, 930, 1.6)):
        c.rect(x, y - 100 * s, 36 * s, 100 * s, PETROL, radius=16)
        c.ellipse(x + 18 * s, y - 112 * s, 18 * s, 20 * s, OCHRE)


SCENES = {
    "dam": dam,
    "barrier-mouth": barrier_mouth,
    "courthouse": courthouse,
    "train": train,
    "shipyard": shipyard,
    "flood-meadow": flood_meadow,
    "ice-swimmers": ice,
    "ice-road": ice_road,
}
