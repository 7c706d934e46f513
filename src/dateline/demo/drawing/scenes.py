"""Scenes of the city and its water."""

from collections.abc import Sequence

from dateline.demo.drawing import city
from dateline.demo.drawing.canvas import Canvas, Color, mix
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    DAWN_SKY,
    DAY_SKY,
    DUSK_SKY,
    FOAM,
    HEAT_SKY,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    PETROL,
    RED,
    ROSE,
    SAND,
    SEA,
    SNOW,
    STEEL,
    STORM_SKY,
    WINTER_SKY,
)


def town(
    c: Canvas, sky: Sequence[Color], *, far: Color, near: Color, lit: float = 0.3, base: float = 640
) -> None:
    """Draw two rows of houses and the clock tower before a sky."""
    c.gradient(sky, bottom=base)
    city.skyline(c, base=base, tall=300, fill=mix(far, sky[-1], 0.45))
    city.clock_tower(c, x=c.width * 0.64, base=base, tall=360, fill=mix(far, INK, 0.2))
    city.skyline(c, base=base, tall=190, fill=near, lit=lit)


def storm_river(c: Canvas) -> None:
    """The Old Quay in the storm."""
    c.gradient((*STORM_SKY, mix(OCHRE, STEEL, 0.45)), bottom=560)
    for n in range(14):
        x, y = c.random.uniform(-100, 1600), c.random.uniform(20, 250)
        c.ellipse(x, y, c.random.uniform(200, 380), c.random.uniform(30, 70), (*INK[:3], 46))
        c.ellipse(x + 60, y + 26, 220, 26, (*STEEL[:3], 26 + n))
    city.skyline(c, base=560, tall=330, fill=mix(STEEL, NIGHT, 0.45))
    city.clock_tower(c, x=1040, base=560, tall=380, fill=mix(NIGHT, INK, 0.3))
    c.glow(1040, 240, 170, AMBER)
    city.skyline(c, base=560, tall=230, fill=NIGHT, lit=0.34)
    c.gradient((PETROL, INK), top=560)
    for x in range(60, 1600, 190):
        c.rect(x, 462, 8, 100, INK)
        c.glow(x + 4, 458, 80, AMBER, strength=11)
        c.ellipse(x + 4, 458, 14, 14, AMBER)
    c.rect(0, 556, 1600, 30, mix(SAND, STEEL, 0.45))
    c.rect(0, 584, 1600, 24, mix(STEEL, INK, 0.55))
    for n in range(5):
        tone = mix(SEA, INK, 0.05 + n * 0.18)
        city.waves(c, y=636 + n * 96, fill=tone, high=20 + n * 11, length=190 + n * 75)
        for _ in range(34):
            x, y = c.random.uniform(-60, 1600), 660 + n * 96 + c.random.uniform(0, 70)
            c.rect(
                x,
                y,
                c.random.uniform(30, 140),
                3 + n,
                (*(AMBER if n < 2 else FOAM)[:3], 62),
                radius=2,
            )
    for x, s in ((330, 70), (820, 96), (1330, 80)):
        for _ in range(60):
            a = c.random.uniform(-1, 1)
            r = c.random.uniform(3, 11)
            c.ellipse(x + a * s, 612 - (1 - a * a) * s * c.random.random() * 1.3, r, r, (*SNOW[:3], 120))
    city.rain(c, count=380)


def port_cranes(c: Canvas) -> None:
    """The Long Mole at dawn."""
    _port(c, DAWN_SKY, glint=AMBER, water=(ROSE, PETROL))


def cranes_dusk(c: Canvas) -> None:
    """The Long Mole at dusk."""
    _port(c, DUSK_SKY, glint=OCHRE, water=(BRICK, NIGHT))


def _port(c: Canvas, sky: Sequence[Color], *, glint: Color, water: tuple[Color, Color]) -> None:
    c.gradient(sky, bottom=700)
    c.glow(420, 560, 420, AMBER, strength=11)
    c.ellipse(420, 560, 92, 92, AMBER)
    city.skyline(c, base=700, tall=90, fill=mix(sky[1], INK, 0.3))
    city.water(c, top=690, colors=water, glint=glint)
    for x, s in ((700, 0.9), (1010, 1.05), (1330, 1.2)):
        city.crane(c, x=x, y=730, s=s, fill=mix(INK, sky[1], 0.12))
    c.rect(620, 720, 1000, 44, INK)
    city.ship(c, x=700, y=800, s=1.35, boxes=True)
    city.ship(c, x=120, y=760, s=0.5)


def opera_stage(c: Canvas) -> None:
    """A stage full of lanterns."""
    c.gradient((INK, NIGHT, mix(BRICK, INK, 0.5)))
    c.polygon([(240, 880), (1360, 880), (1500, 1067), (100, 1067)], mix(BRICK, INK, 0.35))
    for n in range(10):
        x = 300 + n * 112
        c.rect(x, 540 - (n * 61) % 150, 90, 400, mix(NIGHT, PETROL, 0.25))
        c.polygon(
            [
                (x - 8, 542 - (n * 61) % 150),
                (x + 45, 470 - (n * 61) % 150),
                (x + 98, 542 - (n * 61) % 150),
            ],
            mix(INK, PETROL, 0.2),
        )
    for _ in range(64):
        at, up = c.random.uniform(250, 1350), c.random.uniform(220, 940)
        c.glow(at, up, 54, AMBER, strength=9)
        c.rect(at - 8, up - 12, 16, 24, AMBER, radius=5)
        c.rect(at - 10, up - 18, 20, 6, INK)
    c.line([(770, 900), (850, 420)], INK, 9)
    c.line([(830, 905), (900, 425)], INK, 9)
    for n in range(10):
        c.line([(777 + n * 8, 860 - n * 46), (836 + n * 7, 862 - n * 46)], INK, 6)
    c.polygon([(800, 700), (860, 560), (900, 700)], RED)
    c.ellipse(862, 540, 22, 24, ROSE)
    c.line([(868, 580), (905, 470)], RED, 14)
    c.glow(910, 440, 150, AMBER, strength=14)
    for side in (0, 1):
        for n in range(7):
            x = n * 38 if side == 0 else 1600 - n * 38
            c.polygon(
                [
                    (x, 0),
                    (x + 44 - 88 * side, 0),
                    (x + (20 - n * 4) * (1 - 2 * side), 1067),
                    (x - 50 * (1 - 2 * side), 1067),
                ],
                mix(RED, INK, 0.25 + (n % 2) * 0.3),
            )
    for n in range(10):
        c.pie(80 + n * 160, 0, 116, 0, 180, mix(RED, INK, 0.2 + (n % 2) * 0.25))


def ferry_evening(c: Canvas) -> None:
    """The ferry at dusk."""
    _ferry(c, DUSK_SKY, (BRICK, NIGHT))


def ferry_morning(c: Canvas) -> None:
    """The ferry in the morning."""
    _ferry(c, DAY_SKY, (SEA, PETROL))


def _ferry(c: Canvas, sky: Sequence[Color], water: tuple[Color, Color]) -> None:
    town(c, sky, far=mix(sky[1], INK, 0.3), near=mix(sky[0], INK, 0.35), base=600)
    city.water(c, top=600, colors=water, glint=sky[-1], count=200)
    city.ferry(c, x=480, y=800, s=1.1)
    for n in range(16):
        c.rect(440 + n * 12, 806 + n * 13, 640 - n * 26, 5, (*PAPER[:3], 70))
    for n in range(9):
        x, y = 240 + n * 130, 180 + (n * 71) % 190
        c.line([(x - 22, y - 10), (x, y), (x + 22, y - 12)], (*PAPER[:3], 220), 5)


def heat_city(c: Canvas) -> None:
    """Roofs under a red sun."""
    c.gradient(HEAT_SKY)
    c.glow(1080, 330, 520, AMBER, strength=12)
    c.ellipse(1080, 330, 170, 170, PAPER)
    for n in range(4):
        city.skyline(c, base=720 + n * 130, tall=250 - n * 14, fill=mix(ROSE, BRICK, n / 3), lit=0)
    city.clock_tower(c, x=420, base=960, tall=520, fill=mix(BRICK, INK, 0.35))


def bridge_closed(c: Canvas) -> None:
    """The Sailmakers' Bridge in autumn."""
    town(c, WINTER_SKY, far=STEEL, near=mix(STEEL, PETROL, 0.5), base=560, lit=0.1)
    city.water(c, top=560, colors=(STEEL, PETROL), glint=SNOW)
    city.bridge(c, y=540, fill=mix(BRICK, SAND, 0.25), deep=140)
    city.tram(c, x=640, y=540, s=0.42)
    city.rain(c, count=120)


SCENES = {
    "storm-river": storm_river,
    "port-cranes": port_cranes,
    "cranes-dusk": cranes_dusk,
    "opera-stage": opera_stage,
    "ferry": ferry_evening,
    "ferry-morning": ferry_morning,
    "heat-city": heat_city,
    "bridge": bridge_closed,
}
