"""More places: silos, a market, a library, a lighthouse, a school of containers."""

from dateline.demo.drawing import city
from dateline.demo.drawing.canvas import Canvas, mix, rgb
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
    DAY_SKY,
    FOAM,
    INK,
    MOSS,
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
)


def grain(c: Canvas) -> None:
    c.gradient(DAY_SKY)
    for n in range(7):
        x = 250 + n * 170
        c.rect(x, 260, 166, 560, mix(SAND, PAPER, 0.3))
        c.rect(x + 100, 260, 66, 560, mix(SAND, STEEL, 0.4))
        c.pie(x + 83, 264, 83, 180, 360, mix(SAND, PAPER, 0.5))
    c.rect(220, 180, 1280, 44, PETROL)
    c.polygon([(60, 760), (240, 180), (300, 180), (130, 760)], PETROL)
    c.rect(0, 800, 1600, 40, STEEL)
    for n in range(5):
        c.polygon(
            [(n * 330 - 40, 700), (n * 330 + 250, 700), (n * 330 + 220, 820), (n * 330 - 10, 820)],
            (BRICK, RED)[n % 2],
        )
        c.ellipse(n * 330 + 105, 700, 130, 34, OCHRE)
        for x in (30, 180):
            c.ellipse(n * 330 + x, 826, 24, 24, INK)
    c.gradient((OCHRE, mix(OCHRE, BRICK, 0.5)), top=850)
    for _ in range(260):
        at, h = c.random.uniform(0, 1600), c.random.uniform(70, 200)
        c.line([(at, 1067), (at + 12, 1067 - h)], mix(AMBER, BRICK, c.random.random() * 0.5), 4)
        c.ellipse(at + 12, 1067 - h, 8, 24, mix(AMBER, OCHRE, 0.4))


def market(c: Canvas) -> None:
    c.gradient((rgb("35556a"), rgb("88a5a2"), rgb("e8d5ae")))
    for n in range(9):
        c.line([(n * 200, 0), (n * 200, 500)], INK, 9)
        c.pie(n * 200 + 100, 130, 100, 180, 360, (*PAPER[:3], 60))
    for row in range(2):
        for n in range(3 + row):
            x, y, s = n * 560 - row * 260 + 30, 420 + row * 250, 1 + row * 0.25
            for m in range(8):
                c.polygon(
                    [
                        (x + m * 60 * s, y - 130 * s),
                        (x + (m + 1) * 60 * s, y - 130 * s),
                        (x + (m * 66 + 42) * s, y),
                        (x + (m * 66 - 24) * s, y),
                    ],
                    (RED, PAPER)[m % 2] if (n + row) % 2 else (PETROL, PAPER)[m % 2],
                )
            c.rect(x, y + 130 * s, 480 * s, 200 * s, BRICK)
            for m in range(20):
                c.ellipse(
                    x + (20 + m * 24) * s,
                    y + (126 - m % 2 * 14) * s,
                    20 * s,
                    18 * s,
                    (OCHRE, RED, SAGE, MOSS)[(m // 5 + n) % 4],
                )
            c.rect(x + 190 * s, y + 20 * s, 80 * s, 100 * s, INK, radius=30)
            c.ellipse(x + 230 * s, y, 30 * s, 33 * s, ROSE)


def library(c: Canvas) -> None:
    c.gradient((mix(MOSS, INK, 0.5), mix(MOSS, INK, 0.2)))
    for row in range(5):
        y = 40 + row * 178
        x = 0.0
        while x < c.width:
            w, h = c.random.uniform(16, 44), c.random.uniform(96, 148)
            if not 560 < x < 1010:
                c.rect(
                    x,
                    y + 150 - h,
                    w - 2,
                    h,
                    c.random.choice((RED, OCHRE, PETROL, PAPER, PLUM, SAGE, BRICK, STEEL)),
                    radius=3,
                )
                c.rect(x + 3, y + 166 - h, w - 8, 8, AMBER)
            x += w
        c.rect(0, y + 150, 1600, 18, rgb("4a2f20"))
    c.rect(560, 20, 470, 860, rgb("4a2f20"), radius=10)
    c.rect(590, 50, 410, 800, mix(FOAM, AMBER, 0.3), radius=6)
    c.polygon([(590, 560), (1000, 590), (1000, 850), (590, 850)], SEA)
    city.ship(c, x=640, y=640, s=0.5)
    c.rect(788, 50, 14, 800, rgb("4a2f20"))
    c.rect(590, 440, 410, 12, rgb("4a2f20"))
    c.polygon([(590, 880), (1000, 880), (1400, 1067), (300, 1067)], (*AMBER[:3], 90))
    c.rect(1120, 760, 400, 30, BRICK)
    c.rect(1160, 790, 24, 240, BRICK)
    c.rect(1460, 790, 24, 240, BRICK)
    c.pie(1320, 700, 70, 180, 360, OCHRE)
    c.rect(1312, 690, 14, 76, INK)
    c.glow(1320, 730, 220, AMBER)


def lighthouse(c: Canvas) -> None:
    tone = rgb("6b4a33")
    c.gradient((rgb("c9a878"), rgb("ecd8b0"), rgb("d9b98a")))
    c.ellipse(420, 330, 120, 120, rgb("f6e7c4"))
    c.polygon([(940, 860), (1000, 260), (1140, 260), (1200, 860)], rgb("f3e4c3"))
    for n in range(3):
        y = 330 + n * 180
        c.polygon(
            [
                (994 - n * 18, y),
                (1146 + n * 18, y),
                (1156 + n * 18, y + 90),
                (984 - n * 18, y + 90),
            ],
            tone,
        )
    c.rect(980, 230, 180, 34, mix(tone, INK, 0.4))
    c.rect(1010, 140, 120, 92, AMBER)
    c.polygon([(990, 144), (1070, 60), (1150, 144)], mix(tone, INK, 0.4))
    c.polygon([(1010, 160), (0, 40), (0, 300), (1010, 215)], (*PAPER[:3], 110))
    for n in range(4):
        city.waves(c, y=800 + n * 70, fill=mix(rgb("a98861"), tone, n / 3), high=14 + n * 5)
    c.polygon(
        [(760, 900), (900, 820), (1280, 820), (1460, 900), (1500, 1067), (700, 1067)],
        mix(tone, INK, 0.45),
    )


def fog(c: Canvas) -> None:
    c.gradient((STEEL, mix(STEEL, FOAM, 0.5), FOAM))
    city.hills(c, y=520, high=46, fill=mix(STEEL, FOAM, 0.4))
    city.crane(c, x=1120, y=560, s=0.7, fill=mix(STEEL, FOAM, 0.3))
    city.water(c, top=560, colors=(mix(FOAM, STEEL, 0.4), PETROL), glint=SNOW)
    c.polygon([(420, 760), (860, 760), (810, 840), (470, 840)], INK)
    for x, tone in ((500, OCHRE), (640, PETROL), (760, RED)):
        c.rect(x, 650, 60, 120, tone, radius=26)
        c.ellipse(x + 30, 630, 26, 28, ROSE)
    c.line([(780, 690), (960, 560), (960, 900)], INK, 6)
    c.rect(946, 890, 28, 60, (*FOAM[:3], 220), radius=6)
    for n in range(6):
        c.rect(-50, 470 + n * 34, 1700, 24, (*SNOW[:3], 46), radius=12)


def containers(c: Canvas) -> None:
    c.gradient(DAY_SKY)
    city.skyline(c, base=640, tall=200, fill=mix(SEA, PAPER, 0.4))
    c.gradient((SAND, mix(SAND, BRICK, 0.3)), top=820)
    for row in range(2):
        for n in range(5):
            x, y = 60 + n * 300, 400 + row * 216
            tone = (RED, OCHRE, PETROL, SAGE, BRICK)[(n + row * 2) % 5]
            c.rect(x, y, 292, 210, tone)
            for m in range(14):
                c.rect(x + 6 + m * 21, y + 8, 7, 194, mix(tone, INK, 0.2))
            c.rect(x + 50, y + 50, 190, 90, FOAM)
            c.rect(x + 140, y + 50, 8, 90, INK)
    c.ellipse(820, 520, 70, 64, PLUM)
    for n in range(6):
        c.line([(770 + n * 20, 560), (730 + n * 36, 640), (750 + n * 30, 690)], PLUM, 15)
    for x in (800, 842):
        c.ellipse(x, 510, 15, 17, PAPER)
        c.ellipse(x, 512, 7, 8, INK)
    city.crane(c, x=1180, y=830, s=1.3, fill=INK)
    for n in range(11):
        x, y = 120 + n * 112, 880 + (n * 53) % 110
        c.rect(x, y, 34, 70, (RED, PETROL, OCHRE, MOSS)[n % 4], radius=14)
        c.ellipse(x + 17, y - 12, 18, 20, mix(ROSE, BRICK, n % 3 * 0.25))


SCENES = {
    "grain": grain,
    "market-stalls": market,
    "library": library,
    "old-lighthouse": lighthouse,
    "harbor-fog": fog,
    "school-container": containers,
}
