"""NewsML-G2 messages and packages, XHTML and NITF inside, and NITF by itself."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.archive.newsml.format import NewsmlFormat
from dateline.archive.records import Document, OldPicture
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
MESSAGE = ARCHIVES / "newsml" / "message.xml"


def read(*paths: Path) -> list[Document]:
    return list(NewsmlFormat().read(paths, zone=MOSCOW))


def test_item_with_xhtml_and_the_picture_of_its_package() -> None:
    story = read(MESSAGE)[0]

    assert story.headline == "Harbor Board Doubts the Tide Tables"
    assert story.standfirst == "The board would rather measure."
    assert story.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert story.updated == datetime(2017, 10, 4, 14, 10, tzinfo=MOSCOW)
    assert story.authors == ("Ingrid Solheim",)
    assert (story.section, story.topics, story.language) == ("City", ("Tides",), "en")
    assert [block.text for block in story.blocks] == ["A rod", "The board measures & waits.", "It has a rod."]
    assert story.blocks[2].html == 'It has <a href="https://news.example/rod">a rod</a>.'
    assert story.lead_picture == OldPicture(
        "https://news.example/o.jpg", "A quay", "The quay at low tide.", "Ole Brandt", "urn:pic:1"
    )
    assert story.unmapped == ("edNote: Check names",)
    assert story.errors == ()


def test_item_with_nitf_that_was_canceled() -> None:
    story = read(MESSAGE)[1]

    assert (story.headline, story.status, story.authors) == ("Маяк зажгли", "gone", ("Пётр Лунд",))
    assert [(block.kind, block.text) for block in story.blocks] == [
        ("paragraph", "Первый абзац."),
        ("subheading", "Свет"),
        ("paragraph", "Второй абзац."),
        ("picture", ""),
    ]
    assert story.blocks[3].pictures == (OldPicture("mayak.jpg", alt="Маяк", caption="Маяк ночью."),)


def test_item_of_the_same_guid_from_the_year_9999_is_named() -> None:
    story = read(MESSAGE)[2]

    assert story.paragraphs == ("One.", "Two.")
    assert {problem.where for problem in story.errors} == {"id", "firstCreated"}


def test_nitf_by_itself() -> None:
    (story,) = read(ARCHIVES / "newsml" / "story.nitf")

    assert (story.id, story.headline, story.authors) == ("n-7", "The Boat Ran Aground", ("Per Lund",))
    assert story.published == datetime(2008, 3, 1, 9, 0, tzinfo=MOSCOW)
    assert len(story.paragraphs) == 2


def test_message_that_breaks_off_keeps_what_was_whole(written: Callable[..., Path]) -> None:
    whole = MESSAGE.read_text(encoding="utf-8")

    first, broken = read(written("cut.xml", whole[: whole.index("Второй абзац")]))

    assert first.headline == "Harbor Board Doubts the Tide Tables"
    assert "breaks off" in broken.errors[0].what
