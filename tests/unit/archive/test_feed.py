"""RSS 2.0, RSS 1.0 and Atom."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.archive.feed.format import FeedFormat
from dateline.archive.records import Document, OldAuthor, OldList, OldPicture
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
FEEDS = ARCHIVES / "feed"


def read(*paths: Path) -> list[Document]:
    return list(FeedFormat().read(paths, zone=MOSCOW))


def test_rss_with_whole_texts() -> None:
    story = read(FEEDS / "harbor.rss")[0]

    assert story.headline == "Tom & the Tide Tables"
    assert story.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert story.paragraphs == ("The board measures.", "It has a rod.")
    assert story.blocks[1].html == 'It has <a href="https://harbor.example/rod/">a rod</a>.'
    assert (story.standfirst, story.section, story.topics) == (
        "The board would rather measure.",
        "City",
        ("Tides",),
    )
    assert story.authors == ("Ingrid Solheim",)
    assert story.lead_picture == OldPicture(
        "https://harbor.example/quay.jpg", caption="The quay.", credit="Ole Brandt"
    )
    assert (story.address, story.other_addresses) == (
        "https://harbor.example/2017/10/tides/",
        ("https://harbor.example/?p=101",),
    )
    assert story.errors == ()


def test_rss_with_summaries_says_so() -> None:
    story = read(FEEDS / "harbor.rss")[1]

    assert (story.paragraphs, story.authors) == (("Лодка села на мель.",), ("Per Lund",))
    assert "only a summary" in story.guessed["paragraphs"]
    assert story.lead_picture == OldPicture("https://harbor.example/boat.jpg")


def test_wrong_entries_are_named() -> None:
    documents = read(FEEDS / "harbor.rss")

    assert "9999" in documents[2].errors[0].what
    assert [problem.where for problem in documents[3].errors] == ["id"]
    assert documents[4].lists == (
        OldList("feed", "The Harbor Post", "https://harbor.example/feed/"),
        OldList("front", "The Harbor Post", "https://harbor.example/"),
    )


def test_atom() -> None:
    story, lists = read(FEEDS / "lantern.atom")

    assert (story.id, story.headline) == ("tag:lantern.example,2024:1", "The Ferry")
    assert story.updated == datetime(2024, 3, 2, 12, 30, tzinfo=MOSCOW)
    assert story.people == (OldAuthor("Mira Holt", address="https://lantern.example/mira/"),)
    assert (story.section, story.standfirst) == ("Harbor", "It was late.")
    assert lists.lists[1] == OldList("section", "Lantern", "https://lantern.example/city/")


def test_rss_1() -> None:
    story, _ = read(FEEDS / "old.rdf")

    assert (story.headline, story.authors, story.section) == ("The Boat", ("Per Lund",), "City")
    assert story.published == datetime(2003, 5, 1, 10, 0, tzinfo=ZoneInfo("Etc/GMT-4"))


def test_feed_that_breaks_off_keeps_whole_entries(written: Callable[..., Path]) -> None:
    whole = (FEEDS / "harbor.rss").read_text(encoding="utf-8")

    first, broken, *_ = read(written("cut.xml", whole[: whole.index("Лодка села")]))

    assert first.headline == "Tom & the Tide Tables"
    assert "breaks off" in broken.errors[0].what


def test_entity_bomb_is_left_out_and_named(written: Callable[..., Path]) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    whole = (
        (FEEDS / "harbor.rss")
        .read_text(encoding="utf-8")
        .replace("<rss", f"{bomb}<rss", 1)
        .replace("rather", "&b;")
    )

    documents = read(written("bomb.xml", whole))

    assert any("entities" in problem.what for document in documents for problem in document.errors)
    assert documents[0].headline == "Tom & the Tide Tables"
