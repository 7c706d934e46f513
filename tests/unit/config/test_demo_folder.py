"""The demo begins with a paper.toml of its own, and only where there is no paper yet."""

from pathlib import Path

import pytest

from dateline.config.demo_folder import begin_demo
from dateline.config.folder import FolderUnusableError
from dateline.config.installation import load_installation
from dateline.config.paper_file import read_paper_file
from dateline.config.problems import Problems
from dateline.demo.content import load_demo
from dateline.demo.paper_file import as_paper


def test_named_folder_becomes_the_papers_folder(tmp_path: Path) -> None:
    variables = {"DATELINE_DATA": str(tmp_path / "demo")}

    file = begin_demo(variables)

    assert file == tmp_path / "demo" / "paper.toml"
    installation = load_installation(variables)
    assert installation.paper.name == "The Selmar Lantern"
    assert installation.paper.time_zone == "Asia/Tbilisi"
    assert installation.data == tmp_path / "demo" / "data"
    assert installation.embed_hosts == ("video.example.org",)


def test_without_a_name_the_current_folder_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert begin_demo({}) == tmp_path / "paper.toml"


def test_file_says_exactly_who_the_demo_paper_is(tmp_path: Path) -> None:
    file = begin_demo({"DATELINE_DATA": str(tmp_path)})
    problems = Problems()

    assert file is not None
    read = read_paper_file(file, problems)

    problems.stop_if_any()
    assert read.paper == as_paper(load_demo().paper)


def test_paper_that_is_there_keeps_its_file(tmp_path: Path) -> None:
    file = tmp_path / "paper.toml"
    file.write_text('name = "The Oak"\n', encoding="utf-8")

    assert begin_demo({"DATELINE_DATA": str(tmp_path)}) is None
    assert begin_demo({"DATELINE_DATA": str(tmp_path / "data")}) is None
    assert file.read_text(encoding="utf-8") == 'name = "The Oak"\n'


def test_data_folder_in_use_stays_the_data_of_its_paper(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "secret_key").write_text("x", encoding="ascii")

    assert begin_demo({"DATELINE_DATA": str(data)}) is None
    assert not (tmp_path / "paper.toml").exists()


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")

    with pytest.raises(FolderUnusableError, match="cannot be used"):
        begin_demo({"DATELINE_DATA": str(tmp_path / "file" / "demo")})
