"""Imports go on after a kill as if nothing had been, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dateline.archive.models import ImportedDocument, ImportRun, OldAddress
from dateline.archive.pipeline import batches
from dateline.archive.runs import carrying
from dateline.archive.runs.starting import undo
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishlog.models import LogEntry
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from dateline.transparency.leaves import leaves_of
from tests.factories.documents import AT, document

Bring = Callable[..., dict[str, Any]]


class Killed(BaseException):
    """Stands for kill -9: nothing of ours may catch it."""


def archive(count: int = 12) -> list[Any]:
    numbers = range(1, count + 1)
    return [document(number, authors=("Ada Byron",), address=f"/old/{number}") for number in numbers]


def state() -> list[Any]:
    stories = StoryPage.objects.order_by("path").values_list("title", "slug", "path", "live")
    versions = PublishedVersion.objects.order_by("address", "number").values_list("address", "number", "kind")
    known = ImportedDocument.objects.order_by("source").values_list("source", "position", "outcome", "digest")
    addresses = OldAddress.objects.order_by("address").values_list("address", "is_gone")
    return [*stories, *versions, *known, *addresses]


@pytest.mark.parametrize("moment", ["before the batch", "in the batch", "after the report"])
def test_a_run_that_was_killed_ends_like_one_that_was_not(
    bring: Bring, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr(carrying, "AT_ONCE", 4)
    write, names = batches.Importer._write, carrying.source_name
    calls = iter(range(100))

    def killed_writing(*args: Any, **kwargs: Any) -> None:
        number = next(calls)
        if number == 1 and moment == "before the batch":
            raise Killed
        write(*args, **kwargs)
        if number == 1 and moment == "in the batch":
            raise Killed

    def killed_reporting(*args: Any, **kwargs: Any) -> str:
        if moment == "after the report" and next(calls) == 3:
            raise Killed
        return names(*args, **kwargs)

    monkeypatch.setattr(batches.Importer, "_write", killed_writing)
    monkeypatch.setattr(carrying, "source_name", killed_reporting)
    with pytest.raises(Killed):
        bring(*archive())
    done = ImportRun.objects.get().done
    report = bring(*archive())

    assert done in (4, 8)
    assert [entry["outcome"] for entry in report["files"]] == ["created"] * 12
    assert ImportRun.objects.get().state == "done"
    assert StoryPage.objects.count() == 12
    assert report["totals"]["outcomes"] == {"created": 12}
    assert len({row[2] for row in state()[:12]}) == 12


def test_names_made_before_a_kill_are_in_the_report_and_go_with_the_run(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(batches.Importer, "_write", killed)
        with pytest.raises(Killed):
            bring(document(1, section="Old Town", authors=("Ada Byron",)))
    assert Contributor.objects.exists()

    report = bring(document(1, section="Old Town", authors=("Ada Byron",)))
    undo(run=ImportRun.objects.get(), by=None)

    assert report["files"][0]["notes"] == ["new section: Old Town"]
    assert not Contributor.objects.exists()
    assert not SectionPage.objects.filter(title="Old Town").exists()


def test_a_second_run_changes_nothing(bring: Bring) -> None:
    bring(*archive())
    before, entries = state(), LogEntry.objects.count()

    report = bring(*archive())

    assert {entry["outcome"] for entry in report["files"]} == {"unchanged"}
    assert LogEntry.objects.count() == entries
    assert [row[:2] for row in state()] == [row[:2] for row in before]


def test_an_import_is_a_few_entries_and_a_leaf_for_each_version(bring: Bring) -> None:
    before = LogEntry.objects.order_by("-number").first()
    bring(*archive())

    entries = list(LogEntry.objects.filter(number__gt=before.number))
    leaves = list(leaves_of(entries))
    stories = {str(uuid) for uuid in StoryPage.objects.values_list("uuid", flat=True)}

    assert len(entries) < 8
    assert {leaf.fields["article"] for leaf in leaves} == stories
    assert len(leaves) == 12


def test_undo_takes_out_what_nobody_has_edited_and_gives_addresses_back(bring: Bring) -> None:
    bring(*archive(4))
    edited = StoryPage.objects.get(title="Ferry sails for time number 2")
    edited.standfirst = "The desk knows more."
    publish_page(page=edited, by=None)
    first = StoryPage.objects.get(title="Ferry sails for time number 1")

    counts = undo(run=ImportRun.objects.get(), by=None)

    assert counts == {"removed": 3, "kept": 1}
    assert list(StoryPage.objects.values_list("title", flat=True)) == [edited.title]
    assert Publication.objects.get(pk=first.uuid).status == "deleted"
    assert PublishedVersion.objects.filter(publication=first.uuid).count() == 1
    assert Client(headers={"host": "localhost"}).get(first.public_path()).status_code == 410
    assert not OldAddress.objects.exists()
    assert Contributor.objects.count() == 1

    report = bring(*archive(4))
    again = StoryPage.objects.get(title=first.title)
    assert [entry["outcome"] for entry in report["files"]] == ["created", "unchanged", "created", "created"]
    assert (again.uuid, again.public_path(), again.live) == (first.uuid, first.public_path(), True)
    assert PublishedVersion.objects.filter(publication=first.uuid).count() == 1


def test_a_dry_run_writes_nothing(bring: Bring, tmp_path: Path) -> None:
    entries = LogEntry.objects.count()

    report = bring(*archive(), dry_run=True)

    assert {entry["outcome"] for entry in report["files"]} == {"would create"}
    assert not StoryPage.objects.exists()
    assert not ImportRun.objects.exists()
    assert not Contributor.objects.exists()
    assert LogEntry.objects.count() == entries


def test_stories_that_name_each_other_are_joined_whichever_comes_first(bring: Bring) -> None:
    from dateline.archive.records import Related  # noqa: PLC0415 - only here

    later = document(1, published=AT, related=(Related("The other story of the ferry", None),))
    bring(later, document(2, "The other story of the ferry"))

    related = StoryPage.objects.get(title=later.headline).chosen_related.get()
    assert related.target.title == "The other story of the ferry"
