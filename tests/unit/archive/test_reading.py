"""Several processes read an archive as one would, in the same order."""

from __future__ import annotations

from itertools import chain, zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive import reading
from dateline.archive.pagedump.reader import marked_dumps, read_page_dumps, read_share_of_dumps
from dateline.archive.parsing.circles import with_circles_named
from dateline.archive.paths import Paths
from dateline.archive.reading import ReadingFailedError, documents_of
from dateline.archive.records import Document

UTC = ZoneInfo("UTC")
DUMP = """ date 2001-05-{day:02} Town
Town
Sea
Harbour
Ferry Number {number} Sails Again After a Long Winter
May {day}, 2001 — 13:53
Ines Moreau / Harbour Post

The ferry sailed for the {number}th time on Wednesday, the harbour office said.

It carried {number} people and one goat across the bay, a crew member told reporters.

© Copyright 1987-2026. The Harbour Post.
"""


@pytest.fixture
def files(tmp_path: Path) -> Paths:
    names = []
    for number in range(220):
        path = tmp_path / f"{number:03}.txt"
        # The last is the first again, in the share of another process.
        told = 0 if number == 219 else number
        path.write_text(DUMP.format(day=told % 28 + 1, number=told), "utf-8")
        names.append(str(path))
    return Paths(names)


def test_shares_in_turn_are_the_whole(files: Paths) -> None:
    shares = [list(read_share_of_dumps(files, zone=UTC, share=share, of=3)) for share in range(3)]
    in_turn = [some for some in chain.from_iterable(zip_longest(*shares)) if some is not None]

    whole = list(read_page_dumps(files, zone=UTC))

    assert list(marked_dumps(in_turn, files)) == whole
    assert [Path(document.file).name for document in whole] == [f"{number:03}.txt" for number in range(220)]
    assert "the same page as" in whole[-1].errors[0].what


def test_two_processes_read_as_one_does(files: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORTHWHILE", 100)
    # Less than what one list takes: the readers must wait for us.
    monkeypatch.setattr(reading, "MOST_AHEAD", 1)

    read = list(documents_of(files, format_name="pagedump", zone="UTC", options={}, readers=2))

    assert read == list(read_page_dumps(files, zone=UTC))


def test_whoever_stops_early_leaves_no_process_behind(files: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORTHWHILE", 100)
    documents = documents_of(files, format_name="pagedump", zone="UTC", options={}, readers=2)
    next(documents)

    documents.close()

    assert not reading.multiprocessing.active_children()


def test_a_reader_that_fails_is_told_of(files: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORTHWHILE", 100)

    with pytest.raises(ReadingFailedError, match="No time zone found"):
        list(documents_of(files, format_name="pagedump", zone="Nowhere/Town", options={}, readers=2))


def redirect(address: str, target: str) -> Document:
    return Document(file="r", kind="redirect", address=address, target=target)


def test_a_redirect_that_closes_a_circle_is_named() -> None:
    told = [
        redirect("/a", "/b"),
        redirect("/b", "https://old.example/c"),
        redirect("/b", "/c?x=1"),
        redirect("/c?x=1", "/a"),
        redirect("https://old.example/d", "https://new.example/d"),
        redirect("/e", "/e"),
    ]

    named = [document.address for document in with_circles_named(told) if document.errors]

    assert named == ["/c?x=1", "/e"]


def test_a_redirect_to_the_same_page_in_other_words_is_left_out() -> None:
    told = [redirect("http://old.example/a", "https://old.example/a"), redirect("/a", "/a#more")]

    assert list(with_circles_named(told)) == []


def test_only_the_first_target_of_an_address_can_be_part_of_a_circle() -> None:
    told = [redirect("/a", "/b"), redirect("/a", "/c"), redirect("/c", "/a")]

    assert not [document for document in with_circles_named(told) if document.errors]
