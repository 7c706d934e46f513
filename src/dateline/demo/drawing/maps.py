"""Locator maps and diagrams: the city, the Narrows, the weather, the barrier."""

import math

from dateline.demo.drawing.canvas import Canvas, Color, Point, mix, rgb
from dateline.demo.drawing.palette import FOAM, INK, OCHRE, PAPER, PETROL, RED, SAND, SEA, STEEL

LAND = rgb("efe3c8")
BLUE = rgb("a9cbd0")
RIVER: list[Point] = [
    (1600, 210),
    (1350, 260),
    (1150, 360),
    (980, 420),
    (800, 540),
    (640, 600),
    (470, 650),
    (330, 700),
]
COAST: list[Point] = [
    (0, 0),
    (360, 0),
    (340, 180),
    (420, 330),
    (390, 480),
    (300, 600),
    (310, 740),
    (400, 880),
    (380, 1067),
    (0, 1067),
]


def _city(c: Canvas) -> None:
    c.gradient((LAND, mix(LAND, SAND, 0.35)))
    for n in range(-6, 26):
        c.line([(n * 80, 0), (n * 80 + 420, 1067)], (*PAPER[:3], 230), 5)
        c.line([(0, n * 64 + 200), (1600, n * 64 - 180)], (*PAPER[:3], 230), 5)
    c.line([(420, 0), (760, 480), (1000, 700), (1250, 1067)], mix(PAPER, OCHRE, 0.35), 14)
    c.line([(400, 900), (760, 480), (1600, 60)], mix(PAPER, OCHRE, 0.35), 14)


def _waters(c: Canvas) -> None:
    c.line(RIVER, BLUE, 74)
    c.polygon(COAST, BLUE)
    for n in range(1, 5):
        c.line([(x - n * 34, y) for x, y in COAST[1:-1]], (*PETROL[:3], 60 - n * 10), 3)
    c.line([(700, 500), (790, 640)], INK, 10)
    c.line([(1010, 350), (1060, 460)], INK, 10)
    c.line([(360, 820), (180, 760), (140, 660)], INK, 12)


def _names(c: Canvas) -> None:
    for x, y, name in (
        (900, 180, "NORTHBANK"),
        (560, 500, "FERRYTOWN"),
        (770, 700, "OLD QUAY"),
        (1020, 860, "TINMARKET"),
        (520, 930, "BREAKWATER"),
        (1290, 620, "ORLA’S FIELD"),
        (1320, 960, "THE TERRACES"),
        (700, 1010, "SALTWORKS"),
    ):
        c.text(x, y, name, INK, size=30, anchor="mm")
    c.text(150, 300, "Arvan Sea", PETROL, size=44, anchor="mm")
    c.text(1290, 268, "Ashel", PETROL, size=36, anchor="mm")
    c.line([(1330, 60), (1530, 60)], INK, 5)
    c.text(1430, 78, "1 kilometer", INK, size=26, anchor="ma")


def _legend(c: Canvas, rows: tuple[tuple[Color, str], ...]) -> None:
    c.rect(40, 40, 430, 40 + 54 * len(rows), (*PAPER[:3], 235), radius=10)
    for n, (color, name) in enumerate(rows):
        c.rect(62, 64 + n * 54, 44, 34, STEEL)
        c.rect(64, 66 + n * 54, 40, 30, mix(PAPER, color, 0.8 if color != PAPER else 0))
        c.text(122, 81 + n * 54, name, INK, size=28, anchor="lm")


def flood(c: Canvas) -> None:
    """Streets that flood at two levels."""
    _city(c)
    c.polygon(
        [
            (330, 560),
            (430, 420),
            (660, 400),
            (900, 400),
            (960, 560),
            (820, 690),
            (700, 800),
            (560, 1000),
            (360, 1060),
            (310, 740),
        ],
        (*OCHRE[:3], 120),
    )
    c.polygon(
        [
            (330, 600),
            (450, 470),
            (640, 470),
            (800, 480),
            (820, 600),
            (700, 720),
            (560, 780),
            (450, 920),
            (390, 880),
        ],
        (*RED[:3], 130),
    )
    _waters(c)
    _names(c)
    _legend(c, (((*RED[:3], 190), "floods at 260 cm"), ((*OCHRE[:3], 190), "floods at 280 cm")))


def mercury(c: Canvas) -> None:
    """Where the samples were taken."""
    c.gradient((mix(BLUE, FOAM, 0.3), mix(BLUE, SEA, 0.5)))
    for n in range(6):
        c.ellipse(620, 560, 560 - n * 80, 400 - n * 56, (*PETROL[:3], 18))
    c.polygon(
        [
            (1600, 0),
            (1230, 0),
            (1180, 240),
            (1260, 420),
            (1180, 620),
            (1290, 820),
            (1240, 1067),
            (1600, 1067),
        ],
        LAND,
    )
    c.polygon([(250, 330), (360, 270), (450, 330), (420, 430), (310, 450), (240, 400)], LAND)
    c.line([(1210, 500), (900, 470), (820, 380)], INK, 14)
    for x, y, total, share in ((980, 360, 110, 21), (860, 640, 140, 34), (480, 560, 130, 67)):
        for n in range(total // 2):
            a, r = c.random.uniform(0, 6.28), 150 * math.sqrt(c.random.random())
            c.ellipse(
                x + r * math.cos(a),
                y + r * 0.6 * math.sin(a),
                9,
                9,
                RED if n < share // 2 else PAPER,
            )
    for x, y, name in (
        (980, 240, "Long Mole"),
        (860, 760, "Channel"),
        (350, 365, "Gull Island"),
        (1400, 560, "Selmar"),
    ):
        c.text(x, y, name, INK, size=38, anchor="mm")
    _legend(c, ((RED, "above the limit"), (PAPER, "below the limit")))


def _route(share: float) -> Point:
    """Return a place along the shipping lane through the Narrows."""
    stops = ((1090, 90), (900, 300), (790, 400), (770, 560), (620, 740), (420, 930))
    step = min(int(share * 5), 4)
    (ax, ay), (bx, by) = stops[step], stops[step + 1]
    rest = share * 5 - step
    return ax + (bx - ax) * rest, ay + (by - ay) * rest


def narrows(c: Canvas) -> None:
    """The strait between two countries."""
    c.gradient((BLUE, mix(BLUE, SEA, 0.4)))
    c.polygon(
        [
            (0, 0),
            (860, 0),
            (780, 190),
            (690, 300),
            (735, 420),
            (640, 560),
            (420, 660),
            (200, 860),
            (0, 920),
        ],
        LAND,
    )
    c.polygon(
        [
            (1600, 1067),
            (560, 1067),
            (700, 900),
            (850, 760),
            (900, 620),
            (850, 520),
            (960, 380),
            (1130, 280),
            (1280, 120),
            (1600, 60),
        ],
        mix(LAND, OCHRE, 0.3),
    )
    for n in range(26):
        x, y = _route(n / 25)
        c.ellipse(x, y, 5, 5, RED)
    for x, y in ((830, 470), (852, 486), (824, 496), (846, 510)):
        c.polygon([(x, y - 12), (x + 10, y + 8), (x - 10, y + 8)], INK)
    c.line([(650, 470), (680, 450)], INK, 3)
    for x, y, name, size in (
        (330, 330, "VELLANY", 60),
        (1240, 760, "LOWER TARN", 60),
        (920, 60, "Southern basin", 30),
        (300, 980, "Arvan Sea", 44),
        (560, 440, "Cape Iris", 34),
        (990, 530, "The Teeth", 34),
        (1180, 420, "Gull Cape", 34),
    ):
        c.text(x, y, name, PETROL if "basin" in name or "Sea" in name else INK, size=size, anchor="mm")
    c.ellipse(705, 430, 12, 12, RED)


def weather(c: Canvas) -> None:
    """Isobars around a deep low, with a cold front."""
    c.gradient((rgb("dfe8e2"), rgb("b7cfd2")))
    c.polygon(
        [
            (1600, 0),
            (1180, 0),
            (1120, 220),
            (1240, 420),
            (1160, 640),
            (1330, 860),
            (1280, 1067),
            (1600, 1067),
        ],
        LAND,
    )
    c.polygon([(0, 780), (180, 830), (340, 960), (360, 1067), (0, 1067)], LAND)
    for n in range(8):
        points = []
        for a in range(0, 364, 4):
            r = 70 + n * 78 + 14 * n * math.sin(math.radians(a * 2 + 40)) * 0.5
            points.append(
                (
                    640 + r * 1.25 * math.cos(math.radians(a)),
                    500 + r * 0.8 * math.sin(math.radians(a)),
                )
            )
        c.line(points, (*PETROL[:3], 220), 4 if n % 2 else 6)
        if n % 2 == 0 and n:
            c.text(points[68][0], points[68][1], str(984 + n * 4), PETROL, size=26, anchor="mm")
    front = [(700 + 420 * math.sin(t / 20), 520 + t * 22 - 4) for t in range(23)]
    c.line(front, PETROL, 9)
    for x, y in front[2::3]:
        c.polygon([(x, y - 22), (x + 38, y + 4), (x, y + 22)], PETROL)
    c.text(640, 500, "L", RED, size=130, anchor="mm")
    c.text(1230, 600, "Selmar", INK, size=38, anchor="lm")
    c.ellipse(1200, 560, 14, 14, RED)
    for y in (330, 430, 640, 740):
        c.line([(880, y + 60), (1060, y)], (*RED[:3], 210), 9)
        c.polygon([(1050, y - 22), (1096, y - 12), (1062, y + 24)], RED)


def barrier(c: Canvas) -> None:
    """The barrier in section, three gates in three positions."""
    c.gradient((rgb("c9dcd9"), rgb("f1e6cd")), bottom=560)
    c.rect(0, 520, 1600, 547, SEA)
    c.polygon([(0, 360), (760, 372), (900, 520), (0, 560)], SEA)
    c.line([(0, 360), (420, 352), (760, 372)], PAPER, 6)
    c.polygon(
        [
            (0, 900),
            (480, 880),
            (560, 800),
            (1120, 800),
            (1200, 890),
            (1600, 870),
            (1600, 1067),
            (0, 1067),
        ],
        rgb("8b7355"),
    )
    c.rect(560, 790, 560, 90, STEEL, radius=10)
    c.polygon([(700, 800), (760, 780), (930, 340), (860, 312)], RED)
    c.polygon([(726, 770), (745, 765), (905, 345), (875, 333)], mix(RED, PAPER, 0.35))
    c.ellipse(735, 800, 34, 34, INK)
    c.polygon([(770, 790), (1080, 760), (1090, 790)], (*INK[:3], 90))
    for n in range(9):
        c.ellipse(960 + n * 26, 740 - n * 21, 7 + n % 3 * 4, 7 + n % 3 * 4, (*PAPER[:3], 150))
    for n in range(8):
        h = 90 + (n * 37) % 90
        c.rect(1230 + n * 46, 520 - h, 44, h, mix(PETROL, INK, 0.2 + n % 3 * 0.15))
    c.rect(1190, 516, 410, 50, rgb("6d5c48"))
    c.text(250, 300, "Sea, driven by wind", INK, size=38, anchor="mm")
    c.text(1110, 600, "Ashel", PAPER, size=38, anchor="mm")
    c.text(840, 930, "Gate at rest, filled with water", PAPER, size=32, anchor="mm")
    c.text(840, 270, "Gate raised with air", INK, size=38, anchor="mm")
