"""What readers see of pictures and documents changes with a published version, never behind its back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document

from dateline.media.actions import add_picture
from dateline.media.models import Picture
from dateline.publishing.errors import PublicationRefusedError
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import make_paper
from tests.factories.stories import draft, published


@pytest.fixture(autouse=True)
def _paper(settings: Any, tmp_path: Path, db: None) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.DATELINE_ORIGINALS_DIR = tmp_path / "originals"
    make_paper()


@pytest.fixture
def reporter() -> User:
    user = User.objects.create_user("ines", "ines@paper.example", "a quiet harbor 7")
    user.groups.add(Group.objects.get(name=Role.REPORTER))
    return user


def jpeg(color: str = "navy") -> ContentFile[bytes]:
    content = BytesIO()
    Image.new("RGB", (60, 40), color).save(content, "JPEG")
    return ContentFile(content.getvalue(), name="ferry.jpg")


def picture_by(user: User) -> Picture:
    return add_picture(file=jpeg(), name="ferry.jpg", by=user, title="Ferry", credit="Ines Moreau")


def rewrite(user: User, picture: Picture) -> Picture:
    client = Client()
    client.force_login(user)
    form = {"title": "Ferry", "credit": "Somebody else", "caption": "Another story", "tags": ""}
    form |= {"source_kind": picture.source_kind, "rights": picture.rights}
    client.post(f"/desk/images/{picture.pk}/", {**form, "collection": picture.collection_id})
    picture.refresh_from_db()
    return picture


@pytest.mark.parametrize("place", ["lead", "body"])
def test_reporter_cannot_rewrite_the_words_of_a_picture_that_is_public(reporter: User, place: str) -> None:
    picture = picture_by(reporter)
    words: dict[str, Any] = {"lead_picture": picture}
    if place == "body":
        words = {"body": [("paragraph", "<p>Text.</p>"), ("picture", {"picture": picture, "caption": ""})]}
    published(**words)

    assert rewrite(reporter, picture).credit == "Ines Moreau"


def test_reporter_changes_an_own_picture_that_only_a_draft_shows(reporter: User) -> None:
    picture = picture_by(reporter)
    draft(lead_picture=picture)

    assert rewrite(reporter, picture).credit == "Somebody else"


def test_editor_mends_the_credit_of_a_public_picture(reporter: User) -> None:
    picture = picture_by(reporter)
    published(lead_picture=picture)
    editor = User.objects.create_user("tom", "tom@paper.example", "a quiet harbor 7")
    editor.groups.add(Group.objects.get(name=Role.EDITOR))

    assert rewrite(editor, picture).credit == "Somebody else"


def test_file_of_a_public_picture_is_not_replaced(reporter: User) -> None:
    picture = picture_by(reporter)
    published(lead_picture=picture)
    before = picture.digest

    picture.file = jpeg("red")
    with pytest.raises(PublicationRefusedError):
        picture.save()

    picture = Picture.objects.get(pk=picture.pk)
    assert picture.digest == before
    assert picture.file.storage.exists(picture.file.name)


def test_file_of_a_public_document_is_not_replaced(reporter: User) -> None:
    document = Document.objects.create(title="Budget", file=ContentFile(b"first", name="budget.txt"))
    paragraph = ("paragraph", "<p>Text.</p>")
    published(body=[paragraph, ("document", {"document": document, "title": ""})])

    document.file = ContentFile(b"second", name="budget.txt")
    with pytest.raises(PublicationRefusedError):
        document.save()
    document = Document.objects.get(pk=document.pk)
    document.title = "The budget"
    document.save()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)"])
def test_embed_that_came_past_the_form_is_never_a_script(url: str, client: Client) -> None:
    embed = {"provider": "Video", "url": url, "title": "Ferry"}
    story = published(body=[("paragraph", "<p>Text.</p>"), ("embed", embed)])

    assert url.strip() not in client.get(story.public_path()).content.decode()
