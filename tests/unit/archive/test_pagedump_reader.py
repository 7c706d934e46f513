import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.pagedump.reader import read_page_dumps
from dateline.archive.records import Document
from dateline.archive.report import Report

MOSCOW = ZoneInfo("Europe/Moscow")
PAGE = """ date 2017-10-04 Harbor
City
Region
Harbor

{headline}

Oct 4, 2017 — 13:53

The ferry will run every hour from next week, said the office of {headline}.

Passengers had complained for two years.
{below}
"""


def _page(headline: str, *, below: str = "") -> bytes:
    return PAGE.format(headline=headline, below=below).encode()


def _read(folder: Path, **files: bytes) -> dict[str, Document]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    records = read_page_dumps([folder / name for name in files], zone=MOSCOW)
    return {Path(record.file).name: record for record in records}


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "good").write_bytes(_page("Hourly Ferry Starts Next Week"))
    (tmp_path / "binary").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "empty").touch()
    (tmp_path / "long").write_bytes(b" date 2017-10-04 Town\n" + b"x" * 300_000)
    (tmp_path / "twice").write_bytes(_page("Hourly Ferry Starts Next Week"))
    names = ["folder", "absent", "binary", "empty", "long", "good", "twice"]

    records = list(read_page_dumps([tmp_path / name for name in names], zone=MOSCOW))

    assert [Path(record.file).name for record in records] == names
    assert [bool(record.errors) for record in records] == [True, True, True, True, True, False, True]
    assert records[5].is_story
    assert records[6].errors[0].what == f"the same page as {tmp_path / 'good'}"
    assert all(problem.expected for record in records for problem in record.errors)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b" date 2017-02-31 Harbor\nCity\nRegion\n", "the date 2017-02-31 does not exist"),
        (b"City\nRegion\nHarbor\nLetters\n", "the first line is no dateline"),
        (b" date 2017-10-04 Harbor\nCity\nRegion\nHarbor\nLetters\n", "no article found"),
        (_page("Hourly Ferry Starts Next Week").split(b"\n\nThe ferry")[0], "no article found"),
        (_page("Hourly Ferry Starts Next Week")[:-20], "ends in the middle of a sentence"),
        (_page("Hourly Ferry Starts Next Week").replace(b"13:53", b"25:61"), "the time 25:61 does not exist"),
        (b" date 2017-10-04 Harbor\n" + b"x\n" * 30_000, "more than 5,000 lines"),
    ],
)
def test_a_page_that_is_wrong_says_what(data: bytes, what: str, tmp_path: Path) -> None:
    record = _read(tmp_path, page=data)["page"]

    assert any(what in problem.what for problem in record.errors)
    assert not record.is_story


def test_a_file_of_two_documents_gives_two_records(tmp_path: Path) -> None:
    path = tmp_path / "two"
    path.write_bytes(_page("Hourly Ferry Starts Next Week") + _page("Market Hall Roof Is Watertight"))

    records = list(read_page_dumps([path], zone=MOSCOW))

    assert [(record.document, record.headline) for record in records] == [
        (1, "Hourly Ferry Starts Next Week"),
        (2, "Market Hall Roof Is Watertight"),
    ]


def test_lines_shared_by_few_stories_of_many_stay_text(tmp_path: Path) -> None:
    background = "The island has been without a bridge since 1921."
    files = {f"{at}": _page(f"Hourly Ferry Number {at} Starts Next Week") for at in range(12)}
    for at in range(3):
        files[f"{at}"] = _page(f"Hourly Ferry Number {at} Starts Next Week", below=f"\n{background}")

    records = _read(tmp_path, **files)

    assert all(background in records[f"{at}"].paragraphs for at in range(3))


def test_a_story_dumped_many_times_does_not_make_its_text_furniture(tmp_path: Path) -> None:
    files = {
        f"{at}": _page("Hourly Ferry Starts Next Week", below=f"\nThe clock says {at}.") for at in range(5)
    }

    records = _read(tmp_path, **files)

    assert {len(record.paragraphs) for record in records.values()} == {3}


def test_report_has_the_promised_shape(tmp_path: Path) -> None:
    report = Report()
    for record in _read(tmp_path, good=_page("Hourly Ferry Starts Next Week"), empty=b"").values():
        report.add(record, outcome="would create" if record.is_story else None)

    told = json.loads(report.as_json())

    assert report.has_errors
    assert set(told) == {"files", "paper", "totals"}
    totals = {
        name: told["totals"][name] for name in ("files", "documents", "stories", "with_errors", "outcomes")
    }
    assert totals == {
        "files": 2,
        "documents": 2,
        "stories": 1,
        "with_errors": 1,
        "outcomes": {"would create": 1, "failed": 1},
    }
    promised = {
        "file",
        "headline",
        "section",
        "published",
        "updated",
        "authors",
        "credit",
        "paragraphs",
        "related",
    }
    assert all(promised | {"confidence", "missing", "errors"} <= set(entry) for entry in told["files"])
    assert told["files"][0]["published"] == "2017-10-04T13:53:00+03:00"
    assert told["files"][1]["errors"][0]["where"] == "file"
    assert told["paper"]["sections"] == ["City", "Region", "Harbor"]
    assert "ERROR file: the file is empty" in report.as_text()
