"""An archive comes in through the desk: chosen, looked at, mapped, run, watched, undone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dateline.archive.models import ImportRun
from dateline.archive.runs import starting
from dateline.archive.runs.places import upload_folder
from dateline.archive.runs.starting import carry_run
from dateline.archive.runs.unpacking import UploadRefusedError, archive_named, unpack
from dateline.desk.importing import views
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.integration.archive.conftest import DUMP

TIMES = "Oct 4, 2017 — 13:53"
BODY = "The ferry sailed on Wednesday, the office said.\n\nIt carried forty people and a goat, they said."


def dump(headline: str, *, section: str = "Town") -> bytes:
    told = {"day": "2017-10-04", "section": section, "headline": headline, "times": TIMES, "body": BODY}
    return DUMP.format(**told, credit="Ines Moreau / Harbour Post").encode()


@pytest.fixture
def folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of archives; imports run at once, in this process."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "media"

    def at_once(verb: str, run: ImportRun) -> None:
        if verb == "carry":
            carry_run(number=run.pk)
        else:
            starting.undo(run=run, by=run.user)

    monkeypatch.setattr(views, "start_process", at_once)
    upload_folder().mkdir(parents=True)
    return upload_folder()


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def test_an_upload_is_looked_at_mapped_run_and_undone(chief: Client, folder: Path) -> None:
    upload = zipped(
        one=dump("Ferry Sails Again After a Long Winter of Repairs"),
        two=dump("The Bridge Opens for Everybody in the Town", section="Harbor news"),
    )
    answer = chief.post(reverse("imports:list"), {"uploads": SimpleUploadedFile("old.zip", upload)})
    run = ImportRun.objects.get()
    prepare = reverse("imports:prepare", args=[run.pk])
    page = chief.get(prepare).content.decode()

    assert answer.headers["Location"] == prepare
    assert "The Bridge Opens for Everybody" in page
    assert "Harbor news" in page
    assert not StoryPage.objects.exists()

    form = {"default_section": "Archive", "credit": "Old files", "more": '[sections]\n"Harbor news" = "sea"'}
    chief.post(prepare, {**form, "start": "1"})
    shown = chief.get(reverse("imports:run", args=[run.pk]) + "?all=1").content.decode()

    assert StoryPage.objects.get(slug__startswith="the-bridge").section.slug == "sea"
    assert "Ferry Sails Again" in shown
    assert "2 documents" in shown
    assert b"old-addresses" not in chief.get(reverse("imports:report", args=[run.pk])).getvalue()

    chief.post(reverse("imports:run", args=[run.pk]), {"undo": "1"})
    assert not StoryPage.objects.exists()
    assert ImportRun.objects.get().state == "undone"


def test_rules_that_cannot_be_read_are_named(chief: Client, folder: Path) -> None:
    (folder / "old.txt").write_bytes(dump("Ferry Sails Again After a Long Winter of Repairs"))
    chief.post(reverse("imports:list"), {"folder": "old.txt"})
    prepare = reverse("imports:prepare", args=[ImportRun.objects.get().pk])

    answer = chief.post(prepare, {"default_section": "A", "credit": "B", "more": "[nonsense]\nx = 1"})

    assert answer.status_code == 422
    assert "nonsense" in answer.content.decode()


@pytest.mark.parametrize("name", ["../secret", "/etc", "..", "", "nothing"])
def test_only_what_lies_in_the_folder_can_be_named(chief: Client, folder: Path, name: str) -> None:
    (folder.parent / "secret").write_text("x")

    assert archive_named(name) is None
    assert chief.post(reverse("imports:list"), {"folder": name}).status_code == 422
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "..\\out.txt"])
def test_a_zip_that_leads_out_is_refused(folder: Path, name: str) -> None:
    path = folder.parent / "slip.zip"
    path.write_bytes(zipped())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")

    with pytest.raises(UploadRefusedError):
        unpack(path, into=folder)
    assert not (folder.parent / "out.txt").exists()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PHOTO_EDITOR])
def test_others_see_nothing_of_it(desk_of: Callable[[Role], Client], folder: Path, role: Role) -> None:
    client = desk_of(role)

    assert client.get(reverse("imports:list")).status_code in (302, 403)
    assert reverse("imports:list") not in client.get(reverse("wagtailadmin_home")).content.decode()
