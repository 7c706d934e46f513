"""The real page that this format was first met in; it is not part of the project and may be absent."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.pagedump.paper import paper_settings
from dateline.archive.pagedump.reader import read_page_dumps
from dateline.archive.records import Document, Related

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT.parent / "shared" / "reference" / "000_e8e30ca62a09f115.txt"
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture(scope="module")
def record() -> Document:
    if not REFERENCE.exists():
        pytest.skip("the reference page is not here; it lies in ../shared/reference beside the project")
    (record,) = read_page_dumps([REFERENCE], zone=MOSCOW)
    return record


def test_reference_head_is_found(record: Document) -> None:
    assert record.errors == ()
    assert record.section == "Russia"
    assert (record.headline or "").startswith("Kremlin Doesn't Trust Reports")
    assert record.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert record.updated == datetime(2017, 10, 4, 14, 10, tzinfo=MOSCOW)
    assert record.credit == "Amaq News Agency Screenshot"
    assert record.missing == ("authors",)


def test_reference_paragraphs_are_the_lines_of_the_file(record: Document) -> None:
    lines = [line.strip() for line in REFERENCE.read_text(encoding="utf-8").split("\n")]

    assert len(record.paragraphs) == 11
    first = lines.index(record.paragraphs[0])
    assert [line for line in lines[first:] if line][:11] == list(record.paragraphs)
    assert lines[first + 22] == "Related"


def test_reference_related_have_their_sections(record: Document) -> None:
    assert [item.section for item in record.related] == ["Russia", "Russia", "Russia", "World"]
    assert record.related[3] == Related("U.S. Denies Role in Russian General's Death in Syria", "World")


def test_reference_offers_the_settings_of_the_paper(record: Document) -> None:
    offered = paper_settings(record.paper)

    assert offered["sections"] == [
        "Russia", "World", "Moscow", "Business", "Opinion", "Meanwhile...", "City Listings & Guide",
    ]  # fmt: skip
    assert offered["founded"] == 1992
    assert offered["age_rating"] == "16+"
    assert [part.language for part in record.paper.imprint] == ["en", "ru"]
    assert record.paper.imprint[0].text.startswith("© Copyright 1992-2017.")
