"""Every door that adds a picture leads through the same intake."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.images.utils import find_image_duplicates
from wagtail.models import Collection

from dateline.media.models import Picture
from dateline.publishlog.models import LogEntry
from tests.integration.media.conftest import MakePicture
from tests.unit.media.picture_files import (
    drawing,
    exif_with_secrets,
    holds_secrets,
    jpeg,
    planted,
    saved,
)

pytestmark = pytest.mark.django_db
WITH_WORDS = exif_with_secrets(6, Artist="Anna Orlova", ImageDescription="At dusk").tobytes()


def upload(content: bytes, name: str = "IMG_2.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def replace_file(picture: Any, content: bytes) -> None:
    picture.file = ContentFile(content, name="other.jpg")


def form_for(files: dict[str, Any], **words: object) -> Any:
    data = {"title": "IMG_2", "rights": "unknown", "source_kind": "unknown", **words}
    data.setdefault("collection", Collection.get_first_root_node().pk)
    return get_image_form(Picture)(data, files, instance=Picture())


def test_saved_model_is_bare_upright_and_prefilled(media_folder: Path) -> None:
    picture = Picture(title="IMG_2", file=ContentFile(jpeg(exif=WITH_WORDS), name="IMG_2.jpg"))
    picture.save()

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (600, 900)
    assert (picture.credit, picture.caption) == ("Anna Orlova", "At dusk")
    assert Image.open(BytesIO(Path(picture.file.path).read_bytes())).size == (600, 900)
    for path in media_folder.rglob("*.*"):
        assert holds_secrets(path.read_bytes()) == []


def test_file_saved_through_the_field_is_taken_in_too() -> None:
    picture = Picture(title="IMG_2", caption="Mine")
    picture.file.save("IMG_2.jpg", ContentFile(jpeg(exif=WITH_WORDS)), save=False)
    picture.save()

    picture.refresh_from_db()
    assert (picture.width, picture.height) == (600, 900)
    assert (picture.credit, picture.caption) == ("Anna Orlova", "Mine")
    assert holds_secrets(Path(picture.file.path).read_bytes()) == []


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "HEIF", "TIFF", "WEBP", "AVIF"])
def test_form_takes_every_format_and_fills_only_what_is_empty(image_format: str) -> None:
    extension = {"JPEG": "jpeg", "HEIF": "heic"}.get(image_format, image_format.lower())
    form = form_for({"file": upload(planted(image_format), f"IMG.{extension}")}, credit="As typed")

    assert form.is_valid(), form.errors
    picture = form.save()

    assert picture.credit == "As typed"
    assert holds_secrets(Path(picture.file.path).read_bytes()) == []
    assert picture.file_size == len(Path(picture.file.path).read_bytes())


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.jpg", "empty"),
        (jpeg()[:2500], "a.jpg", "damaged"),
        (saved(drawing(), "PNG"), "a.jpg", "PNG"),
        (b"<svg onload='x'/>", "a.svg", "scripts"),
        (b"hello", "a.jpg", "not a picture"),
    ],
)
def test_form_says_what_is_wrong_with_a_file(content: bytes, name: str, words: str) -> None:
    form = form_for({"file": upload(content, name)})

    assert not form.is_valid()
    assert words in form.errors["file"][0]


def test_headline_replaces_a_working_title_made_of_the_file_name() -> None:
    content = jpeg(iptc=[(2, 105, b"Bridge opens")])

    named = Picture(title="IMG_2", file=ContentFile(content, name="IMG_2.jpg"))
    typed = Picture(title="My bridge", file=ContentFile(content, name="IMG_2.jpg"))
    named.save()
    typed.save()

    assert (named.title, typed.title) == ("Bridge opens", "My bridge")


def test_untouched_upload_is_kept_outside_the_public_folder(
    settings: Any, make_picture: MakePicture, media_folder: Path
) -> None:
    content = jpeg(exif=WITH_WORDS)

    picture = make_picture(content)

    kept = settings.DATELINE_ORIGINALS_DIR / picture.original
    assert kept.read_bytes() == content
    assert kept.stat().st_mode & 0o077 == 0
    assert media_folder not in kept.parents


def test_upload_is_dropped_when_the_paper_says_so(settings: Any, make_picture: MakePicture) -> None:
    settings.DATELINE_KEEP_ORIGINALS = False

    assert make_picture().original == ""
    assert not settings.DATELINE_ORIGINALS_DIR.exists()


def test_deleting_a_picture_deletes_its_upload(
    settings: Any, make_picture: MakePicture, django_capture_on_commit_callbacks: Any
) -> None:
    picture = make_picture()
    kept = settings.DATELINE_ORIGINALS_DIR / picture.original

    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()

    assert not kept.exists()


def test_replaced_file_takes_its_upload_with_it(
    settings: Any, make_picture: MakePicture, django_capture_on_commit_callbacks: Any
) -> None:
    picture = make_picture()
    before = settings.DATELINE_ORIGINALS_DIR / picture.original

    with django_capture_on_commit_callbacks(execute=True):
        replace_file(picture, jpeg(size=(300, 200)))
        picture.save()

    assert not before.exists()
    assert (settings.DATELINE_ORIGINALS_DIR / picture.original).exists()


def test_same_picture_is_found_again_whatever_was_in_its_metadata(make_picture: MakePicture) -> None:
    first = make_picture(jpeg())
    second = make_picture(jpeg(exif=exif_with_secrets(Artist="Anna").tobytes()))

    assert first.digest == second.digest
    assert first.upload_digest != second.upload_digest
    assert first.file.name != second.file.name
    assert second.file_hash == first.file_hash


def test_new_file_gets_a_new_name_and_loses_the_old_renditions(
    make_picture: MakePicture, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        picture = make_picture()
    old = picture.file.name
    assert picture.renditions.exists()

    replace_file(picture, jpeg(size=(1000, 500)))
    picture.save()

    picture.refresh_from_db()
    assert picture.file.name != old
    assert (picture.width, picture.height) == (1000, 500)
    assert not picture.renditions.exists()
    assert (media_folder / old).exists(), "pages already out may still name it"


def test_focal_point_outside_a_new_file_is_dropped(make_picture: MakePicture) -> None:
    picture = make_picture(focal_point_x=800, focal_point_y=500, focal_point_width=10, focal_point_height=10)

    replace_file(picture, jpeg(size=(300, 200)))
    picture.save()

    assert not picture.has_focal_point()


def test_every_save_touches_the_pictures_key(make_picture: MakePicture) -> None:
    picture = make_picture()
    before = LogEntry.objects.count()

    picture.set_focal_point(None)
    picture.save()

    assert LogEntry.objects.count() == before + 1
    assert LogEntry.objects.latest("number").keys == [f"picture/{picture.pk}"]


@pytest.mark.parametrize(
    "wrong",
    [{"rights": "stolen"}, {"source_kind": "moon"}, {"withheld_reason": "no date"}],
)
def test_database_refuses_what_no_form_offers(make_picture: MakePicture, wrong: dict[str, Any]) -> None:
    picture = make_picture()
    for field, value in wrong.items():
        setattr(picture, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        picture.save()


def test_desk_upload_answers_with_a_form_prefilled_from_the_file(admin_client: Client) -> None:
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": upload(jpeg(exif=WITH_WORDS)), "title": "IMG_2"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    answer = response.json()
    assert answer["success"], answer
    assert "Anna Orlova" in answer["form"]
    assert "Credit, as printed" in answer["form"]


def test_desk_uploader_offers_what_we_take(admin_client: Client) -> None:
    page = admin_client.get(reverse("wagtailimages:add_multiple")).content.decode()

    assert "heic" in page
    assert str(40 * 1024 * 1024) in page


def test_desk_upload_says_what_is_wrong(admin_client: Client) -> None:
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": upload(b"<svg/>", "a.svg"), "title": "a"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.json() == {
        "success": False,
        "error_message": "SVG drawings are not taken, because they can carry scripts. "
        "Export the drawing as PNG.",
    }


def test_chooser_upload_goes_the_same_way(admin_client: Client) -> None:
    response = admin_client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "IMG_2",
            "image-chooser-upload-file": upload(jpeg(exif=WITH_WORDS)),
            "image-chooser-upload-rights": "own",
            "image-chooser-upload-source_kind": "own",
            "image-chooser-upload-collection": Collection.get_first_root_node().pk,
        },
    )

    assert response.status_code == 200
    picture = Picture.objects.get()
    assert (picture.credit, picture.rights) == ("Anna Orlova", "own")
    assert holds_secrets(Path(picture.file.path).read_bytes()) == []


def test_desk_edit_page_shows_the_picture(admin_client: Client, make_picture: MakePicture) -> None:
    picture = make_picture()

    assert admin_client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200
    assert admin_client.get(reverse("wagtailimages:index")).status_code == 200
    assert all(
        holds_secrets(Path(rendition.file.path).read_bytes()) == [] for rendition in picture.renditions.all()
    )


def test_replacing_the_file_at_the_desk_ends_with_new_renditions(
    admin_client: Client, make_picture: MakePicture, django_capture_on_commit_callbacks: Any
) -> None:
    picture = make_picture()

    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[picture.pk]),
            {
                "title": "Bridge",
                "credit": "A. Orlova",
                "file": upload(jpeg(size=(1200, 800))),
                "rights": "own",
                "source_kind": "own",
                "collection": Collection.get_first_root_node().pk,
            },
        )

    assert response.status_code == 302
    picture.refresh_from_db()
    assert picture.width == 1200
    assert picture.renditions.exists()


def test_duplicates_are_offered_at_the_desk(make_picture: MakePicture, admin_user: Any) -> None:
    first, second = make_picture(), make_picture()

    assert list(find_image_duplicates(second, admin_user, _policy())) == [first]


def _policy() -> Any:
    from wagtail.permissions import policy_registry  # noqa: PLC0415 - needs the registry filled

    return policy_registry.get_by_type(Picture)


def test_transparent_upload_is_stored_as_png(make_picture: MakePicture) -> None:
    clear = saved(Image.new("RGBA", (400, 300), (9, 9, 9, 60)), "WEBP")

    picture = make_picture(clear, name="logo.webp")

    assert picture.transparent
    assert Image.open(BytesIO(Path(picture.file.path).read_bytes())).mode == "RGBA"
