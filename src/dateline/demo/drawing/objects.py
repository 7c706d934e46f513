"""The still lifes that are a table and a few things on it."""

import math

from dateline.demo.drawing.canvas import Canvas, mix, rgb
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    FOAM,
    INK,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PETROL,
    PLUM,
    RED,
    ROSE,
    SAGE,
    SAND,
    SNOW,
    STEEL,
)
from dateline.demo.drawing.stills import (
    WOOD,
    coins,
    cup,
    fish,
    microphones,
    paper_sheet,
    pencil,
    round_thing,
    shadow,
    simple,
    soup,
    toolbox,
    typecase,
)


def net(c: Canvas) -> None:
    c.gradient((FOAM, mix(FOAM, PETROL, 0.45), PETROL))
    fish(c, 620, 620, 1.0, SAGE)
    fish(c, 1000, 780, 0.9, mix(SAGE, OCHRE, 0.5))
    paper_sheet(c, 900, 380, 300, 220)
    c.rect(420, 760, 150, 210, MOSS, radius=50)
    c.rect(468, 690, 54, 90, MOSS, radius=12)
    c.ring(830, 470, 60, OCHRE, 20)
    for n in range(-9, 26):
        left = [(n * 90 + t * 9 + 14 * math.sin(t / 2 + n), 120 + t * 32) for t in range(30)]
        right = [(n * 90 - t * 9 + 500 + 14 * math.sin(t / 2 + n), 120 + t * 32) for t in range(30)]
        c.line(left, (*NIGHT[:3], 170), 5)
        c.line(right, (*NIGHT[:3], 170), 5)
    c.line([(0, 118), (1600, 118)], BRICK, 16)
    for n in range(11):
        c.ellipse(60 + n * 150, 118, 44, 30, RED if n % 2 else OCHRE)


def proofs(c: Canvas) -> None:
    paper_sheet(c, 260, 560, 760, 420)
    pencil(c, 700, 900)
    cup(c, 1290, 860, 0.9, FOAM)


def bread(c: Canvas) -> None:
    shadow(c, 740, 880, 420)
    c.rect(330, 560, 820, 330, mix(BRICK, INK, 0.3), radius=150)
    c.rect(340, 550, 790, 290, mix(BRICK, OCHRE, 0.25), radius=140)
    for n in range(5):
        c.polygon(
            [
                (450 + n * 130, 590),
                (500 + n * 130, 580),
                (560 + n * 130, 780),
                (510 + n * 130, 790),
            ],
            SAND,
        )
    for _ in range(200):
        c.ellipse(c.random.uniform(200, 1400), c.random.uniform(860, 980), 4, 3, SAND)
    c.polygon([(1180, 960), (1480, 800), (1500, 826), (1200, 990)], STEEL)
    c.line([(1190, 975), (1060, 1040)], INK, 34)


def perch(c: Canvas) -> None:
    for n in range(40):
        x, y = c.random.uniform(150, 1450), c.random.uniform(760, 980)
        c.polygon([(x, y), (x + 70, y - 30), (x + 110, y + 16), (x + 30, y + 50)], (*SNOW[:3], 150 + n))
    fish(c, 620, 720, 1.2, SAGE)
    fish(c, 1000, 860, 1.15, mix(SAGE, OCHRE, 0.4))


def books(c: Canvas) -> None:
    for n, (w, tone) in enumerate(((640, RED), (580, OCHRE), (620, PETROL), (520, PLUM), (560, MOSS))):
        y = 880 - n * 72
        c.rect(360 + n % 3 * 30, y, w, 70, tone, radius=8)
        c.rect(380 + n % 3 * 30, y + 8, 26, 54, mix(tone, PAPER, 0.4))
        c.rect(360 + n % 3 * 30 + w - 26, y + 8, 26, 54, PAPER)
    c.polygon([(1120, 320), (1360, 320), (1440, 520), (1040, 520)], AMBER)
    c.rect(1228, 520, 24, 360, INK)
    c.ellipse(1240, 884, 120, 26, INK)
    c.glow(1240, 540, 420, AMBER, strength=9)


def keys(c: Canvas) -> None:
    c.rect(420, 640, 620, 230, RED, radius=80)
    c.polygon([(540, 650), (640, 510), (860, 510), (950, 650)], FOAM)
    c.line([(750, 510), (750, 650)], RED, 18)
    for x in (560, 900):
        c.ellipse(x, 870, 78, 78, INK)
        c.ellipse(x, 870, 34, 34, STEEL)
    c.ring(1250, 830, 70, OCHRE, 20)
    c.line([(1300, 880), (1420, 990), (1396, 1010)], OCHRE, 22)
    c.line([(1200, 880), (1150, 1010), (1180, 1024)], STEEL, 22)


def oranges(c: Canvas) -> None:
    for x, y, r in (
        (520, 800, 130),
        (780, 830, 140),
        (1040, 800, 126),
        (660, 620, 124),
        (910, 610, 130),
        (1330, 860, 120),
    ):
        round_thing(c, x, y, r, rgb("e8842c"))
    for x, y in ((680, 508), (1330, 748)):
        c.polygon([(x, y), (x + 70, y - 60), (x + 120, y - 20), (x + 50, y + 10)], MOSS)


def tea(c: Canvas) -> None:
    cup(c, 560, 880, 1.25, SNOW)
    c.rect(900, 780, 330, 60, PETROL, radius=6)
    c.rect(930, 724, 330, 58, RED, radius=6)
    paper_sheet(c, 960, 880, 380, 130, marks=False)
    for x, y in ((1340, 780), (1410, 800), (1374, 756)):
        c.ellipse(x, y, 46, 26, OCHRE)
        c.ellipse(x, y - 4, 26, 12, BRICK)


def umbrella(c: Canvas) -> None:
    shadow(c, 800, 940, 380)
    for n in range(6):
        c.pie(800, 560, 420, 180 + n * 30, 210 + n * 30, (RED, mix(RED, INK, 0.25))[n % 2])
    for n in range(6):
        c.ellipse(450 + n * 140, 560, 70, 28, mix(PETROL, FOAM, 0.45))
    c.line([(800, 140), (800, 900)], INK, 16)
    c.line([(800, 900), (790, 960), (740, 960), (728, 910)], INK, 16)
    for x, w, tone in ((560, 170, OCHRE), (900, 190, PETROL)):
        c.rect(x, 780, w, 140, SAND)
        c.polygon([(x - 20, 790), (x + w / 2, 690), (x + w + 20, 790)], tone)
        c.rect(x + w / 2 - 22, 840, 44, 80, INK)


def ballot(c: Canvas) -> None:
    shadow(c, 800, 920, 340)
    c.rect(500, 480, 600, 440, PETROL, radius=10)
    c.polygon([(500, 480), (580, 400), (1180, 400), (1100, 480)], mix(PETROL, PAPER, 0.3))
    c.polygon([(1100, 480), (1180, 400), (1180, 840), (1100, 920)], mix(PETROL, INK, 0.35))
    c.polygon([(690, 450), (710, 430), (990, 430), (970, 450)], INK)
    c.polygon([(720, 440), (760, 170), (1010, 200), (960, 440)], PAPER)
    for n in range(3):
        c.rect(790 + n * -6, 226 + n * 62, 32, 32, STEEL)
        c.line([(850 - n * 6, 244 + n * 62), (950 - n * 6, 254 + n * 62)], STEEL, 8)
    c.line([(786, 304), (800, 320), (828, 280)], RED, 10)
    c.ellipse(800, 700, 90, 90, OCHRE)
    c.polygon([(800, 630), (866, 740), (734, 740)], PAPER)


def lanterns(c: Canvas) -> None:
    c.gradient((INK, mix(BRICK, INK, 0.55), mix(BRICK, INK, 0.75)))
    c.gradient((mix(WOOD, INK, 0.4), INK), top=820)
    for x, y, s in ((380, 880, 1.0), (800, 940, 1.25), (1220, 890, 1.05)):
        c.glow(x, y - 220 * s, 330 * s, AMBER, strength=13)
        c.rect(x - 110 * s, y - 50 * s, 220 * s, 50 * s, OCHRE, radius=10)
        c.rect(x - 90 * s, y - 360 * s, 180 * s, 310 * s, (*AMBER[:3], 150), radius=40)
        c.ellipse(x, y - 170 * s, 34 * s, 84 * s, AMBER)
        c.ellipse(x, y - 150 * s, 18 * s, 50 * s, SNOW)
        for side in (-1, 1):
            c.line([(x + side * 92 * s, y - 50 * s), (x + side * 92 * s, y - 360 * s)], BRICK, 12 * s)
        c.polygon(
            [
                (x - 120 * s, y - 350 * s),
                (x - 50 * s, y - 440 * s),
                (x + 50 * s, y - 440 * s),
                (x + 120 * s, y - 350 * s),
            ],
            OCHRE,
        )
        c.ring(x, y - 480 * s, 56 * s, OCHRE, 12 * s)


SCENES = {
    "still-coins": coins,
    "still-microphones": microphones,
    "still-soup": soup,
    "still-toolbox": toolbox,
    "still-type": typecase,
    "still-net": net,
    "opera-lanterns": lanterns,
    "still-proofs": simple(proofs, PETROL),
    "still-bread": simple(bread, rgb("8fa6a0")),
    "still-perch": simple(perch, STEEL),
    "still-books": simple(books, mix(MOSS, INK, 0.3)),
    "still-keys": simple(keys, SAND),
    "still-oranges": simple(oranges, NIGHT),
    "still-tea": simple(tea, PLUM),
    "still-umbrella": simple(umbrella, mix(ROSE, SAND, 0.5)),
    "ballot": simple(ballot, mix(RED, SAND, 0.45)),
}
