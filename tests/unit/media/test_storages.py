"""Addresses of picture files."""

from __future__ import annotations

import pytest
from django.core.files.storage import FileSystemStorage

from dateline.media.storages import PictureFileStorage


@pytest.mark.parametrize(
    "name",
    [
        "pictures/3f/0a1b/pier-960.webp",
        "pictures/pier at dusk.jpg",
        "pictures/причал.jpg",
        "pictures/100%.jpg",
        "/pictures/pier.jpg",
        "pictures\\pier.jpg",
        "http://other.example/pier.jpg",
        "pictures/pier.jpg#2",
        "pictures/pier.jpg\n",
    ],
)
def test_address_is_the_one_that_django_gives(name: str) -> None:
    ours, djangos = PictureFileStorage(base_url="/media/"), FileSystemStorage(base_url="/media/")

    assert ours.url(name) == djangos.url(name)
