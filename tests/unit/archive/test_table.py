"""Tables with a mapping file and without one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.archive.records import Document, OldPicture
from dateline.archive.table.format import TableFormat
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
TABLES = ARCHIVES / "table"


def read(*paths: Path, mapping: Path | None = None) -> list[Document]:
    return list(TableFormat(mapping).read(paths, zone=MOSCOW))


def test_csv_with_its_mapping_beside_it() -> None:
    story, boat, again = read(TABLES / "stories.csv")

    assert (story.id, story.headline) == ("7", "Harbor Board Doubts the Tide Tables")
    assert story.published == datetime(2017, 10, 4, 13, 53, tzinfo=ZoneInfo("Europe/Berlin"))
    assert story.paragraphs == ("The board measures.", "It has a rod.")
    assert story.authors == ("Ingrid Solheim", "Ole Brandt")
    assert story.topics == ("Tides", "Quay")
    assert (story.address, story.lead_picture) == ("/2017/tides.html", OldPicture("quay.jpg"))
    assert story.unmapped == ("column Rest",)
    assert story.guessed == {}
    assert boat.paragraphs == ("Первый абзац.", "Второй абзац.")
    assert boat.address == "/lodka/8.html"
    assert [problem.where for problem in boat.errors] == ["published"]
    assert [problem.where for problem in again.errors] == ["id"]


def test_lines_without_a_mapping_are_guessed() -> None:
    ferry, lighthouse, broken = read(TABLES / "lines.jsonl")

    assert (ferry.headline, ferry.section, ferry.topics) == ("The Ferry Was Late", "City", ("Ferries", "Fog"))
    assert ferry.paragraphs == ("One.", "Two & three.")
    assert ferry.published == datetime(2024, 3, 1, 12, 30, tzinfo=MOSCOW)
    assert ferry.guessed["headline"] == "the column is called title"
    assert ferry.unmapped == ("column author.name", "column mood")
    assert (lighthouse.headline, lighthouse.status) == ("Маяк зажгли", "gone")
    assert lighthouse.authors == ("Пётр Лунд", "Анна Фальк")
    assert lighthouse.published == datetime(2019, 5, 5, 12, 0, tzinfo=MOSCOW)
    assert broken.errors[0].where == "line 2"


def test_table_of_redirects() -> None:
    first, second = read(TABLES / "redirects.csv")

    assert (first.kind, first.address, first.target) == ("redirect", "/old?id=7", "/2017/10/04/tides/")
    assert (second.address, second.target) == ("/a", "/b")


def test_mapping_named_by_an_option(written: Callable[..., Path]) -> None:
    table = written("x.csv", "h,t\nHead,Text.\n")
    mapping = written("other/m.toml", '[columns]\nheadline = "h"\ntext = "t"\n')

    (story,) = read(table, mapping=mapping)

    assert (story.headline, story.paragraphs) == ("Head", ("Text.",))


def test_broken_mapping_is_named(written: Callable[..., Path]) -> None:
    table = written("y.csv", "title,text\nHead,Text.\n")
    written("y.mapping.toml", "[columns\n")

    story, broken = read(table)

    assert story.headline == "Head"
    assert "mapping cannot be read" in broken.errors[0].what


def test_character_set_of_a_csv_is_judged(written: Callable[..., Path]) -> None:
    rows = "заголовок;текст\nЛодка села на мель;Лодка села на мель у мола в субботу.\n"

    (story,) = read(written("z.csv", rows.encode("cp1251")))

    assert story.headline == "Лодка села на мель"


def test_quote_that_is_never_closed_is_named(written: Callable[..., Path]) -> None:
    table = written("q.csv", 'title,text\nHead,Text.\nNext,"' + "x" * (1 << 25))

    documents = read(table)

    assert documents[0].headline == "Head"
    assert "no row" in documents[-1].errors[0].what
