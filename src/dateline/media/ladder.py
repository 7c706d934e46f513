"""Which sizes of a picture are made: a fixed ladder, so that what a page asks for is there already.

Every rung is one of Wagtail's filter specs, so Wagtail's own template tags find the same files.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDE = (320, 640, 960, 1280, 1600)
CARD = ((240, 160), (480, 320), (720, 480), (960, 640))
PORTRAIT = ((96, 96), (192, 192))
SHARE = ((1200, 630),)
CROPS = {"card": CARD, "portrait": PORTRAIT, "share": SHARE}
FAMILY_OF_USE = {"lead": "wide", "gallery": "wide", "card": "card", "portrait": "portrait", "share": "share"}
FALLBACKS = ("jpeg", "png")
# The two that the desk and an impatient publisher have at once.
FIRST = frozenset(f"{step}|format-{kind}" for step in ("width-640", "fill-480x320") for kind in FALLBACKS)
# A step is worth a file only if it is this much wider than the one below.
WORTHWHILE = 1.1


@dataclass(frozen=True, slots=True)
class Rung:
    """One size in one format."""

    operation: str
    image_format: str

    @property
    def spec(self) -> str:
        return f"{self.operation}|format-{self.image_format}"

    @property
    def is_prompt(self) -> bool:
        """True for the format that every browser knows and every page needs; the others may come later."""
        return self.image_format in FALLBACKS


def operations(family: str) -> tuple[str, ...]:
    """Return all operations of a family, smallest first."""
    if family == "wide":
        return tuple(f"width-{width}" for width in WIDE)
    return tuple(f"fill-{width}x{height}" for width, height in CROPS[family])


def useful_operations(family: str, *, width: int, height: int) -> list[str]:
    """Return the operations that give a new size of a picture this large; nothing is ever enlarged.

    The first step beyond the picture gives its natural size, if that is worth a file.
    """
    if family == "wide":
        steps = [(f"width-{step}", step, width) for step in WIDE]
    else:
        steps = [(f"fill-{w}x{h}", w, int(min(width, height * w / h))) for w, h in CROPS[family]]
    chosen: list[str] = []
    below = 0
    for operation, step, available in steps:
        if below and min(step, available) < below * WORTHWHILE:
            break
        chosen.append(operation)
        below = min(step, available)
    return chosen


def rungs_for(*, width: int, height: int, transparent: bool, avif: bool) -> list[Rung]:
    """Return every rung of a picture's ladder."""
    fallback = "png" if transparent else "jpeg"
    formats = (*(("avif",) if avif else ()), "webp", fallback)
    rungs = [
        Rung(operation, image_format)
        for family in ("wide", "card", "portrait")
        for operation in useful_operations(family, width=width, height=height)
        for image_format in formats
    ]
    # Those who show shared links understand JPEG, and not all of them anything newer.
    shared = useful_operations("share", width=width, height=height)
    return rungs + [Rung(operation, "jpeg") for operation in shared]


def specs_of(family: str) -> list[str]:
    """Return every spec a family may have, in any format."""
    return [
        f"{operation}|format-{image_format}"
        for operation in operations(family)
        for image_format in ("avif", "webp", *FALLBACKS)
    ]
