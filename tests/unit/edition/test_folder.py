"""nginx gets only what it can serve exactly."""

import os
import stat
import time
from pathlib import Path

import pytest

from dateline.edition.folder import PageFolder
from tests.unit.edition.pages import made_page


@pytest.mark.parametrize(
    "address",
    ["/a", "/a//b/", "/../x/", "/a/./", "/?q=1", "/index.html/", "/" + "x" * 300 + "/", "//"],
)
def test_odd_address_gets_no_file(tmp_path: Path, address: str) -> None:
    PageFolder(tmp_path / "folder").publish(made_page(address))

    assert not list(tmp_path.rglob("*.html"))


@pytest.mark.parametrize(
    "changes",
    [
        {"status": 404},
        {"good_until": 5.0},
        {"headers": (("content-type", "application/rss+xml"),)},
        {"headers": (("content-type", "text/html; charset=utf-8"), ("x-other", "1"))},
    ],
)
def test_page_that_nginx_cannot_serve_gets_no_file_and_takes_the_old_one_away(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    folder = PageFolder(tmp_path)
    folder.publish(made_page("/a/"))
    assert (tmp_path / "a/index.html").exists()

    folder.publish(made_page("/a/", **changes))

    assert not list(tmp_path.rglob("index.html*"))


def test_usual_headers_are_part_of_the_bargain(tmp_path: Path) -> None:
    usual = (("x-content-type-options", "nosniff"),)
    page = made_page("/", headers=(("content-type", "text/html; charset=utf-8"), *usual))

    PageFolder(tmp_path, usual).publish(page)

    assert (tmp_path / "index.html").read_bytes() == page.bodies.identity
    assert int((tmp_path / "index.html.gz").stat().st_mtime) == 1000


def test_page_that_ends_later_gets_a_file_and_one_about_to_end_does_not(tmp_path: Path) -> None:
    folder = PageFolder(tmp_path)
    folder.publish(made_page("/later/", good_until=time.time() + 3600))
    folder.publish(made_page("/soon/", good_until=time.time() + 5))

    assert folder.holds("/later/")
    assert not folder.holds("/soon/")


def test_files_can_be_read_by_others_whatever_the_process_hides(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        PageFolder(tmp_path / "folder").publish(made_page("/2017/10/04/a/"))
    finally:
        os.umask(before)

    for path in (tmp_path / "folder").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path
