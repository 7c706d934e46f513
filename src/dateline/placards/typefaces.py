"""The paper's serif as its style sheet names it: which file holds which signs, ready to be drawn with."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from PIL import ImageFont

# The reader's theme; a paper's own theme may bring others at the same place.
STYLES = "reader/css/fonts.css"
_FACE = re.compile(r"@font-face\s*{(?P<inside>[^}]*)}")
_FILE = re.compile(r"url\(\s*[\"']?(?P<file>[^\"')]+)")
_SPAN = re.compile(r"U\+(?P<first>[0-9A-F]{1,6})(?:-(?P<end>[0-9A-F]{1,6}))?", re.IGNORECASE)
# What belongs to letters, and cannot be left out without changing words.
_MEANT = ("L", "N")


@dataclass(frozen=True, slots=True)
class Cut:
    """One file of the serif, and the signs that it has."""

    file: Path
    signs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Signs that one file draws together."""

    text: str
    file: Path


@cache
def upright_cuts() -> tuple[Cut, ...]:
    """Return the upright files of the paper's serif. Raises ImproperlyConfigured when there are none."""
    styles = finders.find(STYLES)
    if not styles:
        raise ImproperlyConfigured(f"The fonts of the paper are not there: {STYLES}")
    sheet = Path(styles)
    cuts = []
    for found in _FACE.finditer(sheet.read_text(encoding="utf-8")):
        inside = found["inside"]
        file = _FILE.search(inside)
        if file is not None and "italic" not in inside and "unicode-range" in inside:
            signs = {code for span in _SPAN.finditer(inside) for code in _codes(span)}
            cuts.append(Cut((sheet.parent / file["file"]).resolve(), frozenset(signs)))
    if not cuts:
        raise ImproperlyConfigured(f"{STYLES} names no upright font.")
    return tuple(cuts)


@cache
def digest_of_fonts() -> str:
    """Return what tells these fonts from others."""
    digest = hashlib.sha256()
    for cut in upright_cuts():
        digest.update(cut.file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def signs_there() -> frozenset[int]:
    """Return every sign that can be drawn."""
    return frozenset().union(*(cut.signs for cut in upright_cuts()))


def drawable(text: str) -> str | None:
    """Return the text as it can be drawn; None when letters or figures of it are in no font.

    Emoji, marks and invisible signs that the fonts do not have are left out. Other spaces become plain ones.
    """
    there, kept = signs_there(), []
    for sign in unicodedata.normalize("NFC", text):
        if sign.isspace() and sign != "\N{NO-BREAK SPACE}":
            kept.append(" ")
        elif ord(sign) in there and sign != "\N{SOFT HYPHEN}":
            kept.append(sign)
        elif unicodedata.category(sign).startswith(_MEANT):
            return None
    return re.sub(" {2,}", " ", "".join(kept)).strip()


def runs_of(text: str) -> list[Run]:
    """Return the text cut where another file has to draw; what several have stays with the signs before."""
    runs: list[Run] = []
    for sign in text:
        code = ord(sign)
        files = [cut.file for cut in upright_cuts() if code in cut.signs]
        if not files:
            continue
        if runs and runs[-1].file in files:
            runs[-1] = Run(runs[-1].text + sign, runs[-1].file)
        else:
            runs.append(Run(sign, files[0]))
    return runs


@lru_cache(maxsize=128)
def font(file: Path, *, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return a file ready at this size. FreeType's faces belong to one thread at a time."""
    opened = ImageFont.truetype(str(file), size)
    opened.set_variation_by_axes([weight])
    return opened


def _codes(span: re.Match[str]) -> range:
    first = int(span["first"], 16)
    return range(first, int(span["end"] or span["first"], 16) + 1)
