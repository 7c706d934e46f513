"""Page dumps brought into a paper: once, repeatably, and never over the desk's own work."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dateline.archive.imports import import_archive
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from dateline.publishing.models import PublishedVersion
from dateline.publishlog.models import LogEntry
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from tests.factories.stories import published

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "000_e8e30ca62a09f115.txt"
HEADLINE = "Ferry Sails Again After a Long Winter of Repairs"
QUAY = 'href="/2017/10/03/the-old-quay-is-closed-to-all-ships-for-good/"'
Dump = Callable[..., Path]


def bring(*sources: Path, dry_run: bool = False) -> tuple[bool, dict[str, object]]:
    """Import and return whether there was trouble, and the report."""
    report = sources[0].parent.parent / "report.json"
    troubled = import_archive(sources=list(sources), as_=None, dry_run=dry_run, report_file=report)
    return troubled, json.loads(report.read_text(encoding="utf-8"))


def outcomes(report: dict[str, object]) -> list[str]:
    return [entry["outcome"] for entry in report["files"]]


def test_dump_becomes_a_story_at_its_own_address(paper: HomePage, dump: Dump) -> None:
    troubled, report = bring(dump())

    story = StoryPage.objects.get(title=HEADLINE)
    page = Client(headers={"host": "localhost"}).get(story.public_path()).content.decode()

    assert not troubled
    assert outcomes(report) == ["created"]
    assert story.public_path() == "/2017/10/04/ferry-sails-again-after-a-long-winter-of-repairs/"
    assert story.section.slug == "town"
    assert story.published_at is not None
    assert story.published_at.isoformat() == "2017-10-04T13:53:00+00:00"
    assert story.updated_at is None
    assert [block.block_type for block in story.body] == ["paragraph", "paragraph"]
    for words in ("one goat", "Ines Moreau / Harbour Post", "The Old Quay Is Closed", "Oct 4, 2017"):
        assert words in page


def test_update_time_becomes_a_version_that_says_it_was_updated(paper: HomePage, dump: Dump) -> None:
    bring(dump(times="Oct 4, 2017 — 13:53\n— Update: 14:10"))

    story = StoryPage.objects.get(title=HEADLINE)
    kinds = PublishedVersion.objects.filter(publication_id=story.uuid).values_list("kind", flat=True)

    assert list(kinds) == ["new", "update"]
    assert story.updated_at is not None
    assert story.updated_at.isoformat() == "2017-10-04T14:10:00+00:00"


def test_second_import_changes_nothing(paper: HomePage, dump: Dump) -> None:
    path = dump()
    bring(path)
    entries, versions = LogEntry.objects.count(), PublishedVersion.objects.count()

    troubled, report = bring(path)

    assert not troubled
    assert outcomes(report) == ["unchanged"]
    assert (LogEntry.objects.count(), PublishedVersion.objects.count()) == (entries, versions)


def test_files_of_one_name_in_two_folders_are_two_stories(paper: HomePage, dump: Dump) -> None:
    (first := dump("index.txt")).parent.joinpath("2016").mkdir()
    first = first.rename(first.parent / "2016" / "index.txt")
    second = dump(
        "index.txt",
        headline="The Museum Shows Maps of the Old Harbour",
        times="Oct 7, 2017 — 11:00",
        body="The museum shows maps of the harbour from Saturday, its director said.\n\nThe maps are old.",
    )

    _troubled, came = bring(first, second)
    _troubled, again = bring(first, second)

    assert outcomes(came) == ["created", "created"]
    assert outcomes(again) == ["unchanged", "unchanged"]
    assert StoryPage.objects.count() == 2


def test_corrected_file_of_a_name_that_two_files_have_updates_its_own_story(
    paper: HomePage, dump: Dump
) -> None:
    other = {"headline": "The Museum Shows Maps of the Old Harbour", "times": "Oct 7, 2017 — 11:00"}
    body = "The museum shows maps of the harbour from Saturday, its director said.\n\nThe maps are {age}."
    bring(dump())
    bring(dump(body=body.format(age="old"), **other))

    _troubled, report = bring(dump(body=body.format(age="very old"), **other))

    assert outcomes(report) == ["updated"]
    assert StoryPage.objects.get(title=HEADLINE).version_number == 1
    assert StoryPage.objects.get(title=other["headline"]).version_number == 2


def test_report_for_people_says_where_the_story_is_and_what_was_made(
    paper: HomePage, dump: Dump, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(dump(section="Weather"))

    told = capsys.readouterr().out
    assert "  address: /2017/10/04/ferry-sails-again-after-a-long-winter-of-repairs/\n" in told
    assert "  new section: Weather\n" in told


def test_folder_without_a_file_is_named(
    paper: HomePage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_archive(sources=[tmp_path], as_=None, dry_run=False, report_file=None)

    assert "There is no file" in capsys.readouterr().err


def test_same_story_in_another_file_is_a_duplicate(paper: HomePage, dump: Dump) -> None:
    bring(dump("a.txt"))

    _troubled, report = bring(dump("b.txt"))

    assert outcomes(report) == ["duplicate"]
    assert StoryPage.objects.filter(title=HEADLINE).count() == 1


def test_dry_run_says_what_would_happen_and_does_nothing(paper: HomePage, dump: Dump) -> None:
    entries = LogEntry.objects.count()

    _troubled, report = bring(dump(section="Weather"), dry_run=True)

    assert outcomes(report) == ["would create"]
    assert LogEntry.objects.count() == entries
    assert not StoryPage.objects.exists()
    assert not SectionPage.objects.filter(slug="weather").exists()


def test_section_that_the_paper_lacks_is_made_outside_the_navigation(paper: HomePage, dump: Dump) -> None:
    bring(dump(section="Weather"))

    section = SectionPage.objects.get(slug="weather")

    assert section.live
    assert not section.in_navigation
    assert StoryPage.objects.get(title=HEADLINE).section == section


def test_changed_source_updates_the_story_and_keeps_the_ids_of_unchanged_blocks(
    paper: HomePage, dump: Dump
) -> None:
    bring(dump())
    before = [block.id for block in StoryPage.objects.get(title=HEADLINE).body]

    _troubled, report = bring(
        dump(
            body="The ferry sailed on Wednesday, the harbour office said.\n\n"
            "It carried fifty people and two goats across the bay, a crew member told reporters."
        )
    )

    story = StoryPage.objects.get(title=HEADLINE)
    after = [block.id for block in story.body]
    assert outcomes(report) == ["updated"]
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert story.version_number == 2


def test_story_that_the_desk_has_edited_is_never_overwritten(paper: HomePage, dump: Dump) -> None:
    bring(dump())
    story = StoryPage.objects.get(title=HEADLINE)
    story.title = "Ferry sails again, mended"
    publish_page(page=story, by=None)

    troubled, report = bring(
        dump(body="Something else was said on Thursday by the harbour office here.\n\nMore.")
    )

    story.refresh_from_db()
    assert troubled
    assert outcomes(report) == ["conflict"]
    assert "desk has edited" in json.dumps(report)
    assert story.title == "Ferry sails again, mended"


def test_related_headline_becomes_a_link_when_its_story_arrives(paper: HomePage, dump: Dump) -> None:
    bring(dump())
    story = StoryPage.objects.get(title=HEADLINE)
    reader = Client(headers={"host": "localhost"})
    assert QUAY not in reader.get(story.public_path()).content.decode()

    bring(
        dump(
            "quay.txt",
            headline="The Old Quay Is Closed to All Ships for Good",
            times="Oct 3, 2017 — 10:00",
            section="Sea",
            body="Nobody knows how old the quay is, the harbour office said on Tuesday.\n\nAll.",
        )
    )

    assert QUAY in reader.get(story.public_path()).content.decode()
    assert LogEntry.objects.filter(event="story.related_resolved").get().keys == [f"story/{story.pk}"]


def test_broken_files_are_named_and_the_rest_goes_on(paper: HomePage, dump: Dump, tmp_path: Path) -> None:
    good = dump()
    folder = good.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "long.txt").write_bytes(b" date 2017-10-04 Town\n" + b"x" * 50_000_000)
    dump("impossible.txt", times="Feb 31, 2017 — 13:53", headline="A Day That Never Was in This Harbour Town")

    troubled, report = bring(folder, folder / "missing.txt")

    by_file = {Path(entry["file"]).name: entry for entry in report["files"]}
    assert troubled
    assert by_file["a.txt"]["outcome"] == "created"
    for name in ("empty.txt", "binary.txt", "long.txt", "impossible.txt", "missing.txt"):
        assert by_file[name]["outcome"] == "failed"
        assert by_file[name]["errors"]


def test_headline_with_the_slug_of_another_of_that_day_gets_its_own(paper: HomePage, dump: Dump) -> None:
    published("Ferry sails", at=StoryPage.published_at.field.to_python("2017-10-04T09:00:00Z"))

    bring(dump(headline="Ferry, sails!"))

    slugs = set(StoryPage.objects.values_list("slug", flat=True))
    assert slugs == {"ferry-sails", "ferry-sails-2"}


@pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference page lies outside the project and is absent"
)
def test_reference_page_comes_in_complete(paper: HomePage, settings: object, tmp_path: Path) -> None:
    report_file = tmp_path / "report.json"

    troubled = import_archive(sources=[REFERENCE], as_=None, dry_run=False, report_file=report_file)

    (entry,) = json.loads(report_file.read_text(encoding="utf-8"))["files"]
    story = StoryPage.objects.get()
    assert not troubled
    assert entry["section"] == "Russia"
    assert entry["published"].startswith("2017-10-04T13:53")
    assert entry["updated"].startswith("2017-10-04T14:10")
    assert len(entry["paragraphs"]) == 11
    assert [related["section"] for related in entry["related"]] == ["Russia", "Russia", "Russia", "World"]
    assert len(story.body) == 11
    assert story.lead_credit == entry["credit"]
    assert story.section.slug == "russia"
    page = Client(headers={"host": "localhost"}).get(story.public_path()).content.decode()
    for related in entry["related"]:
        assert related["headline"].replace("'", "&#x27;") in page


def test_a_table_is_read_by_the_mapping_that_is_named(paper: HomePage, tmp_path: Path) -> None:
    table = tmp_path / "tables" / "stories.csv"
    table.parent.mkdir()
    table.write_text("h,t,d\nThe Ferry Sails Again,It sailed on Sunday.,2001-05-06\n", "utf-8")
    mapping = tmp_path / "columns.toml"
    mapping.write_text('[columns]\nheadline = "h"\ntext = "t"\npublished = "d"\n', "utf-8")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[columns\n", "utf-8")

    options: dict[str, Any] = {"sources": [table], "dry_run": False, "report_file": None}
    assert import_archive(**options, as_="table", mapping=wrong)
    assert import_archive(**options, as_="feed", mapping=mapping)
    assert not StoryPage.objects.exists()
    assert not import_archive(**options, as_="table", mapping=mapping)

    assert StoryPage.objects.get().title == "The Ferry Sails Again"
