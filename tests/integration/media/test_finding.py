"""Asked about many addresses of files at once, the packages tell the real ones from the made-up ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from dateline.config.static_finding import existing_static_files
from dateline.media.finding import existing_files
from dateline.media.models import Picture


@pytest.mark.django_db
def test_pictures_and_documents_that_exist_are_found(
    make_picture: Callable[..., Picture], media_folder: Path
) -> None:
    picture = make_picture()
    document = get_document_model()(title="Report", collection=Collection.get_first_root_node())
    document.file.save("report.pdf", ContentFile(b"%PDF"))
    (media_folder / "avatar_images").mkdir()
    (media_folder / "avatar_images/me.jpg").write_bytes(b"me")
    real = {f"/media/{picture.file.name}", document.url}
    made_up = [
        "/media/pictures",
        "/media/avatar_images/me.jpg",
        "/media/pictures/000000000000/x.jpg",
        "/media/pictures/../avatar_images/me.jpg",
        f"/documents/{document.pk}/other.pdf",
        f"/documents/{document.pk}",
        f"/documents/{document.pk + 1}/report.pdf",
        "/documents/99999999999999999999/report.pdf",
        "/documents/x/report.pdf",
        f"/media/pictures/000000000000/{'a' * 300}.jpg",
        "/static/x.css",
        "/",
    ]

    assert existing_files([*made_up, *real]) == real


def test_static_files_that_exist_are_found(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static/reader").mkdir(parents=True)
    (tmp_path / "static/reader/paper.css").write_text("p {}")
    (tmp_path / "secret").write_text("x")
    real = {"/static/reader/paper.css"}
    made_up = [
        "/static/reader",
        "/static/../secret",
        "/static/x.css",
        f"/static/{tmp_path}/secret",
        f"/static/{'a' * 300}",
        "/static/a\x00b",
        "/static/",
    ]

    assert existing_static_files([*made_up, *real]) == real
