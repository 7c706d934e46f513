"""Cut the reader's serif out of Source Serif 4 and measure its fallbacks.

Get the source with ``npm pack @fontsource-variable/source-serif-4@5.3.1``, unpack it, and run
``python tools/fonts.py package/`` from the root of the repository. The same input gives the same glyphs.

The roman has one axis, ``wght`` from 400 to 700, which also carries the optical size: 400 is drawn for
text (16 pt) and 700 for display (40 pt). One small file serves body and headlines. The italic is for text.
The licence reserves the name of the original, so what is cut here is called Dateline Serif.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont
from fontTools.varLib import build, instancer

FAMILY = "Dateline Serif"
STATIC = Path("src/dateline/reader/static/reader")
TEXT_CUT = {"wght": 400, "opsz": 16}
DISPLAY_CUT = {"wght": 700, "opsz": 40}
FEATURES = ["kern", "liga"]


def span(first: int, end: int) -> list[int]:
    return list(range(first, end + 1))


RARE = {0xA4, 0xA6, 0xA8, 0xAA, 0xAC, 0xAF, 0xB1, 0xB4, 0xB5, 0xB6, 0xB8, 0xB9, 0xBA, 0xBC, 0xBE}
LATIN = [
    *span(0x20, 0x7E),
    *span(0xA0, 0xFF),
    0x152,
    0x153,
    0x2BC,
    *span(0x2009, 0x200A),
    *span(0x2013, 0x2014),
]
LATIN += [
    *span(0x2018, 0x201A),
    *span(0x201C, 0x201E),
    0x2022,
    0x2026,
    0x202F,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
]
LATIN += [0x20AC, 0x2116, 0x2122, 0x2212]
LATIN = [code for code in LATIN if code not in RARE]
LATIN_EXTENDED = [*span(0x100, 0x17E), *span(0x218, 0x21B), 0x1E9E, 0x20B4, 0x20BA, 0x20BD]
CYRILLIC = [*span(0x401, 0x45F), 0x490, 0x491]
SUBSETS = {"latin": LATIN, "latin-ext": LATIN_EXTENDED, "cyrillic": CYRILLIC}


@dataclass(frozen=True, slots=True)
class Fallback:
    """A font that readers have: its vertical metrics and mean letter width in units per em."""

    family: str
    local: tuple[str, ...]
    units: int
    mean_width: float


# Mean widths weigh each letter by its frequency in English prose (mean_width below). Georgia and Times were
# measured through fonts of the same widths, Gelasio and Tinos; the other two through their own files.
FALLBACKS = (
    Fallback("Fallback Georgia", ("Georgia",), 2048, 900.4),
    Fallback("Fallback Noto", ("Noto Serif",), 1000, 479.4),
    Fallback("Fallback Times", ("Times New Roman", "Liberation Serif", "Tinos"), 2048, 819.9),
    Fallback("Fallback DejaVu", ("DejaVu Serif",), 2048, 1049.5),
)
FREQUENCIES = dict(zip(" etaoinshrdlcumwfgypbvkjxqz", (
    180, 102, 75, 65, 62, 57, 57, 53, 50, 50, 35, 33, 23, 23, 20, 20, 18, 16, 16, 16, 13, 8, 6, 1, 1, 1, 1
), strict=True))  # fmt: skip


def mean_width(font: TTFont) -> float:
    """Mean advance of a letter in running English text, in font units."""
    names = font.getBestCmap()
    total = sum(font["hmtx"][names[ord(letter)]][0] * weight for letter, weight in FREQUENCIES.items())
    return float(total / sum(FREQUENCIES.values()))


def font_face_for(fallback: Fallback, font: TTFont) -> str:
    """The ``@font-face`` that makes a fallback as wide and as high as our font."""
    units, hhea = font["head"].unitsPerEm, font["hhea"]
    adjust = (mean_width(font) / units) / (fallback.mean_width / fallback.units)
    local = ", ".join(f'local("{name}")' for name in fallback.local)
    return (
        f'@font-face {{\n  font-family: "{fallback.family}";\n  src: {local};\n'
        f"  size-adjust: {adjust:.1%};\n"
        f"  ascent-override: {hhea.ascent / units / adjust:.1%};\n"
        f"  descent-override: {-hhea.descent / units / adjust:.1%};\n"
        f"  line-gap-override: {hhea.lineGap / units / adjust:.1%};\n}}\n"
    )


def cut(path: Path, place: dict[str, int], codes: list[int]) -> TTFont:
    """One static font: a place in the design space with the wanted characters."""
    font = instancer.instantiateVariableFont(_complete(TTFont(path)), place)
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def _complete(font: TTFont) -> TTFont:
    # The package leaves glyphs without outlines out of gvar, which the instancer does not expect.
    for name in font.getGlyphOrder():
        font["gvar"].variations.setdefault(name, [])
    return font


def blend(light: TTFont, heavy: TTFont) -> TTFont:
    """One variable font between two cuts that have the same points."""
    document = DesignSpaceDocument()
    document.addAxis(AxisDescriptor(name="Weight", tag="wght", minimum=400, default=400, maximum=700))
    for font, weight in ((light, 400), (heavy, 700)):
        document.addSource(SourceDescriptor(font=font, location={"Weight": weight}))
    kerning = light["GPOS"]
    variable, _, _ = build(document)
    # Kerning that varies with the weight costs 4 KB and is hard to see; the text's own is kept.
    variable["GPOS"] = kerning
    return cast(TTFont, variable)


def save(font: TTFont, name: str, style: str) -> None:
    table = font["name"]
    for number, text in ((1, FAMILY), (2, style), (4, f"{FAMILY} {style}"), (6, f"DatelineSerif-{style}")):
        table.setName(text, number, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]
    # Without this the file carries the hour at which it was made.
    font.recalcTimestamp = False
    font.flavor = "woff2"
    path = STATIC / "fonts" / f"{name}.woff2"
    font.save(path)
    sys.stdout.write(f"{path} {path.stat().st_size}\n")


def main(package: Path) -> None:
    (STATIC / "fonts").mkdir(parents=True, exist_ok=True)
    for script, codes in SUBSETS.items():
        stem = f"source-serif-4-{script}-opsz"
        roman = package / "files" / f"{stem}-normal.woff2"
        save(blend(cut(roman, TEXT_CUT, codes), cut(roman, DISPLAY_CUT, codes)), f"serif-{script}", "Roman")
        save(
            cut(package / "files" / f"{stem}-italic.woff2", TEXT_CUT, codes),
            f"serif-{script}-italic",
            "Italic",
        )
    (STATIC / "fonts" / "OFL.txt").write_text(
        (package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8"
    )
    text = TTFont(STATIC / "fonts" / "serif-latin.woff2")
    faces = "\n".join(font_face_for(fallback, text) for fallback in FALLBACKS)
    head = "/* Fallbacks as wide and as high as Dateline Serif. Written by tools/fonts.py. */\n\n"
    (STATIC / "css" / "fallbacks.css").write_text(head + faces, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
