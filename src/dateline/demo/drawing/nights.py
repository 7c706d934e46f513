"""Scenes after dark, and the cover of the print edition."""

from dateline.demo.drawing import city
from dateline.demo.drawing.canvas import Canvas, mix, rgb
from dateline.demo.drawing.palette import (
    AMBER,
    BRICK,
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
    SAND,
    SEA,
    SNOW,
    STEEL,
)
from dateline.demo.drawing.scenes import town


def film(c: Canvas) -> None:
    town(c, NIGHT_SKY, far=NIGHT, near=mix(NIGHT, PLUM, 0.4), lit=0.25, base=620)
    city.water(c, top=620, colors=(PETROL, INK), glint=AMBER, count=90)
    c.polygon([(300, 640), (1260, 640), (1180, 760), (400, 760)], BRICK)
    c.line([(780, 60), (780, 650)], INK, 16)
    c.polygon([(370, 110), (1220, 160), (1170, 570), (400, 590)], PAPER)
    c.polygon(
        [(390, 420), (700, 300), (940, 440), (1190, 330), (1172, 560), (402, 582)],
        mix(PETROL, PAPER, 0.45),
    )
    c.ellipse(1010, 270, 54, 54, mix(OCHRE, PAPER, 0.3))
    c.glow(780, 360, 620, FOAM, strength=5)
    for row in range(4):
        for n in range(24):
            x, y = n * 72 + row * 30 - 60, 830 + row * 66
            tone = mix(INK, PLUM, 0.4 - row * 0.1)
            c.ellipse(x, y, 24, 27, tone)
            c.rect(x - 38, y + 22, 76, 120, tone, radius=30)


def winter_square(c: Canvas) -> None:
    town(c, NIGHT_SKY, far=NIGHT, near=mix(NIGHT, PETROL, 0.4), lit=0.45, base=640)
    city.water(c, top=640, colors=(PETROL, INK), glint=AMBER, count=140)
    c.glow(800, 480, 420, AMBER, strength=9)
    c.polygon([(360, 790), (1240, 790), (1180, 880), (430, 880)], INK)
    for n in range(6):
        y, w = 180 + n * 92, 80 + n * 52
        c.polygon(
            [(800, y - 90), (800 + w, y + 100), (800 - w, y + 100)],
            mix(MOSS, INK, 0.15 + n % 2 * 0.2),
        )
        for m in range(3 + n):
            x = 800 - w * 0.75 + m * w * 1.5 / (2 + n)
            c.ellipse(x, y + 76, 12, 12, (RED, AMBER, SNOW)[(m + n) % 3])
            c.rect(x - 4, 930 + n * 14, 8, 60, (*AMBER[:3], 50))
    c.rect(780, 730, 40, 64, BRICK)
    c.glow(800, 84, 90, SNOW, strength=20)
    c.ellipse(800, 84, 15, 15, AMBER)
    city.dots(c, count=240, bottom=1067)


def city_hall(c: Canvas) -> None:
    c.gradient(DUSK_SKY, bottom=800)
    city.skyline(c, base=800, tall=230, fill=mix(PLUM, INK, 0.2), lit=0.2)
    wall = mix(SAND, ROSE, 0.35)
    c.rect(340, 420, 920, 400, wall)
    c.rect(1000, 420, 260, 400, mix(wall, PLUM, 0.3))
    c.polygon([(600, 420), (800, 300), (1000, 420)], mix(wall, PAPER, 0.4))
    city.clock_tower(c, x=800, base=400, tall=240, fill=mix(wall, PLUM, 0.25))
    for row in range(2):
        for n in range(9):
            c.rect(376 + n * 98, 470 + row * 160, 60, 110, AMBER, radius=28)
            c.rect(403 + n * 98, 470 + row * 160, 5, 110, BRICK)
    c.gradient((mix(PLUM, INK, 0.3), INK), top=810)
    for n in range(60):
        x, y = c.random.uniform(0, 1600), 850 + n * 3.5
        c.rect(x - 18, y, 40, 120, mix(INK, (RED, PETROL, OCHRE, PLUM)[n % 4], 0.45), radius=18)
        c.ellipse(x + 2, y - 12, 18, 20, mix(ROSE, INK, 0.3))
        if n % 9 == 0:
            c.line([(x + 20, y + 20), (x + 36, y - 90)], INK, 6)
            c.rect(x + 10, y - 150, 110, 64, (RED, PAPER, OCHRE)[n % 3])


def cover(c: Canvas) -> None:
    c.gradient((INK, NIGHT, PETROL), bottom=1600)
    c.rect(0, 0, 1200, 300, PAPER)
    c.text(600, 130, "The Selmar Lantern", INK, size=104, anchor="mm")
    c.line([(80, 214), (1120, 214)], INK, 3)
    c.text(80, 236, "No. 1642", INK, size=34)
    c.text(1120, 236, "November 20, 2026", INK, size=34, anchor="ra")
    city.skyline(c, base=960, tall=360, fill=mix(NIGHT, STEEL, 0.25))
    city.clock_tower(c, x=760, base=960, tall=430, fill=mix(NIGHT, INK, 0.4))
    city.skyline(c, base=960, tall=210, fill=NIGHT, lit=0.3)
    c.rect(0, 950, 1200, 40, SAND)
    for n in range(4):
        city.waves(
            c,
            y=1080 + n * 120,
            fill=(*mix(SEA, INK, 0.2 + n * 0.2)[:3], 235),
            high=24 + n * 10,
            length=210,
        )
    c.line([(180, 990), (180, 1078)], RED, 10)
    c.line([(150, 990), (210, 990)], RED, 10)
    c.line([(150, 1078), (210, 1078)], RED, 10)
    c.text(240, 1034, "11 cm", PAPER, size=64, anchor="lm")
    city.rain(c, count=260)
    c.text(80, 1350, "Eleven", PAPER, size=130)
    c.text(80, 1470, "centimeters", PAPER, size=90)


def chimney(c: Canvas) -> None:
    c.gradient(DUSK_SKY)
    c.ellipse(420, 620, 150, 150, OCHRE)
    city.hills(c, y=820, high=60, fill=mix(PLUM, INK, 0.5))
    c.polygon([(1000, 120), (1090, 120), (1140, 900), (950, 900)], mix(BRICK, INK, 0.25))
    for n in range(3):
        c.polygon(
            [
                (996 - n * 5, 150 + n * 90),
                (1094 + n * 5, 150 + n * 90),
                (1098 + n * 5, 190 + n * 90),
                (992 - n * 5, 190 + n * 90),
            ],
            PAPER,
        )
    c.rect(620, 720, 760, 200, mix(INK, PLUM, 0.3))
    for _n in range(46):
        x, y, s = c.random.uniform(300, 1500), c.random.uniform(60, 560), c.random.uniform(8, 24)
        c.line([(x - s, y - s * 0.5), (x, y), (x + s, y - s * 0.6)], INK, 4)
    c.gradient((INK, rgb("0c121c")), top=900)


SCENES = {
    "film-night": film,
    "winter-square": winter_square,
    "city-hall": city_hall,
    "cover-1642": cover,
    "chimney": chimney,
}
