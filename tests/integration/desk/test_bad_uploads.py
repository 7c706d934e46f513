"""Files that lie, bombs, damage: each is refused in words beside it, nothing fails, memory stays bounded."""

from __future__ import annotations

import io
import logging
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from dateline.media.errors import PictureRefusedError
from dateline.media.intake import take_in
from dateline.media.models import Picture
from dateline.users.choices import Role
from tests.unit.media.picture_files import jpeg, planted, saved

pytestmark = pytest.mark.any_database

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that says how large it is and holds it all, in zeros."""
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(b"\0" * (width // 8 + 1)) for _row in range(height)) + rows.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def png_header_only(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x")


def jpeg_that_claims(width: int, height: int) -> bytes:
    """Return a small JPEG whose header claims another size."""
    content = bytearray(jpeg(size=(64, 64)))
    start = next(i for i in range(len(content)) if content[i] == 0xFF and content[i + 1] in (0xC0, 0xC2))
    content[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def gif_that_claims(width: int, height: int) -> bytes:
    content = bytearray(saved(Image.new("P", (8, 8)), "GIF"))
    content[6:10] = struct.pack("<HH", width, height)
    place = content.index(b",") + 5
    content[place : place + 4] = struct.pack("<HH", width, height)
    return bytes(content)


def animated_bomb() -> bytes:
    frames = [Image.new("P", (1200, 1200), number % 255) for number in range(60)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def webp_that_claims() -> bytes:
    """A VP8X header of the largest canvas around nothing."""
    body = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\xfe\x3f\x00" * 2
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def tiff_that_claims(width: int, height: int) -> bytes:
    entries = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, 1),
        (279, 4, 1),
    ]
    table = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", t, k, 1, v) for t, k, v in entries
    )
    return b"II*\0" + struct.pack("<I", 8) + table + b"\0\0\0\0"


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("notes.txt", "nothing")
    return stream.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "PNG called jpg": (lambda: saved(Image.new("RGB", (50, 50)), "PNG"), "pier.jpg", "but the file is PNG"),
    "zip called jpg": (archive, "pier.jpg", "not a picture"),
    "program called png": (lambda: b"MZ" + b"\0" * 500, "pier.png", "not a picture"),
    "page called jpg": (lambda: b"<html><script>alert(1)</script>", "pier.jpg", "not a picture"),
    "SVG": (lambda: SVG, "pier.svg", "SVG drawings are not taken"),
    "SVG called png": (lambda: SVG, "pier.png", "SVG drawings are not taken"),
    "nothing": (lambda: b"", "pier.jpg", "empty"),
    "cut off": (lambda: jpeg()[:3000], "pier.jpg", "damaged or cut off"),
    "only a beginning": (lambda: b"\xff\xd8\xff", "pier.jpg", "not a picture|damaged"),
    "broken HEIC": (
        lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\x07" * 400,
        "pier.heic",
        "not a picture|damaged",
    ),
    "broken AVIF": (
        lambda: b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + b"\x07" * 400,
        "pier.avif",
        "not a picture|damaged",
    ),
    "PNG bomb": (lambda: png_bomb(20_000, 20_000), "pier.png", "too many pixels"),
    "PNG of 300 megapixels": (lambda: png_header_only(20_000, 15_000), "pier.png", "too many pixels"),
    "JPEG of 300 megapixels": (lambda: jpeg_that_claims(20_000, 15_000), "pier.jpg", "too many pixels"),
    "JPEG of 4,295 megapixels": (lambda: jpeg_that_claims(65_500, 65_500), "pier.jpg", "too many pixels"),
    "GIF bomb": (lambda: gif_that_claims(60_000, 60_000), "pier.gif", "too many pixels"),
    "animated bomb": (animated_bomb, "pier.gif", "too many pixels"),
    "WebP bomb": (webp_that_claims, "pier.webp", "too many pixels|not a picture|damaged"),
    "TIFF bomb": (lambda: tiff_that_claims(60_000, 60_000), "pier.tif", "too many pixels"),
    "too many bytes": (lambda: jpeg() + b"\0" * 41 * 1024 * 1024, "pier.jpg", "too big"),
}


@pytest.fixture
def photo_editor(desk_of: Callable[[Role], Client]) -> Client:
    return desk_of(Role.PHOTO_EDITOR)


def send(client: Client, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile("x.bin", content)
    file._name = name  # as an attacker sends it, past Django's own cleaning of names
    return client.post(reverse("wagtailimages:add_multiple"), {"files[]": file, "title": "Pier"})


@pytest.mark.parametrize("what", BAD)
def test_bad_file_is_refused_in_words(
    photo_editor: Client, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    make, name, words = BAD[what]
    content = make()

    with caplog.at_level(logging.ERROR):
        answer = send(photo_editor, content, name)

    assert answer.status_code == 200
    data = answer.json()
    assert data["success"] is False
    assert any(word in data["error_message"] for word in words.split("|")), data["error_message"]
    assert not Picture.objects.exists()
    assert caplog.records == []


@pytest.mark.parametrize("what", [name for name in BAD if name != "nothing"])
def test_form_of_one_picture_keeps_what_was_written(photo_editor: Client, what: str) -> None:
    make, name, words = BAD[what]
    form = {
        "file": SimpleUploadedFile(name, make()),
        **{"title": "The pier", "caption": "A caption worth keeping", "credit": "Ines Moreau"},
        **{"rights": "own", "source_kind": "own"},
    }

    answer = photo_editor.post(reverse("wagtailimages:add"), form)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert any(word in str(answer.context["form"].errors["file"]) for word in words.split("|"))
    assert "A caption worth keeping" in html
    assert "Ines Moreau" in html


def test_bombs_take_no_memory_to_refuse() -> None:
    for what in ("PNG bomb", "JPEG of 300 megapixels", "GIF bomb", "TIFF bomb", "animated bomb"):
        make, name, _words = BAD[what]
        content = make()
        tracemalloc.start()
        with pytest.raises(PictureRefusedError):
            take_in(SimpleUploadedFile(name, content), name=name, strict=True)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 32 * 1024 * 1024, what


def test_what_hides_behind_a_picture_does_not_survive(photo_editor: Client) -> None:
    hidden = b"<script>alert(1)</script>" + archive()

    answer = send(photo_editor, jpeg() + hidden, "pier.jpg").json()

    assert answer["success"]
    with Picture.objects.get().file.open() as file:
        stored = file.read()
    assert b"<script>" not in stored
    assert b"PK\x03\x04" not in stored


@pytest.mark.parametrize(
    "name",
    [
        "x" * 700 + ".jpg",
        "pier\x00.jpg",
        "pier\u202egpj.exe.jpg",
        "🚢" * 200 + ".jpg",
        "../../etc/passwd.jpg",
        "C:\\photos\\pier.jpg",
        "\x01\x02\x7f.jpg",
        " .jpg",
        "пирс на рассвете.jpg",
    ],
)
def test_strange_name_is_no_reason_to_lose_a_picture(photo_editor: Client, name: str) -> None:
    answer = send(photo_editor, jpeg(), name)

    assert answer.status_code == 200
    assert answer.json()["success"], answer.json()
    kept = Picture.objects.get()
    assert kept.upload_name.isprintable()
    assert kept.title.isprintable()
    assert kept.file.name.startswith("pictures/")


def test_name_too_long_for_any_browser_is_answered_in_words(photo_editor: Client) -> None:
    answer = send(photo_editor, jpeg(), "x" * 10_000 + ".jpg")

    assert answer.status_code == 400
    assert "too long or was damaged on the way" in answer.content.decode()


@pytest.mark.parametrize("field", ["title", "credit", "caption", "description", "rights_holder", "place"])
@pytest.mark.parametrize("value", ["x" * 10_000, "The\x00pier", "The\x07pier", "The \u202epier"])
def test_field_that_cannot_be_kept_says_so_beside_it(photo_editor: Client, field: str, value: str) -> None:
    send(photo_editor, jpeg(), "pier.jpg")
    kept = Picture.objects.get()
    address = reverse("wagtailimages:edit", args=[kept.pk])
    form = {"title": "Pier", "credit": "Ines Moreau", "rights": "own", "source_kind": "own", field: value}

    answer = photo_editor.post(address, form)

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert answer.context["form"][field].value() == value
    assert Picture.objects.get() == kept


SEEDS = [jpeg(), *(planted(kind) for kind in ("PNG", "WEBP", "TIFF", "GIF", "AVIF", "HEIF"))]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_are_taken_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(("set", "cut", "insert", "repeat"))):
            case "set":
                content[place] = data.draw(st.integers(0, 255))
            case "cut":
                del content[place : place + data.draw(st.integers(1, 400))]
            case "insert":
                content[place:place] = data.draw(st.binary(min_size=1, max_size=40))
            case "repeat":
                content[place:place] = content[place : place + data.draw(st.integers(1, 300))]
        content = content or bytearray(b"\0")

    with suppress(PictureRefusedError):
        taken = take_in(SimpleUploadedFile("pier.jpg", bytes(content)), name="pier.jpg")
        assert Image.open(io.BytesIO(taken.read())).size == (taken.intake.width, taken.intake.height)
