"""A media folder of its own for every test, and pictures in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from dateline.media.actions import add_picture
from dateline.media.models import Picture
from tests.unit.media.picture_files import jpeg

MakePicture = Callable[..., Picture]


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.DATELINE_ORIGINALS_DIR = tmp_path / "originals"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.WAGTAILIMAGES_EXTENSIONS = [
        "avif",
        "gif",
        "heic",
        "heif",
        "jpeg",
        "jpg",
        "png",
        "tif",
        "tiff",
        "webp",
    ]
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "dateline.media.forms.PictureForm"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "dateline.media.storages.PictureFileStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return tmp_path / "media"


@pytest.fixture
def make_picture(db: None) -> MakePicture:
    def make(content: bytes | None = None, *, name: str = "bridge.jpg", **words: Any) -> Picture:
        upload = jpeg() if content is None else content
        return add_picture(
            file=ContentFile(upload), name=name, **{"title": "Bridge", "credit": "A. Orlova", **words}
        )

    return make
