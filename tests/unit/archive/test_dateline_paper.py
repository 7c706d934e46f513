"""Another paper's copy: the record of each story, its times, its pictures by their descriptions."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.archive.dateline_paper.format import DatelineFormat
from dateline.archive.records import Document, OldAuthor, OldList, Related
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")


def read(*paths: Path) -> list[Document]:
    return list(DatelineFormat().read(paths, zone=MOSCOW))


def test_story_is_read_from_its_newest_version() -> None:
    story, lists = read(ARCHIVES / "dateline")

    assert (story.headline, story.standfirst) == ("The Ferry Was Late", "And nobody minded.")
    assert story.published == datetime(2024, 3, 1, 12, 30, tzinfo=MOSCOW)
    assert story.updates == (datetime(2024, 3, 1, 14, 0, tzinfo=MOSCOW),)
    assert (story.section, story.topics) == ("Harbor", ("Ferries",))
    assert story.people == (OldAuthor("Mira Holt", "mira", "/author/mira/"),)
    assert story.address == "/2024/03/01/ferry-late/"
    assert story.related == (Related("Why the Bay Has Fog", None),)
    assert [block.kind for block in story.blocks] == [
        "paragraph", "paragraph", "subheading", "quote", "attribution", "table", "picture", "fact_box",
    ]  # fmt: skip
    assert story.blocks[0].html == "The ferry was <b>late</b>."
    assert (story.blocks[7].title, story.blocks[7].text) == ("Timetable", "Nine and noon.")
    assert story.unmapped == ("version 1: its words stay in the other paper's record", "block related_story")
    assert OldList("topic", "Ferries", "/topic/ferries/") in lists.lists


def test_pictures_are_found_on_the_page() -> None:
    story = read(ARCHIVES / "dateline")[0]

    assert story.lead_picture is not None
    assert story.lead_picture.source.endswith("media/def.webp")
    assert (story.blocks[6].pictures[0].source, story.blocks[6].pictures[0].id) == ("/media/abc.webp", "abc")


def test_damaged_evidence_is_named(written: Callable[..., Path]) -> None:
    path = written("copy/2024/03/01/x/history/1.json", '{"content": "{"}')

    (story,) = read(path)

    assert "cannot be read" in story.errors[0].what
