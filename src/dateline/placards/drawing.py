"""Draw a placard: 1200 × 630, the size that every network takes, in the paper's own serif and colors."""

from __future__ import annotations

import threading
from io import BytesIO

from PIL import Image, ImageDraw

from dateline.lib.line_setting import Box, set_lines
from dateline.placards.faces import Face
from dateline.placards.typefaces import drawable, font, runs_of

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
# The light side of the theme's colors: a picture cannot know how who looks at it has set their screen.
PAPER, INK, SOFT, RULE, ACCENT = "#fffdf9", "#191613", "#57514a", "#191613", "#a01c1c"
HEAVY, PLAIN = 680, 450
SIZES = (124, 112, 102, 94, 86, 78, 72, 66, 60, 55, 50, 46)
LABEL_SIZE, NAMEPLATE_SIZE, FOOT_SIZE, LEAST = 34, 42, 28, 20
TOP, RULE_AT, FOOT_BASELINE = 122, 526, 584
LEADING = 1.08
# Widths are measured at one size: type scales, but for a rounding that the margin takes.
RULER = 100
# Type on plain paper has few colors; so few bytes are enough.
COLORS = 24

# Fonts are shared, and FreeType's faces are no matter of two threads.
pen_lock = threading.Lock()


def can_draw(face: Face) -> bool:
    """Say whether the paper's fonts have all letters of these words."""
    texts = (face.nameplate, face.headline, face.label, face.foot)
    return bool(drawable(face.headline)) and all(drawable(text) is not None for text in texts)


def draw(face: Face) -> bytes:
    """Return the placard as PNG. Raises ValueError for words that the fonts cannot show; see ``can_draw``."""
    if not can_draw(face):
        raise ValueError("The paper's fonts do not have every letter of these words.")
    with pen_lock:
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        _draw_on(ImageDraw.Draw(image), face)
    few = image.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    output = BytesIO()
    few.save(output, "PNG", optimize=True)
    return output.getvalue()


def _draw_on(pen: ImageDraw.ImageDraw, face: Face) -> None:
    inside = WIDTH - 2 * MARGIN
    pen.rectangle((MARGIN, 0, MARGIN + 96, 10), fill=ACCENT)
    if face.label:
        _line(pen, face.label, at=(MARGIN, 88), size=LABEL_SIZE, weight=HEAVY, color=ACCENT, width=inside)
    _headline(pen, drawable(face.headline) or "", width=inside)
    pen.rectangle((MARGIN, RULE_AT, WIDTH - MARGIN, RULE_AT + 1), fill=RULE)
    _foot(pen, face, width=inside)


def _headline(pen: ImageDraw.ImageDraw, text: str, *, width: int) -> None:
    box = Box(width=width, height=RULE_AT - 24 - TOP, leading=LEADING)
    setting = set_lines(text, box=box, sizes=SIZES, measure=lambda line, size: _width(line, size, HEAVY))
    step = round(setting.size * LEADING)
    # Hangs from the top as in a paper, and sinks a little when it leaves much room.
    spare = box.height - step * len(setting.lines)
    baseline = TOP + round(spare * 0.42) + round(setting.size * 0.86)
    for number, line in enumerate(setting.lines):
        _write(pen, line, at=(MARGIN, baseline + number * step), size=setting.size, weight=HEAVY, color=INK)


def _foot(pen: ImageDraw.ImageDraw, face: Face, *, width: int) -> None:
    """Write the nameplate, and at the other end what belongs to it if there is room for both."""
    foot = drawable(face.foot) or ""
    if not face.nameplate:
        at, size = (MARGIN, FOOT_BASELINE), FOOT_SIZE
        _line(pen, foot, at=at, size=size, weight=PLAIN, color=SOFT, width=width)
        return
    foot_width = _width(foot, FOOT_SIZE, PLAIN)
    has_foot = 0 < foot_width <= width * 0.55
    room = width - foot_width - 40 if has_foot else width
    at = (MARGIN, FOOT_BASELINE)
    _line(pen, face.nameplate, at=at, size=NAMEPLATE_SIZE, weight=HEAVY, color=INK, width=room)
    if has_foot:
        place = (WIDTH - MARGIN - round(foot_width), FOOT_BASELINE)
        _write(pen, foot, at=place, size=FOOT_SIZE, weight=PLAIN, color=SOFT)


def _line(
    pen: ImageDraw.ImageDraw,
    text: str,
    *,
    at: tuple[int, int],
    size: int,
    weight: int,
    color: str,
    width: float,
) -> None:
    """Write one line: smaller if it is too long, and cut short if even that is not enough."""
    sizes = [*range(size, LEAST, -4), LEAST]
    box = Box(width=width, height=1)
    setting = set_lines(
        drawable(text) or "", box=box, sizes=sizes, measure=lambda line, one: _width(line, one, weight)
    )
    for line in setting.lines:
        _write(pen, line, at=at, size=setting.size, weight=weight, color=color)


def _width(text: str, size: int, weight: int) -> float:
    """Return the width as it would be at a size; fonts are opened for the sizes that are written alone."""
    wide = sum(font(run.file, size=RULER, weight=weight).getlength(run.text) for run in runs_of(text))
    return wide * size / RULER


def _write(
    pen: ImageDraw.ImageDraw, text: str, *, at: tuple[int, int], size: int, weight: int, color: str
) -> None:
    x, y = float(at[0]), at[1]
    for run in runs_of(text):
        opened = font(run.file, size=size, weight=weight)
        pen.text((x, y), run.text, font=opened, fill=color, anchor="ls")
        x += opened.getlength(run.text)
