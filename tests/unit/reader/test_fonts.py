"""The fonts that readers load are small, free, and as wide as the fallbacks pretend to be."""

from pathlib import Path

from fontTools.ttLib import TTFont

from dateline.reader import assets
from tools import fonts

FOLDER = Path(assets.__file__).parent / "static" / "reader"


def test_fallbacks_have_the_metrics_of_the_font() -> None:
    font = TTFont(FOLDER / "fonts" / "serif-latin.woff2")
    sheet = (FOLDER / "css" / "fallbacks.css").read_text(encoding="utf-8")

    assert all(fonts.font_face_for(fallback, font) in sheet for fallback in fonts.FALLBACKS)


def test_font_covers_the_characters_it_promises() -> None:
    for script, codes in {"latin": range(0x20, 0x7F), "cyrillic": range(0x410, 0x450)}.items():
        for style in ("", "-italic"):
            known = TTFont(FOLDER / "fonts" / f"serif-{script}{style}.woff2").getBestCmap()

            assert set(codes) <= set(known), (script, style)


def test_main_font_is_small_and_its_license_travels_with_it() -> None:
    assert (FOLDER / "fonts" / "serif-latin.woff2").stat().st_size < 25_000
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts" / "OFL.txt").read_text(encoding="utf-8")
