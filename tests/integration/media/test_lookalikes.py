"""Pictures that are there already: the same file, the same pixels, the same look."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageEnhance

from dateline.media.look_actions import keep_both, look_again
from dateline.media.look_queries import lookalikes_of, open_pairs, open_pairs_of
from dateline.media.models import Picture, PicturePair
from tests.integration.media.conftest import MakePicture
from tests.unit.media.picture_files import file_of, saved, scene

pytestmark = pytest.mark.django_db


def another_file(content: bytes) -> Any:
    return ContentFile(content, name="other.jpg")


def test_same_file_twice_is_found_as_exact(make_picture: MakePicture) -> None:
    first, second = make_picture(file_of(1)), make_picture(file_of(1), name="copy.jpg")

    pair = open_pairs_of(second).get()

    assert (pair.older, pair.newer, pair.is_exact, pair.distance) == (first, second, True, 0)


def test_same_pixels_with_other_words_in_the_file_are_exact(make_picture: MakePicture) -> None:
    first = make_picture(file_of(1))
    second = make_picture(file_of(1, comment=b"from the agency"))

    assert first.upload_digest != second.upload_digest
    assert open_pairs_of(second).get().is_exact


@pytest.mark.parametrize(
    "change",
    [
        lambda image: saved(image.resize((450, 300)), "JPEG", quality=60),
        lambda image: saved(image, "PNG"),
        lambda image: saved(image.convert("L"), "JPEG"),
        lambda image: saved(ImageEnhance.Brightness(image).enhance(1.15), "JPEG"),
    ],
    ids=["smaller and softer", "another format", "grey", "brighter"],
)
def test_another_version_of_a_picture_is_found_as_alike(make_picture: MakePicture, change: Any) -> None:
    first = make_picture(file_of(1))
    second = make_picture(change(scene(1)))

    pair = open_pairs_of(second).get()

    assert (pair.older, pair.is_exact) == (first, False)


def test_other_pictures_are_not_found(make_picture: MakePicture) -> None:
    for seed in range(12):
        make_picture(file_of(seed))

    assert not open_pairs().exists()


def test_plain_colors_resemble_nothing(make_picture: MakePicture) -> None:
    for color in ("white", "black", "navy"):
        make_picture(saved(Image.new("RGB", (400, 300), color), "PNG"))

    assert not open_pairs().exists()


def test_pair_that_somebody_kept_is_not_asked_about_again(make_picture: MakePicture, admin_user: Any) -> None:
    first, second = make_picture(file_of(1)), make_picture(file_of(1))
    keep_both(pair=PicturePair.objects.get(), by=admin_user, at=timezone.now())

    second.file = another_file(file_of(1, comment=b"again"))
    second.save()

    assert not open_pairs().exists()
    assert PicturePair.objects.get().kept_by == admin_user
    third = make_picture(file_of(1))
    assert {pair.older for pair in open_pairs_of(third)} == {first, second}


def test_another_file_ends_the_likeness(make_picture: MakePicture) -> None:
    make_picture(file_of(1))
    second = make_picture(file_of(1))

    second.file = another_file(file_of(2))
    second.save()

    assert not PicturePair.objects.exists()


def test_deleted_picture_leaves_no_pair(make_picture: MakePicture) -> None:
    make_picture(file_of(1))
    make_picture(file_of(1)).delete()

    assert not PicturePair.objects.exists()


def test_pictures_from_before_are_looked_at_again(make_picture: MakePicture) -> None:
    first, second = make_picture(file_of(1)), make_picture(saved(scene(1), "PNG"))
    Picture._base_manager.update(look="", look_1=None, look_2=None, look_3=None, look_4=None)
    PicturePair.objects.all().delete()

    assert all([look_again(picture=first), look_again(picture=second)])

    assert open_pairs().get().older == first
    assert [one.pk for one in lookalikes_of(Picture.objects.get(pk=first.pk))] == [second.pk]
