"""What stands against publishing, what readers may see, and how files are served."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from dateline.edition.keys import collecting
from dateline.media.actions import ensure_renditions, make_renditions, release_picture, withhold_picture
from dateline.media.errors import PictureUnreadableError
from dateline.media.models import Picture, RetiredFile
from dateline.media.queries import picture_context, picture_contexts, problems_before_publishing, remarks_on
from dateline.media.views import serve_media
from dateline.publishlog.models import LogEntry
from tests.integration.media.conftest import MakePicture

pytestmark = pytest.mark.django_db
AT = datetime(2024, 5, 1, 12, tzinfo=UTC)


def served(name: str, **headers: str) -> Any:
    request = RequestFactory().get(f"/media/{name}", headers=headers)
    return serve_media(request, name)


def body(response: Any) -> bytes:
    content = b"".join(response.streaming_content)
    # Closing the response as a server does would close the test's database connection too.
    for close in response._resource_closers:
        close()
    return content


def test_sound_picture_has_no_problems(make_picture: MakePicture) -> None:
    assert problems_before_publishing(make_picture(rights="own")) == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"credit": " "}, "no credit"),
        ({"rights": "cc"}, "licence is not named"),
        ({"expires_at": AT}, "rights to the picture have ended"),
    ],
)
def test_problem_is_said_in_words(make_picture: MakePicture, words: dict[str, Any], problem: str) -> None:
    problems = problems_before_publishing(make_picture(**words))

    assert len(problems) == 1
    assert problem in problems[0]


def test_lost_or_damaged_file_is_a_problem(make_picture: MakePicture) -> None:
    lost, damaged = make_picture(), make_picture()
    Path(lost.file.path).unlink()
    Path(damaged.file.path).write_bytes(Path(damaged.file.path).read_bytes()[:2000])

    for picture in (lost, damaged):
        problems = problems_before_publishing(picture)
        assert problems == ["The file of the picture is missing or damaged; upload it again."]
        with pytest.raises(PictureUnreadableError):
            ensure_renditions(pictures=[picture])


def test_unknown_rights_are_a_remark_and_no_obstacle(make_picture: MakePicture) -> None:
    picture = make_picture()

    assert problems_before_publishing(picture) == []
    assert any("on what ground" in remark for remark in remarks_on(picture))


def test_picture_disappears_when_its_rights_end(make_picture: MakePicture) -> None:
    ending = timezone.now() + timedelta(hours=2)
    picture, ended = make_picture(expires_at=ending), make_picture(expires_at=AT)

    with collecting() as dependencies:
        contexts = picture_contexts([picture, ended], use="card")

    assert set(contexts) == {picture.pk}
    assert dependencies.good_until == ending


@pytest.fixture
def withheld(
    make_picture: MakePicture, admin_user: Any, django_capture_on_commit_callbacks: Any
) -> tuple[Picture, list[str]]:
    picture = make_picture()
    ensure_renditions(pictures=[picture])
    names = [picture.file.name, *picture.renditions.values_list("file", flat=True)]
    with django_capture_on_commit_callbacks(execute=True):
        withhold_picture(picture=picture, by=admin_user, reason="A court order", at=AT)
    return picture, names


def test_withheld_picture_is_gone_at_once(
    withheld: tuple[Picture, list[str]], media_folder: Path, admin_user: Any
) -> None:
    picture, names = withheld

    assert not any((media_folder / name).exists() for name in names)
    assert [served(name).status_code for name in names] == [410] * len(names)
    assert picture_context(picture, use="lead") is None
    assert make_renditions(picture=picture) == 0
    assert problems_before_publishing(picture) == ["The picture is withheld: A court order"]
    entry = LogEntry.objects.get(event="picture.withheld")
    assert entry.keys == [f"media/{picture.folder}", f"picture/{picture.pk}"]
    assert (entry.user_id, entry.data, entry.at) == (admin_user.pk, {"reason": "A court order"}, AT)


def test_released_picture_is_back(withheld: tuple[Picture, list[str]], admin_user: Any) -> None:
    picture, names = withheld

    release_picture(picture=picture, by=admin_user, at=AT)
    ensure_renditions(pictures=[picture])

    assert body(served(names[0]))
    assert picture_context(picture, use="lead") is not None


def test_withholding_and_releasing_twice_changes_nothing(
    withheld: tuple[Picture, list[str]], admin_user: Any
) -> None:
    picture, _names = withheld
    count = LogEntry.objects.count()

    withhold_picture(picture=picture, by=admin_user, reason="Again", at=AT)

    assert picture.withheld_reason == "A court order"
    assert LogEntry.objects.count() == count
    release_picture(picture=picture, by=admin_user, at=AT)
    count = LogEntry.objects.count()
    release_picture(picture=picture, by=admin_user, at=AT)
    assert LogEntry.objects.count() == count


def test_retired_files_go_after_their_time_unless_named_again(
    make_picture: MakePicture, media_folder: Path
) -> None:
    picture = make_picture()
    storage = picture.file.storage
    storage.save("pictures/0/old.jpg", ContentFile(b"old"))
    storage.delete("pictures/0/old.jpg")
    storage.delete(picture.file.name)
    assert (media_folder / "pictures/0/old.jpg").exists()

    call_command("remove_retired_pictures")
    assert (media_folder / "pictures/0/old.jpg").exists(), "too early"
    RetiredFile.objects.update(retired_at=timezone.now() - timedelta(days=3))
    call_command("remove_retired_pictures")

    assert not (media_folder / "pictures/0/old.jpg").exists()
    assert (media_folder / picture.file.name).exists()
    assert not RetiredFile.objects.exists()


def test_files_of_a_deleted_picture_are_retired_and_not_torn_out_of_pages_already_out(
    make_picture: MakePicture, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    picture = make_picture()
    ensure_renditions(pictures=[picture])
    names = {picture.file.name, *picture.renditions.values_list("file", flat=True)}

    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()

    assert set(RetiredFile.objects.values_list("name", flat=True)) == names
    assert all((media_folder / name).exists() for name in names)


def test_clean_up_finishes_what_a_crash_left_public(
    make_picture: MakePicture, admin_user: Any, media_folder: Path
) -> None:
    picture = make_picture()
    withhold_picture(picture=picture, by=admin_user, reason="A court order", at=AT)
    assert (media_folder / picture.file.name).exists(), "the commit hook did not run here"

    call_command("remove_retired_pictures")

    assert not (media_folder / picture.file.name).exists()


def test_rendition_is_served_for_ever(make_picture: MakePicture) -> None:
    picture = make_picture()
    make_renditions(picture=picture)
    rendition = picture.renditions.get(filter_spec="width-640|format-avif")

    response = served(rendition.file.name)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/avif"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Surrogate-Key"] == f"media/{picture.folder}"
    assert body(response) == Path(rendition.file.path).read_bytes()
    again = served(rendition.file.name, **{"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == response["ETag"]


@pytest.mark.parametrize(
    "name",
    [
        "../paper.sqlite3",
        "pictures/../../originals/x.jpg",
        "pictures/000000000000/../../../etc/passwd",
        "/etc/passwd",
        "pictures/000000000000/missing.jpg",
        "wagtail_uploads/raw.jpg",
        "avatar_images/me.jpg",
        "documents/secret.pdf",
        "pictures/000000000000/x.svg",
        "pictures/000000000000/x.jpg\x00",
        "",
    ],
)
def test_nothing_else_is_served(name: str, media_folder: Path) -> None:
    for folder in ("wagtail_uploads", "avatar_images", "documents"):
        (media_folder / folder).mkdir(parents=True, exist_ok=True)
    (media_folder / "wagtail_uploads/raw.jpg").write_bytes(b"with a position")
    (media_folder / "avatar_images/me.jpg").write_bytes(b"with a position")
    (media_folder / "documents/secret.pdf").write_bytes(b"x")

    with pytest.raises(Http404):
        served(name)


def test_writing_is_not_allowed(make_picture: MakePicture) -> None:
    assert serve_media(RequestFactory().post("/media/x"), "x").status_code == 405
