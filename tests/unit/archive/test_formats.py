from pathlib import Path

import pytest

from dateline.archive.formats import PageDumpFormat, UnknownFormatError, choose, register, registered


def test_choose_with_a_first_line_takes_page_dumps(tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text(" date 2017-10-04 Town\nText\n")

    assert choose([dump]).name == "pagedump"


def test_choose_with_a_name_takes_that_format() -> None:
    assert choose([], as_="pagedump").name == "pagedump"


def test_choose_with_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(UnknownFormatError, match=r"there are: .*pagedump"):
        choose([], as_="papyrus")


def test_choose_with_a_picture_refuses(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")

    with pytest.raises(UnknownFormatError, match="not recognized"):
        choose([picture])


def test_register_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        register(PageDumpFormat())

    assert [each.name for each in registered()].count("pagedump") == 1
