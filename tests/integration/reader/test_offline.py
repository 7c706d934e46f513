"""The paper on a device: manifest, icons, service worker, the page without a connection, and none of it."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from dateline.edition.copies import making_a_copy
from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.placards.icons import letter_of
from dateline.reader.device_addresses import ICONS, MANIFEST, ONCE, PAGE, WORKER
from dateline.reader.offline.files import GONE
from tests.factories.stories import published


def switch_off() -> None:
    row = PaperSettings.objects.get()
    row.keeps_read_stories = False
    row.save()


def test_pages_name_a_manifest_that_can_be_installed(client: Client, paper: HomePage) -> None:
    story = published("Harbour open")
    for address in ("/", story.public_path(), "/archive/"):
        assert f'<link rel="manifest" href="{MANIFEST}">' in client.get(address).content.decode()

    answer = client.get(MANIFEST)
    found = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (found["name"], found["short_name"]) == ("The Harbour Post", "Post")
    assert (found["start_url"], found["scope"], found["lang"], found["dir"]) == ("/", "/", "en", "ltr")
    assert {(icon["sizes"], icon["purpose"]) for icon in found["icons"]} == {
        (f"{size}x{size}", purpose) for size in (192, 512) for purpose in ("any", "maskable")
    }


@pytest.mark.parametrize("address", ICONS)
def test_icon_is_a_square_with_a_letter(client: Client, paper: HomePage, address: str) -> None:
    answer = client.get(address)
    image = Image.open(BytesIO(answer.content))

    assert answer["Content-Type"] == "image/png"
    assert image.size == (int(re.findall(r"\d+", address)[0]),) * 2
    assert len(image.convert("RGB").getcolors(maxcolors=64) or []) > 1
    # Masks cut corners: nothing stands outside of the circle that they leave.
    assert image.convert("RGB").getpixel((8, 8)) == image.convert("RGB").getpixel((8, image.height - 8))


def test_icon_of_another_size_is_not_there(client: Client, paper: HomePage) -> None:
    assert client.get("/icons/4096.png").status_code == 404


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("The Harbour Post", "H"),
        ("Новая газета", "Н"),
        ("  «Эхо»", "Э"),
        ("7 Days", "7"),
        ("新聞", "·"),
        ("", "·"),
    ],
)
def test_letter_of_a_name(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_service_worker_is_small_and_names_files_that_are_there(client: Client, paper: HomePage) -> None:
    answer = client.get(WORKER)
    text = answer.content.decode()
    told = json.loads(text.partition("const PAPER = ")[2].partition(";\n")[0])

    assert answer["Content-Type"].startswith("text/javascript")
    assert len(answer.content) < 5_000
    assert told["page"] == PAGE
    assert all(file.startswith("/static/reader/") for file in told["files"])


def test_page_without_a_connection_is_for_nobody_to_index(client: Client, paper: HomePage) -> None:
    html = client.get(PAGE).content.decode()

    assert '<meta name="robots" content="noindex">' in html
    assert "data-kept-stories" in html


def test_switched_off_nothing_is_there_and_devices_forget(client: Client, paper: HomePage) -> None:
    switch_off()

    assert client.get(WORKER).content.decode() == GONE
    assert [address for address in ONCE if client.get(address).status_code == 200] == [WORKER]
    assert "manifest" not in client.get("/").content.decode()


def test_copy_of_the_paper_is_not_installed(client: Client, paper: HomePage) -> None:
    with making_a_copy():
        assert "manifest" not in client.get("/").content.decode()
