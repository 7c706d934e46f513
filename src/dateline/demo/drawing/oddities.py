"""Scenes of small events: a heron, a goose, a clock, a heap of salt."""

import math

from dateline.demo.drawing import city
from dateline.demo.drawing.canvas import Canvas, mix, rgb
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    DAY_SKY,
    DUSK_SKY,
    FOAM,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    PETROL,
    PLUM,
    RED,
    ROSE,
    SAND,
    SEA,
    SNOW,
    STEEL,
)
from dateline.demo.drawing.scenes import town


def heron(c: Canvas) -> None:
    c.gradient((mix(PETROL, INK, 0.5), PETROL))
    for n in range(3):
        x = 60 + n * 520
        c.rect(x, 110, 460, 470, rgb("122432"), radius=40)
        c.rect(x + 14, 124, 432, 442, mix(NIGHT, ROSE, 0.25), radius=32)
        for m in range(5):
            c.rect(
                x + 30 + m * 80,
                566 - 90 - (m * 67 + n * 40) % 150,
                74,
                90 + (m * 67 + n * 40) % 150,
                mix(NIGHT, INK, 0.2),
            )
            c.rect(x + 52 + m * 80, 566 - 60, 14, 20, AMBER)
    c.line([(0, 60), (1600, 60)], OCHRE, 14)
    for x in range(90, 1600, 210):
        c.line([(x, 60), (x, 130)], OCHRE, 6)
        c.ring(x, 160, 30, OCHRE, 9)
    c.rect(0, 930, 1600, 140, INK)
    for x in (40, 560, 1080):
        c.rect(x, 620, 420, 170, RED, radius=40)
        c.rect(x, 770, 420, 70, mix(RED, INK, 0.3), radius=20)
        c.rect(x + 40, 840, 30, 100, INK)
        c.rect(x + 350, 840, 30, 100, INK)
    for x in (770, 830):
        c.line([(x, 560), (x + 8, 680), (x - 4, 770)], OCHRE, 9)
    c.ellipse(790, 500, 150, 84, STEEL)
    c.polygon([(660, 480), (560, 590), (800, 560)], mix(STEEL, INK, 0.4))
    points = [(880, 470), (940, 400), (900, 330), (930, 250)]
    c.line(points, FOAM, 42)
    c.ellipse(936, 240, 42, 32, FOAM)
    c.polygon([(966, 228), (1100, 252), (966, 258)], OCHRE)
    c.line([(930, 226), (850, 206), (800, 226)], INK, 12)
    c.ellipse(946, 234, 7, 7, INK)


def goose(c: Canvas) -> None:
    c.gradient((mix(STEEL, PAPER, 0.3), STEEL))
    c.polygon([(500, 0), (1100, 0), (1600, 1067), (0, 1067)], mix(INK, STEEL, 0.35))
    for n in range(6):
        t = n / 6
        y = t * t * 1067
        c.polygon(
            [
                (790 - 8 * t, y),
                (810 + 8 * t, y),
                (820 + 14 * t, y + 40 + 90 * t),
                (780 - 14 * t, y + 40 + 90 * t),
            ],
            PAPER,
        )
    c.rect(560, 0, 480, 330, RED, radius=30)
    c.rect(590, 20, 420, 170, FOAM, radius=14)
    c.ellipse(640, 270, 34, 34, AMBER)
    c.ellipse(960, 270, 34, 34, AMBER)
    c.text(800, 260, "22", PAPER, size=90, anchor="mm")
    c.ellipse(800, 960, 260, 40, (*INK[:3], 110))
    c.ellipse(790, 780, 230, 150, mix(STEEL, PAPER, 0.55))
    c.polygon([(600, 740), (480, 700), (620, 860)], mix(STEEL, INK, 0.3))
    c.ellipse(740, 770, 150, 84, mix(STEEL, INK, 0.15))
    c.line([(950, 740), (1010, 620), (980, 480)], mix(STEEL, PAPER, 0.6), 66)
    c.ellipse(985, 456, 58, 48, mix(STEEL, PAPER, 0.6))
    c.polygon([(1034, 440), (1130, 468), (1034, 486)], OCHRE)
    c.ellipse(1004, 446, 9, 9, INK)
    for x in (740, 850):
        c.line([(x, 910), (x, 970), (x + 50, 976)], OCHRE, 16)


def umbrellas(c: Canvas) -> None:
    c.gradient((SAND, mix(SAND, OCHRE, 0.4)))
    for row in range(5):
        for col in range(7):
            x, y = col * 260 + (row % 2) * 130 - 20, row * 240 + 60
            tone = RED if (row, col) == (2, 3) else (INK, NIGHT, mix(INK, STEEL, 0.3))[(row + col) % 3]
            c.ellipse(x + 18, y + 24, 128, 128, (*INK[:3], 50))
            for n in range(8):
                c.pie(x, y, 128, n * 45, n * 45 + 45, mix(tone, PAPER, 0.1 if n % 2 else 0.0))
            for n in range(8):
                a = math.radians(n * 45)
                c.line(
                    [(x, y), (x + 126 * math.cos(a), y + 126 * math.sin(a))],
                    mix(tone, PAPER, 0.3),
                    3,
                )
            c.ellipse(x, y, 9, 9, OCHRE)


def clock(c: Canvas) -> None:
    c.gradient(DAY_SKY)
    city.skyline(c, base=1067, tall=330, fill=mix(SEA, PAPER, 0.3))
    c.rect(520, 150, 560, 920, SAND)
    c.rect(880, 150, 200, 920, mix(SAND, BRICK, 0.3))
    c.polygon([(480, 160), (800, -120), (1120, 160)], PETROL)
    c.rect(480, 150, 640, 40, mix(SAND, INK, 0.3))
    c.ellipse(800, 520, 250, 250, INK)
    c.ellipse(800, 520, 232, 232, PAPER)
    for n in range(12):
        a = math.radians(n * 30)
        c.line(
            [
                (800 + 190 * math.cos(a), 520 + 190 * math.sin(a)),
                (800 + 218 * math.cos(a), 520 + 218 * math.sin(a)),
            ],
            INK,
            14 if n % 3 == 0 else 7,
        )
    c.line([(800, 520), (682, 352)], INK, 16)
    c.line([(800, 520), (770, 390)], INK, 22)
    c.ellipse(800, 520, 20, 20, RED)
    c.ellipse(1010, 268, 74, 44, INK)
    c.ellipse(1080, 240, 34, 32, INK)
    c.polygon([(1106, 234), (1152, 250), (1106, 256)], STEEL)
    c.polygon([(950, 260), (850, 316), (960, 300)], INK)
    c.line([(1090, 250), (1170, 216), (1210, 222)], BRICK, 8)
    c.ellipse(1086, 232, 5, 5, SNOW)


def salt_museum(c: Canvas) -> None:
    c.gradient((rgb("24465a"), rgb("3f7285"), rgb("7fa3a6")))
    for x in range(60, 1600, 300):
        c.polygon([(x + 80, 0), (x + 140, 0), (x + 320, 800), (x - 60, 800)], (*FOAM[:3], 26))
    c.gradient((mix(STEEL, INK, 0.3), INK), top=780)
    for x, y, s in ((360, 860, 300), (1240, 850, 260), (800, 900, 380)):
        c.ellipse(x + 30, y, s * 0.95, 40, (*INK[:3], 90))
        c.polygon([(x - s * 0.8, y), (x, y - s * 1.4), (x + s * 0.8, y)], SNOW)
        c.polygon([(x + s * 0.1, y), (x, y - s * 1.4), (x + s * 0.8, y)], mix(SNOW, STEEL, 0.45))
        for _ in range(40):
            c.ellipse(x + c.random.uniform(-0.9, 0.9) * s, y + c.random.uniform(-4, 30), 4, 4, SNOW)
    for x in (110, 1500):
        c.rect(x - 60, 560, 120, 260, PLUM)
        c.rect(x - 50, 400, 100, 160, (*FOAM[:3], 80))
        c.glow(x, 540, 130, AMBER)
    for x, h in ((560, 150), (620, 110), (1010, 130)):
        c.rect(x, 960 - h, 46, h, INK, radius=20)
        c.ellipse(x + 23, 944 - h, 20, 22, ROSE)


def salt_hall(c: Canvas) -> None:
    town(c, DUSK_SKY, far=PLUM, near=mix(PLUM, INK, 0.5), base=800)
    c.gradient((mix(BRICK, INK, 0.5), INK), top=800)
    c.rect(300, 380, 1000, 450, BRICK)
    c.polygon([(260, 390), (800, 170), (1340, 390)], mix(BRICK, INK, 0.5))
    for n in range(5):
        x = 400 + n * 200
        if n == 2:
            continue
        c.rect(x - 50, 520, 100, 180, AMBER)
        c.pie(x, 524, 50, 180, 360, AMBER)
        c.line([(x, 474), (x, 700)], INK, 6)
    c.rect(700, 520, 200, 310, INK)
    c.polygon([(715, 830), (800, 590), (885, 830)], SNOW)
    c.polygon([(810, 830), (800, 590), (885, 830)], mix(SNOW, ROSE, 0.5))
    c.glow(800, 560, 160, AMBER)
    c.ellipse(800, 310, 44, 44, AMBER)
    for n, x in enumerate((480, 545, 1000, 1060, 1110)):
        c.rect(x, 810 + n % 2 * 16, 38, 110, INK, radius=18)
        c.ellipse(x + 19, 800 + n % 2 * 16, 18, 19, INK)


SCENES = {
    "heron-tram": heron,
    "goose": goose,
    "umbrellas": umbrellas,
    "clock-tower": clock,
    "salt-museum": salt_museum,
    "salt-hall": salt_hall,
}
