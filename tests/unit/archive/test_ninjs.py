"""ninjs of three versions: properties by other names, the same story."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.archive.ninjs.format import NinjsFormat
from dateline.archive.records import Document, OldAuthor, OldPicture, Related
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
NINJS = ARCHIVES / "ninjs"


def read(*paths: Path) -> list[Document]:
    return list(NinjsFormat().read(paths, zone=MOSCOW))


def test_version_1() -> None:
    (story,) = read(NINJS / "v1.json")

    assert (story.id, story.address) == ("https://news.example/2017/10/04/tides",) * 2
    assert story.headline == "Harbor Board Doubts the Tide Tables"
    assert story.standfirst == "The board would rather measure."
    assert story.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert story.updated == datetime(2017, 10, 4, 14, 10, tzinfo=MOSCOW)
    assert story.authors == ("Ingrid Solheim", "Ole Brandt")
    assert (story.section, story.topics) == ("City", ("Tides", "Upper Mill"))
    assert [(block.kind, block.text) for block in story.blocks] == [
        ("paragraph", "The board measures."),
        ("subheading", "A rod"),
        ("paragraph", "It has a rod."),
    ]
    assert story.lead_picture == OldPicture(
        "https://news.example/o.jpg", "A quay", "The quay at low tide.", "Ole Brandt", "urn:pic:1"
    )
    assert story.related == (Related("Rod Found After Nine Years", None),)
    assert story.unmapped == ("ednote: Check the spelling of Solheim", "urgency: 3", "property acme_score")
    assert story.errors == ()


def test_versions_2_and_3() -> None:
    second, third, again, picture, nonsense = read(NINJS / "v2-and-v3.json")

    assert (second.headline, second.standfirst) == ("Маяк зажгли", "Его чинили год")
    assert second.paragraphs == ("Первый абзац.", "Второй абзац.")
    assert second.section == "Город"
    assert second.lead_picture == OldPicture(
        "https://news.example/m.jpg", caption="Маяк.", credit="Пётр Лунд", id="urn:p"
    )
    assert second.other_addresses == ("https://news.example/mayak",)
    assert (third.status, third.authors) == ("gone", ("Mira Holt",))
    assert third.people[0] == OldAuthor("Mira Holt", address="https://news.example/mira")
    assert {problem.where for problem in again.errors} == {"id", "published"}
    assert picture.unmapped == ("an item of the type picture",)
    assert "no item" in nonsense.errors[0].what


def test_lines_with_one_that_is_none(written: Callable[..., Path]) -> None:
    line = '{"uri": "urn:%d", "headline": "H", "body_text": "T.", "published": "2020-01-01T00:00:00Z"}\n'
    path = written("feed.jsonl", line % 1 + "{broken\n" + line % 2)

    first, second, broken = read(path)

    assert (first.id, second.id) == ("urn:1", "urn:2")
    assert broken.errors[0].where == "line 2"
