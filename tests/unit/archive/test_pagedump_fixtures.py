"""Every fixture dump gives exactly what stands in the JSON file beside it."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.pagedump.paper import paper_settings
from dateline.archive.pagedump.reader import read_page_dumps
from dateline.archive.report import file_entry

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pagedumps"
MOSCOW = ZoneInfo("Europe/Moscow")
DUMPS = sorted(FIXTURES.glob("*.txt"))


def test_fixtures_are_all_there() -> None:
    assert len(DUMPS) >= 20
    assert [dump.with_suffix(".json").exists() for dump in DUMPS] == [True] * len(DUMPS)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_dump_alone_gives_exactly_what_is_expected(dump: Path) -> None:
    expected = json.loads(dump.with_suffix(".json").read_text(encoding="utf-8"))
    paper = expected.pop("paper", {})

    (record,) = read_page_dumps([dump], zone=MOSCOW)

    entry = file_entry(record)
    offered = paper_settings(record.paper)
    assert {name: entry[name] for name in expected} == expected
    assert {name: offered.get(name) for name in paper} == paper


def test_all_dumps_together_give_the_same_as_each_alone() -> None:
    alone = [file_entry(record) for dump in DUMPS for record in read_page_dumps([dump], zone=MOSCOW)]

    together = [file_entry(record) for record in read_page_dumps(DUMPS, zone=MOSCOW)]

    assert together == alone
