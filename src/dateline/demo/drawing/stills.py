"""Still lifes: a table, a light from the left, and something on it."""

from collections.abc import Callable

from dateline.demo.drawing.canvas import Canvas, Color, mix, rgb
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    FOAM,
    INK,
    MOSS,
    OCHRE,
    PAPER,
    PETROL,
    PLUM,
    RED,
    SAND,
    STEEL,
)

WOOD = rgb("8a5a3b")


def table(c: Canvas, wall: Color, *, wood: Color = WOOD) -> None:
    """Draw the wall, a beam of window light and the table."""
    c.gradient((mix(wall, INK, 0.25), wall, mix(wall, PAPER, 0.25)), bottom=720)
    c.polygon([(120, 0), (560, 0), (1160, 720), (620, 720)], (*AMBER[:3], 34))
    c.polygon([(640, 0), (760, 0), (1420, 720), (1260, 720)], (*AMBER[:3], 34))
    c.gradient((mix(wood, PAPER, 0.12), mix(wood, INK, 0.35)), top=700)
    for n in range(5):
        c.line([(0, 740 + n * n * 18), (1600, 736 + n * n * 18)], (*INK[:3], 40), 3)


def shadow(c: Canvas, x: float, y: float, rx: float) -> None:
    """Lay a soft shadow to the right of something."""
    for n in range(5):
        c.ellipse(x + rx * 0.25, y, rx * (1.25 - n * 0.08), rx * 0.2, (*INK[:3], 26))


def round_thing(c: Canvas, x: float, y: float, r: float, color: Color) -> None:
    """Draw an orange, a coin-like ball, a pumpkin segment: anything round and lit from the left."""
    shadow(c, x, y + r * 0.95, r)
    c.ellipse(x, y, r, r, mix(color, INK, 0.28))
    c.ellipse(x - r * 0.1, y - r * 0.08, r * 0.88, r * 0.88, color)
    c.ellipse(x - r * 0.35, y - r * 0.38, r * 0.26, r * 0.2, (*PAPER[:3], 110))


def cup(c: Canvas, x: float, y: float, s: float, color: Color) -> None:
    """Draw a cup in its saucer."""
    shadow(c, x, y + 8 * s, 190 * s)
    c.ellipse(x, y, 200 * s, 42 * s, mix(color, INK, 0.12))
    c.ring(x + 128 * s, y - 120 * s, 56 * s, color, 22 * s)
    c.polygon(
        [
            (x - 130 * s, y - 210 * s),
            (x + 130 * s, y - 210 * s),
            (x + 80 * s, y - 8 * s),
            (x - 80 * s, y - 8 * s),
        ],
        color,
    )
    c.polygon(
        [
            (x + 30 * s, y - 210 * s),
            (x + 130 * s, y - 210 * s),
            (x + 80 * s, y - 8 * s),
            (x + 20 * s, y - 8 * s),
        ],
        mix(color, INK, 0.14),
    )
    c.ellipse(x, y - 210 * s, 130 * s, 30 * s, mix(color, PAPER, 0.4))
    c.ellipse(x, y - 206 * s, 112 * s, 22 * s, BRICK)


def paper_sheet(c: Canvas, x: float, y: float, w: float, h: float, *, marks: bool = True) -> None:
    """Draw a sheet with lines of type, in perspective."""
    c.polygon(
        [(x + 60, y), (x + w + 60, y), (x + w + 16, y + h + 10), (x - 40, y + h + 10)],
        (*INK[:3], 60),
    )
    c.polygon([(x + 50, y - 6), (x + w + 50, y - 6), (x + w, y + h), (x - 50, y + h)], PAPER)
    for n in range(9):
        t = (n + 1) / 10
        left, right = x + 50 - 100 * t + 50, x + w + 50 - 50 * t - 40 - (n % 4) * 30
        c.line([(left, y + h * t), (right, y + h * t)], (*INK[:3], 120), 5)
        if marks and n in (2, 5):
            c.line([(left + 90, y + h * t - 6), (left + 260, y + h * t + 8)], RED, 7)


def pencil(c: Canvas, x: float, y: float, *, color: Color = RED) -> None:
    """Draw a pencil lying down."""
    c.line([(x + 6, y + 14), (x + 380, y - 76)], (*INK[:3], 60), 22)
    c.line([(x, y), (x + 370, y - 90)], color, 24)
    c.line([(x, y - 4), (x + 370, y - 94)], mix(color, PAPER, 0.35), 7)
    c.polygon([(x + 2, y + 13), (x - 52, y + 13), (x - 6, y - 13)], SAND)
    c.polygon([(x - 36, y + 13), (x - 54, y + 14), (x - 40, y + 5)], INK)


def fish(c: Canvas, x: float, y: float, s: float, color: Color) -> None:
    """Draw a perch on its side."""
    c.ellipse(x + 12 * s, y + 26 * s, 250 * s, 62 * s, (*INK[:3], 60))
    c.polygon(
        [(x + 190 * s, y), (x + 330 * s, y - 90 * s), (x + 300 * s, y), (x + 330 * s, y + 90 * s)],
        RED,
    )
    c.ellipse(x, y, 240 * s, 82 * s, color)
    c.ellipse(x - 20 * s, y + 24 * s, 190 * s, 50 * s, (*PAPER[:3], 90))
    for n in range(5):
        c.polygon(
            [
                (x + (n * 62 - 120) * s, y - 74 * s),
                (x + (n * 62 - 94) * s, y - 74 * s),
                (x + (n * 62 - 104) * s, y + 26 * s),
            ],
            (*INK[:3], 150),
        )
    c.polygon([(x - 110 * s, y - 72 * s), (x - 30 * s, y - 150 * s), (x + 110 * s, y - 70 * s)], MOSS)
    c.polygon([(x - 40 * s, y + 74 * s), (x + 40 * s, y + 70 * s), (x + 30 * s, y + 122 * s)], RED)
    c.ellipse(x - 170 * s, y - 18 * s, 19 * s, 19 * s, AMBER)
    c.ellipse(x - 170 * s, y - 18 * s, 9 * s, 9 * s, INK)


def coins(c: Canvas) -> None:
    """A ledger and small change."""
    table(c, PETROL)
    paper_sheet(c, 240, 640, 620, 330, marks=False)
    pencil(c, 470, 860, color=OCHRE)
    for n, tall in enumerate((3, 6, 10, 15)):
        x = 960 + n * 150
        shadow(c, x, 880, 70)
        for m in range(tall):
            c.ellipse(x, 880 - m * 24, 66, 22, mix(OCHRE, INK, 0.35))
            c.ellipse(x, 872 - m * 24, 66, 22, mix(OCHRE, PAPER, 0.25 if m == tall - 1 else 0.08))


def microphones(c: Canvas) -> None:
    """Microphones in front of an empty chair."""
    c.gradient((rgb("7a3a35"), rgb("cf6a4d"), rgb("eeb48a")))
    c.rect(560, 140, 480, 560, PLUM, radius=120)
    c.rect(600, 180, 400, 460, mix(PLUM, RED, 0.2), radius=90)
    c.gradient((mix(WOOD, INK, 0.1), mix(WOOD, INK, 0.5)), top=760)
    for n, x in enumerate((330, 560, 800, 1040, 1270)):
        y = 470 + (n * 53) % 110
        c.line([(x + (x - 800) * 0.25, 960), (x, y + 60)], INK, 18)
        c.rect(x - 48, y - 100, 96, 180, INK, radius=48)
        c.rect(x - 36, y - 88, 30, 120, STEEL, radius=15)
        c.rect(x - 66, y + 60, 132, 74, (RED, PETROL, OCHRE, MOSS, FOAM)[n], radius=10)


def soup(c: Canvas) -> None:
    """A bowl of soup, bread and dill."""
    table(c, rgb("6f8f86"))
    shadow(c, 760, 1000, 300)
    c.pie(760, 640, 380, 0, 180, PAPER)
    c.pie(760, 640, 380, 0, 75, mix(PAPER, INK, 0.14))
    c.ellipse(760, 640, 380, 104, mix(PAPER, INK, 0.08))
    c.ellipse(760, 644, 340, 84, OCHRE)
    for n in range(9):
        x, y = 520 + (n * 137) % 480, 610 + (n * 53) % 70
        c.ellipse(x, y, 42, 17, (AMBER, PAPER, mix(OCHRE, RED, 0.4))[n % 3])
    for _ in range(60):
        at, up = c.random.uniform(480, 1030), c.random.uniform(595, 695)
        c.line([(at, up), (at + 16, up - 7)], MOSS, 4)
    for n in range(3):
        points = [
            (640 + n * 120 + 26 * ((m % 4) - 1.5) * (1 if m % 8 < 4 else -1), 540 - m * 30) for m in range(12)
        ]
        c.line(points, (*PAPER[:3], 70), 16)
    shadow(c, 1330, 890, 170)
    c.rect(1170, 740, 330, 150, mix(WOOD, INK, 0.2), radius=60)
    c.rect(1180, 740, 150, 140, SAND, radius=56)
    c.line([(160, 930), (330, 800)], STEEL, 20)
    c.ellipse(350, 780, 62, 42, STEEL)


def toolbox(c: Canvas) -> None:
    """Valve, torch and tape."""
    table(c, OCHRE)
    shadow(c, 620, 900, 340)
    c.rect(300, 620, 640, 280, RED, radius=20)
    c.rect(300, 620, 640, 60, mix(RED, INK, 0.25), radius=20)
    c.line([(450, 620), (480, 500), (760, 500), (790, 620)], INK, 26)
    c.rect(580, 650, 80, 60, AMBER, radius=8)
    c.line([(380, 620), (340, 380)], STEEL, 40)
    c.ellipse(336, 360, 58, 58, STEEL)
    c.ellipse(322, 336, 30, 30, OCHRE)
    round_thing(c, 1120, 820, 110, PETROL)
    c.ellipse(1110, 812, 50, 50, mix(OCHRE, INK, 0.2))
    c.rect(1240, 820, 250, 70, INK, radius=14)
    c.polygon([(1240, 810), (1160, 780), (1160, 930), (1240, 900)], STEEL)


def typecase(c: Canvas) -> None:
    """Metal type in a case."""
    c.gradient((rgb("5b3a29"), rgb("3a251d")))
    for row in range(6):
        for col in range(9):
            x, y = 40 + col * 172, 40 + row * 168
            c.rect(x, y, 156, 150, rgb("2a1a15"), radius=6)
            for n in range(c.random.randint(4, 12)):
                bx, by = x + c.random.uniform(8, 104), y + c.random.uniform(8, 92)
                tone = mix(STEEL, (PAPER, INK, OCHRE)[n % 3], 0.35)
                c.rect(bx + 5, by + 6, 42, 50, (*INK[:3], 110))
                c.rect(bx, by, 42, 50, tone, radius=3)
                if n % 2 == 0:
                    c.text(bx + 21, by + 25, c.random.choice("AESHLROT&N"), INK, size=34, anchor="mm")
    c.polygon([(0, 0), (700, 0), (200, 1067), (0, 1067)], (*AMBER[:3], 36))


def simple(objects: Callable[[Canvas], None], wall: Color) -> Callable[[Canvas], None]:
    """Return a still life: a table with objects laid by a function."""

    def draw(c: Canvas) -> None:
        table(c, wall)
        objects(c)

    return draw
