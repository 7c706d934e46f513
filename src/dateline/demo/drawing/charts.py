"""Charts with labeled axes, from the numbers in the stories."""

import itertools
from collections.abc import Sequence
from math import cos, pi, sin

from dateline.demo.drawing.canvas import Canvas, Color, mix, rgb
from dateline.demo.drawing.palette import INK, OCHRE, PAPER, PETROL, RED, SAND, STEEL

LEFT, RIGHT, TOP, BOTTOM = 170, 1500, 230, 930
RULE = rgb("16202f", 46)


def frame(c: Canvas, *, title: str, unit: str, ticks: Sequence[float], top: float) -> None:
    """Draw the paper, the title, the grid and the vertical axis, which starts at nought."""
    c.gradient((mix(PAPER, SAND, 0.1), mix(PAPER, SAND, 0.45)))
    c.rect(LEFT - 90, 84, 70, 10, RED)
    c.text(LEFT - 90, 112, title, INK, size=50)
    c.text(LEFT - 90, 178, unit, PETROL, size=30)
    for tick in ticks:
        y = place(tick, top=top)
        c.line([(LEFT, y), (RIGHT, y)], INK if tick == 0 else RULE, 3 if tick == 0 else 2)
        c.text(LEFT - 20, y, f"{tick:g}", INK, size=30, anchor="rm")


def place(value: float, *, top: float) -> float:
    """Return the height on the sheet of a value."""
    return BOTTOM - value / top * (BOTTOM - TOP - 40)


def bars(c: Canvas, *, names: Sequence[str], values: Sequence[float], top: float, strong: int) -> None:
    """Draw bars, one of them in the accent color."""
    step = (RIGHT - LEFT) / len(values)
    for n, (name, value) in enumerate(zip(names, values, strict=True)):
        x, y = LEFT + step * (n + 0.2), place(value, top=top)
        c.rect(x, y, step * 0.6, BOTTOM - y, RED if n == strong else PETROL)
        c.text(x + step * 0.3, y - 12, f"{value:g}", INK, size=36, anchor="mb")
        c.text(x + step * 0.3, BOTTOM + 22, name, INK, size=28, anchor="ma")


def curve(
    c: Canvas,
    *,
    values: Sequence[float],
    top: float,
    color: Color,
    name: str,
    name_at: tuple[float, float],
    area: bool = False,
    steps: bool = False,
) -> None:
    """Draw a line through evenly spaced values, with its name beside it."""
    gap = (RIGHT - LEFT) / (len(values) - 1)
    points = [(LEFT + gap * n, place(value, top=top)) for n, value in enumerate(values)]
    if steps:
        pairs = list(itertools.pairwise(points))
        points = [p for a, b in pairs for p in (a, (b[0], a[1]))] + [points[-1]]
    if area:
        c.polygon([*points, (RIGHT, BOTTOM), (LEFT, BOTTOM)], (*color[:3], 60))
    c.line(points, color, 8)
    c.text(*name_at, name, color, size=34, anchor="mm")


def river_level(c: Canvas) -> None:
    """The river in two storms."""
    frame(
        c,
        title="Two storms at the Customs House",
        unit="Water level in centimeters, hours before and after the crest",
        ticks=(0, 50, 100, 150, 200, 250, 300),
        top=300,
    )
    y = place(260, top=300)
    c.rect(LEFT, y - 60, RIGHT - LEFT, 60, (*RED[:3], 26))
    c.line([(LEFT, y), (RIGHT, y)], RED, 4)
    c.text(LEFT + 14, y - 12, "Edge of the Old Quay: 260", RED, size=30, anchor="lb")
    curve(
        c,
        values=(118, 150, 188, 229, 260, 267, 271, 262, 247, 228, 206, 187, 170),
        top=300,
        color=STEEL,
        name="November 2023",
        name_at=(1370, place(226, top=300)),
    )
    curve(
        c,
        values=(104, 122, 143, 165, 188, 216, 249, 226, 198, 176, 158, 147, 140),
        top=300,
        color=PETROL,
        name="November 2026",
        name_at=(1200, place(110, top=300)),
        area=True,
    )
    for n in range(7):
        c.text(
            LEFT + n * (RIGHT - LEFT) / 6,
            BOTTOM + 22,
            f"{n * 4 - 12:+d} h" if n != 3 else "crest",
            INK,
            size=28,
            anchor="ma",
        )


def ships(c: Canvas) -> None:
    """Ships at anchor, day by day."""
    frame(
        c,
        title="Waiting for the pilot",
        unit="Ships at anchor off Selmar at 8 a.m., November 2026",
        ticks=(0, 10, 20, 30),
        top=35,
    )
    bars(
        c,
        names=("Mon 16", "Tue 17", "Wed 18", "Thu 19", "Fri 20"),
        values=(6, 8, 11, 22, 31),
        top=35,
        strong=4,
    )


def rents(c: Canvas) -> None:
    """Rents by district."""
    frame(
        c,
        title="Where rents rise fastest",
        unit="Asking rents, change in the year to October 2026, percent",
        ticks=(0, 5, 10, 15),
        top=18,
    )
    bars(
        c,
        names=("Saltworks", "Tinmarket", "Ferrytown", "Old Quay", "Northbank", "Orla’s Field"),
        values=(16.2, 10.1, 9.7, 8.5, 8.5, 4.8),
        top=18,
        strong=0,
    )


def rate(c: Canvas) -> None:
    """The key rate."""
    frame(
        c,
        title="Holding still",
        unit="Key rate of the National Bank of Kelvia, percent",
        ticks=(0, 2, 4, 6, 8, 10),
        top=10.5,
    )
    curve(
        c,
        values=(9, 9, 8.75, 8.5, 8.25, 8, 7.75, 7.25, 7, 6.75, 6.75, 6.75),
        top=10.5,
        color=PETROL,
        name="9 percent",
        name_at=(LEFT + 110, place(9.6, top=10.5)),
        area=True,
        steps=True,
    )
    c.ellipse(RIGHT, place(6.75, top=10.5), 16, 16, RED)
    c.text(RIGHT - 20, place(7.3, top=10.5), "6.75 percent", RED, size=38, anchor="rm")
    for n, name in enumerate(("Jan 2024", "Jan 2025", "Jan 2026", "Nov")):
        c.text(
            LEFT + n * (RIGHT - LEFT) * (12 / 34.5) if n < 3 else RIGHT,
            BOTTOM + 22,
            name,
            INK,
            size=28,
            anchor="ma",
        )


def council(c: Canvas) -> None:
    """The vote: 45 seats in a half circle."""
    c.gradient((mix(PAPER, SAND, 0.1), mix(PAPER, SAND, 0.5)))
    c.rect(80, 84, 70, 10, RED)
    c.text(80, 112, "The vote on the barrier", INK, size=50)
    seats = []
    for row, count in enumerate((9, 13, 23)):
        radius = 330 + row * 120
        seats += [(pi * (n + 0.5) / count, radius) for n in range(count)]
    for n, (angle, radius) in enumerate(sorted(seats, key=lambda seat: -seat[0])):
        x, y = 800 + radius * cos(angle), 910 - radius * sin(angle)
        fill = PETROL if n < 23 else OCHRE if n == 23 else RED
        c.ellipse(x, y + 5, 37, 37, (*INK[:3], 40))
        c.ellipse(x, y, 37, 37, fill)
        c.ellipse(x, y - 8, 13, 13, (*PAPER[:3], 120))
    c.text(620, 800, "23", PETROL, size=110, anchor="mm")
    c.text(620, 880, "for", PETROL, size=36, anchor="mm")
    c.text(800, 810, "1", OCHRE, size=76, anchor="mm")
    c.text(800, 880, "abstained", INK, size=30, anchor="mm")
    c.text(980, 800, "21", RED, size=110, anchor="mm")
    c.text(980, 880, "against", RED, size=36, anchor="mm")
    c.line([(160, 980), (1440, 980)], RULE, 4)
