"""Folders of pictures that readers must not get yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.media.holding import held_folders, held_place, hold, is_held, release

FOLDER = "0123456789ab"
NAME = f"pictures/{FOLDER}/abc.960.webp"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pictures" / FOLDER).mkdir(parents=True)
    (tmp_path / NAME).write_bytes(b"picture")
    return tmp_path


def test_held_folder_is_gone_from_the_public_one(root: Path) -> None:
    hold(root, FOLDER)

    assert not (root / "pictures" / FOLDER).exists()
    assert held_folders(root) == {FOLDER}
    place = held_place(root, NAME)
    assert place is not None
    assert place.read_bytes() == b"picture"


def test_release_brings_everything_back(root: Path) -> None:
    hold(root, FOLDER)
    release(root, FOLDER)

    assert (root / NAME).read_bytes() == b"picture"
    assert held_place(root, NAME) is None
    assert held_folders(root) == set()


def test_files_written_meanwhile_are_taken_along(root: Path) -> None:
    hold(root, FOLDER)
    (root / "pictures" / FOLDER).mkdir()
    (root / "pictures" / FOLDER / "late.jpg").write_bytes(b"late")

    hold(root, FOLDER)

    assert not (root / "pictures" / FOLDER).exists()
    assert {file.name for file in (root / "held" / FOLDER).iterdir()} == {"abc.960.webp", "late.jpg"}


def test_folder_without_files_is_held_and_released(root: Path) -> None:
    hold(root, "ffffffffffff")
    assert is_held(root, "ffffffffffff")

    release(root, "ffffffffffff")
    release(root, "ffffffffffff")

    assert not is_held(root, "ffffffffffff")


@pytest.mark.parametrize(
    "name", [f"pictures/{FOLDER}/../../x", "pictures/../secret", "/etc/passwd", "documents/a.pdf", ""]
)
def test_other_names_are_nobody_s_held_files(root: Path, name: str) -> None:
    hold(root, FOLDER)

    assert held_place(root, name) is None


def test_only_the_paper_itself_may_look_into_the_folder(root: Path) -> None:
    hold(root, FOLDER)

    assert (root / "held").stat().st_mode & 0o077 == 0
