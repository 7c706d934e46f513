"""Photo desk work: files sent by its screen, pictures that are there twice, stories that show some."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dateline.media.actions import add_picture
from dateline.media.models import Picture, PicturePair
from dateline.stories.models import StoryPage
from tests.unit.media.picture_files import file_of


def upload(client: Client, content: bytes, name: str = "pier.jpg", **fields: Any) -> Any:
    """Send one file as the screen for many does, and return the answer."""
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file, **fields},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def twins() -> tuple[Picture, Picture, PicturePair]:
    """Return two pictures with the same pixels."""
    first, second = (
        add_picture(file=ContentFile(file_of(1)), name=f"{name}.jpg", title=name, credit=credit)
        for name, credit in (("First", ""), ("Second", "Ines Moreau"))
    )
    return first, second, PicturePair.objects.get(older=first, newer=second)


def shown_in(story: StoryPage) -> list[int]:
    """Return the pictures of a story's body."""
    return [block.value["picture"].pk for block in story.body if block.block_type == "picture"]


def with_pictures(*pictures: Picture) -> list[Any]:
    """Return a body that shows these pictures."""
    return [
        ("paragraph", "<p>The ferry sails again.</p>"),
        *(("picture", {"picture": one, "caption": ""}) for one in pictures),
    ]
