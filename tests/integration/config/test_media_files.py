"""Readers get renditions and never what was uploaded."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("images/a.avif", "images/a.svg", "original_images/a.jpg", "documents/a.pdf", ".hidden"):
        file = tmp_path / "media" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"picture")
    return tmp_path / "media"


@pytest.mark.usefixtures("media")
def test_rendition_is_served_for_ever(client: Client) -> None:
    response = client.get("/media/images/a.avif")

    assert b"".join(response.streaming_content) == b"picture"
    assert response.headers["Content-Type"] == "image/avif"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(
        "/media/images/a.avif", headers={"if-modified-since": response.headers["Last-Modified"]}
    )
    assert again.status_code == 304


@pytest.mark.usefixtures("media")
@pytest.mark.parametrize(
    "path", ["original_images/a.jpg", "documents/a.pdf", ".hidden", "images", "images/none.jpg"]
)
def test_original_is_never_served(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("path", ["../secret_key", "images/../original_images/a.jpg", "%2e%2e/secret_key"])
def test_path_that_climbs_is_refused(client: Client, media: Path, path: str) -> None:
    (media.parent / "secret_key").write_text("secret", encoding="ascii")

    assert client.get(f"/media/{path}").status_code in {400, 404}


def test_link_to_an_original_is_not_followed(client: Client, media: Path) -> None:
    (media / "images" / "link.jpg").symlink_to(media / "original_images" / "a.jpg")

    assert client.get("/media/images/link.jpg").status_code == 404


@pytest.mark.usefixtures("media")
def test_drawing_opened_by_itself_has_no_powers(client: Client) -> None:
    assert "sandbox" in client.get("/media/images/a.svg").headers["Content-Security-Policy"]
