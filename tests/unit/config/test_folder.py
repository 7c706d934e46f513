"""The data folder keeps its secret to its owner and lets one process tree in."""

import stat
from pathlib import Path

import pytest

from dateline.config.folder import FolderInUseError, FolderUnusableError, claimed, prepare_folder
from dateline.config.installation import load_installation


def test_first_run_makes_the_folder_and_a_secret_for_the_owner_alone(tmp_path: Path) -> None:
    variables = {"DATELINE_DATA": str(tmp_path / "paper" / "data")}

    prepare_folder(load_installation(variables))

    again = load_installation(variables)
    secret = again.data / "secret_key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert again.secret_is_kept
    prepare_folder(again)
    assert load_installation(variables).secret_key == again.secret_key


def test_folder_that_cannot_be_made_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FolderUnusableError, match="Name another one with --data"):
        prepare_folder(load_installation({"DATELINE_DATA": str(tmp_path / "file" / "data")}))


def test_pictures_that_cannot_be_kept_name_their_own_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    variables = {
        "DATELINE_DATA": str(tmp_path / "data"),
        "DATELINE_MEDIA_URL": f"file://{tmp_path}/file/media",
    }

    with pytest.raises(FolderUnusableError, match=r"pictures .*file/media .* with DATELINE_MEDIA_URL"):
        prepare_folder(load_installation(variables))


def test_second_process_tree_on_one_folder_is_refused(tmp_path: Path) -> None:
    with (
        claimed(tmp_path, roles=("web", "worker")),
        pytest.raises(FolderInUseError, match="already runs its worker"),
        claimed(tmp_path, roles=("worker",)),
    ):
        pass


def test_different_roles_share_a_folder_and_leave_it_free(tmp_path: Path) -> None:
    with claimed(tmp_path, roles=("web",)), claimed(tmp_path, roles=("worker",)):
        pass

    with claimed(tmp_path, roles=("web", "worker")):
        pass
