import time
from pathlib import Path

import pytest

from dateline.archive.pagedump.reading import decode_dump, read_dump

RUSSIAN = " date 2019-05-14 Город\nПаром через залив снова ходит каждый час, сообщил порт.\n"


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_decode_russian_in_any_encoding_gives_the_text(encoding: str, stated: str) -> None:
    reading = decode_dump(RUSSIAN.encode(encoding))

    assert reading.text == RUSSIAN
    assert (reading.encoding, reading.problems) == (stated, ())


@pytest.mark.parametrize("text", ["Der Bürgermeister grüßt", "Une fête à l’école", "naïve café “quotes”"])
def test_decode_western_text_gives_the_text(text: str) -> None:
    reading = decode_dump(text.encode("cp1252"))

    assert (reading.text, reading.encoding, reading.guessed) == (text, "cp1252", True)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary"),
        (b"text\x00text\x00text", "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
    ],
)
def test_decode_what_is_no_text_is_an_error(data: bytes, what: str) -> None:
    reading = decode_dump(data)

    assert reading.text == ""
    assert what in reading.problems[0].what


def test_decode_a_broken_byte_names_its_line() -> None:
    data = RUSSIAN.encode() + "Вторая строка ".encode() + b"\xff\xfe" + " текста".encode()

    reading = decode_dump(data)

    assert (reading.encoding, reading.problems[0].where) == ("utf-8", "line 3")


def test_decode_a_character_cut_in_two_is_an_error() -> None:
    reading = decode_dump(RUSSIAN.strip(".\n").encode()[:-1])

    assert "middle of a character" in reading.problems[0].what


def test_read_what_is_no_file_says_so(tmp_path: Path) -> None:
    assert "folder" in read_dump(tmp_path).problems[0].what
    assert "no such file" in read_dump(tmp_path / "absent.txt").problems[0].what
    assert read_dump(tmp_path / ("x" * 300)).problems != ()


def test_read_a_line_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b" date 2017-10-04 Town\n" + b"a" * 50_000_000)

    start = time.process_time()
    reading = read_dump(path)

    assert time.process_time() - start < 1
    assert reading.problems[0].where == "line 2"
    assert "longer than 250,000 bytes" in reading.problems[0].what


def test_read_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a line of text\n" * 600_000)

    assert "larger than" in read_dump(path).problems[0].what
