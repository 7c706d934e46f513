"""Files that Django answers with are handed to the server by name, whole or in part."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.core.files.base import ContentFile

from dateline.edition.files import FileBody, Place, send_file

CONTENT = bytes(range(256)) * 40
TOLD = [("content-type", "image/png"), ("etag", '"a"'), ("last-modified", "Tue, 03 Oct 2017 10:00:00 GMT")]


class Sender:
    """Answers as Granian does, which reads the file itself."""

    status, headers, body = 0, dict[str, str](), b""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body
        assert len(headers) == len(self.headers), "a header stands there twice"

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.response_bytes(status, headers, b"")

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        self.response_bytes(status, headers, Path(file).read_bytes())

    def response_file_range(
        self, status: int, headers: list[tuple[str, str]], file: str, start: int, end: int
    ) -> None:
        self.response_bytes(status, headers, Path(file).read_bytes()[start:end])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "file.png").write_bytes(CONTENT)
    return Place(str(tmp_path / "file.png"), len(CONTENT))


def _sent(place: Place, **request: str) -> Sender:
    sender = Sender()
    named = {name.replace("_", "-"): value for name, value in request.items()}
    headers = [*TOLD, ("content-length", "7"), ("accept-ranges", "none")]
    send_file(sender, place=place, headers=headers, request={"method": "GET", **named})
    return sender


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=5-99999999", 206, slice(5, None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("bytes=9-1", 200, slice(None)),
        ("lines=1", 200, slice(None)),
    ],
)
def test_one_range_is_answered(place: Place, asked: str, status: int, expected: slice) -> None:
    answer = _sent(place, range=asked)

    assert answer.status == status
    assert answer.body == CONTENT[expected]
    if status != 416:
        assert int(answer.headers["content-length"]) == len(answer.body)
    if status == 206:
        first = CONTENT[expected][:1]
        begin, _, end = (
            answer.headers["content-range"].removeprefix("bytes ").partition("/")[0].partition("-")
        )
        assert CONTENT[int(begin) : int(begin) + 1] == first
        assert int(end) - int(begin) + 1 == len(answer.body)


@pytest.mark.parametrize(
    ("condition", "status"),
    [('"a"', 206), ("Tue, 03 Oct 2017 10:00:00 GMT", 206), ('"b"', 200), ('W/"a"', 200), ("", 200)],
)
def test_part_of_another_version_is_not_sent(place: Place, condition: str, status: int) -> None:
    assert _sent(place, range="bytes=0-1", if_range=condition).status == status


def test_head_tells_the_length_and_reads_nothing(place: Place) -> None:
    answer = _sent(place, method="HEAD", range="bytes=0-1")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["content-type"] == "image/png"


def test_whole_files_under_a_name_are_found(place: Place) -> None:
    with open(place.path, "rb") as file:
        assert FileBody(file).place() == place
        assert FileBody(File(file)).place() == place
        file.read(1)
        assert FileBody(file).place() is None, "somebody has read from it"


def test_what_is_no_whole_file_is_sent_as_it_is_read(place: Place, tmp_path: Path) -> None:
    bodies: list[Any] = [io.BytesIO(CONTENT), ContentFile(CONTENT, name=place.path)]
    for body in bodies:
        assert FileBody(body).place() is None
        assert b"".join(FileBody(body, 100)) == CONTENT
    with open(place.path, "rb") as file:
        os.replace(place.path, tmp_path / "elsewhere")
        assert FileBody(file).place() is None, "another file may have taken its name"
        (tmp_path / "file.png").write_bytes(b"another")
        assert FileBody(file).place() is None
        assert b"".join(FileBody(file)) == CONTENT
