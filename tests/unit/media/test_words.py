"""Credit, caption and moment are read from the file when it says them, and never trusted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dateline.media.words import EmbeddedWords, clean_text, is_empty, read_words
from tests.unit.media.picture_files import XMP, drawing, exif_with_secrets, jpeg, saved

NOW = datetime(2024, 6, 1, tzinfo=UTC)
UTF8 = (1, 90, b"\x1b%G")


def words_of(content: bytes) -> EmbeddedWords:
    image = Image.open(BytesIO(content))
    image.load()
    return read_words(image, now=NOW)


def test_exif_gives_artist_description_and_moment_with_offset() -> None:
    exif = exif_with_secrets(
        Artist="Anna Orlova",
        ImageDescription="A bridge at night",
        DateTimeOriginal="2017:10:04 13:53:10",
        OffsetTimeOriginal="+03:00",
    )

    words = words_of(jpeg(exif=exif.tobytes()))

    assert words.credit == "Anna Orlova"
    assert words.caption == "A bridge at night"
    assert words.taken_at == datetime(2017, 10, 4, 13, 53, 10, tzinfo=timezone(timedelta(hours=3)))


def test_moment_without_offset_is_the_papers_own_time(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    exif = exif_with_secrets(DateTimeOriginal="2017:10:04 13:53:10")

    words = words_of(jpeg(exif=exif.tobytes()))

    assert words.taken_at is not None
    assert words.taken_at.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    "moment", ["0000:00:00 00:00:00", "2031:01:01 00:00:00", "1700:01:01 00:00:00", "gestern"]
)
def test_impossible_moment_is_passed_over(moment: str) -> None:
    assert words_of(jpeg(exif=exif_with_secrets(DateTimeOriginal=moment).tobytes())).taken_at is None


@pytest.mark.parametrize(
    ("marker", "encoded"),
    [([UTF8], "Мост в Коломне — вид".encode()), ([], "Мост в Коломне — вид".encode())],
)
def test_iptc_in_utf8_is_read_with_and_without_its_marker(
    marker: list[tuple[int, int, bytes]], encoded: bytes
) -> None:
    assert words_of(jpeg(iptc=[*marker, (2, 120, encoded)])).caption == "Мост в Коломне — вид"


def test_iptc_without_marker_is_latin1() -> None:
    assert words_of(jpeg(iptc=[(2, 120, "Café à Zürich".encode("latin-1"))])).caption == "Café à Zürich"


def test_iptc_joins_photographer_and_agency() -> None:
    words = words_of(
        jpeg(
            iptc=[
                UTF8,
                (2, 80, b"Ivan Petrov"),
                (2, 110, b"Reuters"),
                (2, 115, b"RTR"),
                (2, 105, b"Bridge opens"),
                (2, 116, "© Reuters 2017".encode()),
                (2, 90, b"Kolomna"),
                (2, 101, b"Russia"),
                (2, 55, b"20171004"),
                (2, 60, b"135300+0300"),
            ]
        )
    )

    assert words.credit == "Ivan Petrov / Reuters"
    assert words.source == "RTR"
    assert words.headline == "Bridge opens"
    assert words.notice == "© Reuters 2017"
    assert words.place == "Kolomna, Russia"
    assert words.taken_at == datetime(2017, 10, 4, 10, 53, tzinfo=UTC)


def test_credit_that_names_the_photographer_is_not_doubled() -> None:
    assert words_of(jpeg(iptc=[(2, 80, b"Petrov"), (2, 110, b"Petrov/TASS")])).credit == "Petrov/TASS"


def test_copyright_notice_stands_in_for_a_missing_credit() -> None:
    assert (
        words_of(jpeg(exif=exif_with_secrets(Copyright="(c) 2017 Anna Orlova").tobytes())).credit
        == "Anna Orlova"
    )


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_xmp_gives_creator_credit_and_description(image_format: str) -> None:
    xmp = (XMP % {"credit": "AFP", "headline": "Bridge", "creator": "Anna", "caption": "At dusk"}).encode()
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    ways: dict[str, dict[str, Any]] = {"PNG": {"pnginfo": info}, "TIFF": {"tiffinfo": {700: xmp}}}

    words = words_of(saved(drawing(), image_format, **ways.get(image_format, {"xmp": xmp})))

    assert (words.credit, words.caption, words.headline) == ("Anna / AFP", "At dusk", "Bridge")


@pytest.mark.parametrize(
    "xmp",
    [
        b"<broken",
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x xmlns="adobe:ns:meta/">&b;</x>',
        b"<x>" * 4000,
        b"\xff\xfe\x00",
    ],
)
def test_broken_or_hostile_xmp_is_passed_over(xmp: bytes) -> None:
    assert is_empty(words_of(jpeg(xmp=xmp)))


def test_broken_exif_and_iptc_are_passed_over() -> None:
    sound = jpeg(exif=exif_with_secrets(Artist="Anna").tobytes())
    broken = sound.replace(b"Exif\0\0MM", b"Exif\0\0\xff\xff").replace(b"Exif\0\0II", b"Exif\0\0\xff\xff")

    assert is_empty(words_of(broken))
    assert is_empty(words_of(jpeg(iptc=[(99, 99, b"x")])))


@pytest.mark.parametrize("noise", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "IMG_0001.JPG", "default"])
def test_what_cameras_write_for_a_caption_is_no_caption(noise: str) -> None:
    assert words_of(jpeg(exif=exif_with_secrets(ImageDescription=noise).tobytes())).caption == ""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<b>Fire</b> in <script>alert(1)</script>town", "Fire in alert(1)town"),
        ("a\x00b\x07c\nd", "a b c d"),
        ("x" * 50, "x" * 10),
        ("\ud800half", "half"),
        (b"bytes", ""),
        ("2 < 3", "2 < 3"),
    ],
)
def test_text_is_one_plain_line_of_limited_length(raw: object, expected: str) -> None:
    limit = 10 if expected == "x" * 10 else 100

    assert clean_text(raw, limit) == expected
