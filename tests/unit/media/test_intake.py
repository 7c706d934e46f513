"""Every upload becomes upright pixels and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from dateline.media.errors import PictureRefusedError
from dateline.media.intake import TakenFile, take_in
from dateline.media.pixels import frame_count
from tests.unit.media.picture_files import (
    animation,
    colour,
    drawing,
    exif_with_secrets,
    holds_secrets,
    jpeg,
    planted,
    saved,
)

ONWARD = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF", "MPO", "GIF"]


def taken(content: bytes, name: str = "a.jpg", strict: bool = False) -> TakenFile:
    return take_in(ContentFile(content), name=name, strict=strict)


def opened(file: TakenFile) -> Image.Image:
    image = Image.open(BytesIO(file.read()))
    image.load()
    return image


@pytest.mark.parametrize("image_format", ONWARD)
def test_upload_with_position_and_device_is_bare_afterwards(image_format: str, tmp_path: Path) -> None:
    upload = planted(image_format)
    assert holds_secrets(upload), "the test must plant something"

    file = taken(upload)

    content = file.read()
    assert holds_secrets(content) == []
    image = Image.open(BytesIO(content))
    image.load()
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "comment", "photoshop"} & set(image.info)
    assert image.format in ("JPEG", "PNG")
    if shutil.which("exiftool"):
        path = tmp_path / "served"
        path.write_bytes(content)
        seen = subprocess.run(["exiftool", "-a", "-G1", path], capture_output=True, check=True).stdout
        assert b"GPS" not in seen
        assert b"Serial" not in seen


@pytest.mark.parametrize("orientation", range(1, 9))
def test_upload_in_any_orientation_stands_upright(orientation: int) -> None:
    lying = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = drawing().transpose(lying[orientation]) if orientation > 1 else drawing()

    file = taken(saved(stored, "JPEG", exif=exif_with_secrets(orientation).tobytes(), quality=90))

    image = opened(file)
    assert image.size == (900, 600)
    assert colour(image, (20, 20))[0] > 180 > colour(image, (20, 20))[2]
    assert colour(image, (880, 580))[2] > 180 > colour(image, (880, 580))[0]
    assert (file.intake.width, file.intake.height) == (900, 600)


def test_upright_jpeg_keeps_its_quantisation() -> None:
    upload = jpeg(quality=83)

    image = opened(taken(upload))

    tables = [vars(each)["quantization"] for each in (image, Image.open(BytesIO(upload)))]
    assert tables[0] == tables[1]


def test_profile_of_the_same_colour_space_is_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    image = opened(taken(jpeg(icc_profile=profile)))

    assert image.info["icc_profile"] == profile


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "I;16", "LA", "YCbCr"])
def test_any_colour_mode_becomes_one_browsers_know(mode: str) -> None:
    image = drawing(mode="L").convert("I;16") if mode == "I;16" else drawing(mode=mode)
    how = "TIFF" if mode in ("CMYK", "YCbCr") else "PNG"

    assert opened(taken(saved(image, how))).mode in ("RGB", "L", "RGBA")


def test_sixteen_bits_keep_their_shades() -> None:
    deep = Image.new("I;16", (40, 40), 30_000)

    assert opened(taken(saved(deep, "PNG"))).getpixel((5, 5)) == pytest.approx(117, abs=1)


def test_transparent_picture_stays_transparent_and_opaque_alpha_is_dropped() -> None:
    clear = Image.new("RGBA", (50, 50), (10, 20, 30, 90))
    opaque = Image.new("RGBA", (50, 50), (10, 20, 30, 255))

    assert taken(saved(clear, "WEBP", lossless=True)).intake.transparent
    assert opened(taken(saved(clear, "PNG"))).mode == "RGBA"
    assert opened(taken(saved(opaque, "PNG"))).mode == "RGB"


@pytest.mark.parametrize("image_format", ["GIF", "WEBP"])
def test_animation_keeps_its_frames_and_nothing_else(image_format: str) -> None:
    file = taken(animation(image_format))

    content = file.read()
    image = Image.open(BytesIO(content))
    assert file.intake.animated
    assert frame_count(image) == 3
    assert holds_secrets(content) == []


def test_same_upload_gives_the_same_file() -> None:
    assert taken(jpeg()).intake.digest == taken(jpeg()).intake.digest


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.jpg", "empty"),
        (b"not a picture at all", "a.jpg", "not_a_picture"),
        (b"%PDF-1.4 and so on", "a.jpg", "not_a_picture"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "svg"),
        (jpeg()[:3000], "a.jpg", "broken"),
        (saved(drawing(), "PNG")[:600], "a.png", "broken"),
        (saved(drawing(), "PNG"), "a.jpg", "extension"),
        (jpeg(), "a", "extension"),
    ],
)
def test_what_is_no_sound_picture_is_refused_with_a_reason(content: bytes, name: str, code: str) -> None:
    with pytest.raises(PictureRefusedError) as refused:
        taken(content, name, strict=True)

    assert refused.value.code == code
    assert str(refused.value)


def test_importers_may_bring_a_wrong_extension() -> None:
    assert taken(saved(drawing(), "PNG"), "scan.jpg").name == "scan.png"


def test_picture_with_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    bomb = saved(Image.new("1", (12_000, 12_000)), "PNG")
    assert len(bomb) < 100_000

    with pytest.raises(PictureRefusedError) as refused:
        taken(bomb, "a.png")

    assert refused.value.code == "too_many_pixels"


def test_many_small_frames_count_together(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000

    with pytest.raises(PictureRefusedError) as refused:
        taken(animation(frames=3), "a.gif")

    assert refused.value.code == "too_many_pixels"


def test_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000

    with pytest.raises(PictureRefusedError) as refused:
        taken(jpeg())

    assert refused.value.code == "too_big"
