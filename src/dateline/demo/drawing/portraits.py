"""Flat-color portraits, each from a few traits."""

from dataclasses import dataclass

from dateline.demo.drawing.canvas import Canvas, mix, rgb
from dateline.demo.drawing.palette import INK, PAPER


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What tells one portrait from another."""

    ground: str
    skin: str
    hair: str
    coat: str
    style: str
    glasses: bool = False
    beard: bool = False
    scarf: str = ""


FACES = {
    "portrait-marrin": Face(
        ground="d9a441", skin="e3b48f", hair="b9b4ad", coat="23384f", style="bob", glasses=True
    ),
    "portrait-valk": Face(
        ground="6f9a9a", skin="e8bd98", hair="8a4b2a", coat="3b3f46", style="short", beard=True
    ),
    "portrait-lomova": Face(
        ground="c65b45", skin="efc9a8", hair="3a2620", coat="e9dcc0", style="long", scarf="23566a"
    ),
    "portrait-halloran": Face(ground="8ea583", skin="9a6a4a", hair="201a1c", coat="5a3a55", style="curly"),
    "portrait-strunin": Face(
        ground="3e6f80",
        skin="e6b894",
        hair="54504e",
        coat="2a2f3a",
        style="bald",
        glasses=True,
        beard=True,
    ),
    "portrait-osterling": Face(
        ground="e3c9b0", skin="f0c9a9", hair="b5512f", coat="16202f", style="bun", scarf="cf4530"
    ),
    "portrait-bell": Face(ground="9db4b8", skin="8a5a3d", hair="2a2020", coat="c98a2e", style="cap"),
    "portrait-wicker": Face(
        ground="e7b9a0", skin="e9c4a0", hair="d2a24c", coat="4b6a52", style="short", glasses=True
    ),
    "portrait-tolliver": Face(ground="274a5e", skin="d9a27e", hair="e6e2da", coat="cf4530", style="cap"),
    "portrait-castellane": Face(
        ground="d7c27a", skin="b98258", hair="2d2422", coat="6b2f38", style="short", beard=True
    ),
    "portrait-zimina": Face(
        ground="7a4a63",
        skin="f0cdb0",
        hair="d9d3c8",
        coat="8ea583",
        style="bun",
        glasses=True,
        scarf="e2a33b",
    ),
    "portrait-karsin": Face(
        ground="c7cfc8", skin="dcae8b", hair="1f2328", coat="6f8796", style="long", beard=True
    ),
    "portrait-pell": Face(
        ground="e2a33b", skin="c98f68", hair="16202f", coat="f4ead7", style="curly", scarf="9c3b2e"
    ),
}


def portrait(c: Canvas, face: Face) -> None:
    """Draw a contributor, light from the left."""
    ground, skin, hair, coat = rgb(face.ground), rgb(face.skin), rgb(face.hair), rgb(face.coat)
    shade = mix(skin, rgb("6b2f2a"), 0.28)
    c.gradient((mix(ground, PAPER, 0.25), mix(ground, INK, 0.18)))
    c.ellipse(400, 410, 330, 330, (*mix(ground, PAPER, 0.35)[:3], 150))
    _hair_behind(c, face)
    c.polygon([(130, 800), (170, 680), (300, 610), (500, 610), (630, 680), (670, 800)], coat)
    c.polygon([(400, 640), (500, 610), (630, 680), (670, 800), (420, 800)], mix(coat, INK, 0.25))
    c.rect(335, 500, 130, 150, shade, radius=40)
    c.polygon(
        [(318, 618), (400, 720), (482, 618), (462, 600), (400, 655), (338, 600)],
        mix(coat, PAPER, 0.5),
    )
    if face.scarf:
        c.rect(292, 585, 216, 70, rgb(face.scarf), radius=34)
        c.polygon([(420, 630), (500, 640), (520, 790), (440, 790)], mix(rgb(face.scarf), INK, 0.15))
    for x in (258, 542):
        c.ellipse(x, 400, 24, 40, shade)
    c.rect(260, 220, 280, 350, skin, radius=140)
    c.polygon(
        [(430, 230), (500, 260), (540, 340), (540, 440), (500, 530), (430, 568), (470, 440)],
        (*shade[:3], 120),
    )
    if face.beard:
        c.pie(400, 430, 142, 0, 180, hair)
        c.rect(350, 452, 100, 26, mix(skin, hair, 0.35), radius=13)
    _features(c, face, skin=shade)
    _hair_front(c, face)


def _features(c: Canvas, face: Face, *, skin: tuple[int, int, int, int]) -> None:
    brow = mix(rgb(face.hair), INK, 0.45)
    for x in (340, 460):
        c.line([(x - 36, 356), (x, 344), (x + 34, 354)], brow, 10)
        c.ellipse(x, 394, 11, 14, INK)
    c.line([(404, 390), (386, 452), (412, 456)], skin, 9)
    c.line([(358, 500), (400, 512), (446, 496)], rgb("8c3f38"), 9)
    if face.glasses:
        for x in (340, 460):
            c.ring(x, 394, 48, INK, 8)
        c.line([(386, 390), (414, 390)], INK, 8)


def _hair_behind(c: Canvas, face: Face) -> None:
    hair = mix(rgb(face.hair), INK, 0.18)
    if face.style == "long":
        c.rect(222, 210, 356, 450, hair, radius=150)
    elif face.style == "bob":
        c.rect(226, 200, 348, 340, hair, radius=120)
    elif face.style == "curly":
        for x, y in (
            (250, 300),
            (240, 400),
            (270, 480),
            (550, 300),
            (560, 400),
            (530, 480),
            (300, 230),
            (400, 200),
            (500, 230),
        ):
            c.ellipse(x, y, 76, 76, hair)
    elif face.style == "bun":
        c.ellipse(400, 168, 82, 74, hair)


def _hair_front(c: Canvas, face: Face) -> None:
    hair = rgb(face.hair)
    if face.style == "cap":
        coat = rgb(face.coat)
        c.rect(246, 270, 60, 90, hair, radius=20)
        c.rect(494, 270, 60, 90, hair, radius=20)
        c.pie(400, 306, 166, 180, 360, mix(coat, INK, 0.4))
        c.rect(232, 280, 336, 44, mix(coat, INK, 0.6), radius=20)
    elif face.style == "bald":
        c.pie(262, 350, 40, 90, 270, hair)
        c.pie(538, 350, 40, 270, 450, hair)
    else:
        c.polygon(
            [
                (250, 370),
                (246, 280),
                (290, 206),
                (400, 176),
                (510, 206),
                (554, 280),
                (550, 370),
                (520, 300),
                (430, 262),
                (330, 292),
                (280, 310),
            ],
            hair,
        )
        c.line([(300, 250), (380, 216), (470, 222)], mix(hair, PAPER, 0.3), 8)
