"""Some versions lose their words, and the story stays; or all of one that was deleted at the desk."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from dateline.corrections.choices import ReportKind
from dateline.corrections.correction_words import CorrectionWords
from dateline.corrections.models import ReportCluster
from dateline.corrections.report_actions import take_report
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind, RemovalReason, Status
from dateline.publishing.errors import WithholdingRefusedError
from dateline.publishing.finding_words import versions_saying
from dateline.publishing.models import Publication, PublishedVersion, VersionContent
from dateline.publishing.withholding_actions import withhold_versions
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from tests.factories.stories import draft, published
from tests.integration.corrections.sending import ADDRESS, sent
from tests.support.words_in_database import places_of

SECRET = "Källskydd"


def publish(story: StoryPage, text: str, **options: Any) -> StoryPage:
    again = StoryPage.objects.get(pk=story.pk)
    again.title = f"Ferry {text.split()[0]}"
    again.body[0].value.source = f"<p>{text}</p>"
    publish_page(page=again, by=None, **options)
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    """A name stands in the first version, its report and its correction; since the second it is gone."""
    first = f"sails, says {SECRET}. It carries 30 tonnes."
    at = timezone.now() - timedelta(hours=2)
    story = published(f"Ferry of {SECRET}", slug="ferry", body=[("paragraph", f"<p>{first}</p>")], at=at)
    report = sent(story, f"says {SECRET}", suggestion=f"{SECRET}s", kind=ReportKind.NAME, comment=SECRET)
    take_report(sent=report, network=ADDRESS, at=at)
    words = CorrectionWords(wrong=f"{SECRET} said 30.", right="It carries 40 tonnes.")
    story = publish(
        story,
        "sails. It carries 40 tonnes.",
        kind=Kind.CORRECTION,
        summary=f"Not as {SECRET} said.",
        wishes=(words.wish(),),
    )
    return publish(story, "sails daily. It carries 40 tonnes.", kind=Kind.UPDATE, summary="It sails daily.")


def publication_of(story: StoryPage) -> Publication:
    return Publication.objects.get(pk=story.uuid)


def withhold(story: StoryPage, *numbers: int, sentences: tuple[int, ...] = ()) -> None:
    withhold_versions(
        publication=publication_of(story),
        numbers=numbers,
        sentences=sentences,
        by=None,
        reason=RemovalReason.SAFETY,
    )


def test_one_version_loses_its_words_and_the_story_stays(story: StoryPage) -> None:
    path, reader = story.public_path(), Client()
    assert SECRET in reader.get(f"{path}history/1/").content.decode()
    assert len(places_of(SECRET)) > 5

    withhold(story, 1, sentences=(2,))

    assert places_of(SECRET) == []
    page = reader.get(path)
    assert page.status_code == 200
    assert "sails daily" in page.content.decode()
    assert "The words of this note are withheld." in page.content.decode()
    history = reader.get(f"{path}history/").content.decode()
    assert "The text of this version is not shown: To protect somebody." in history
    assert "The words on this change are not shown: To protect somebody." in history
    assert "It sails daily." in history
    assert reader.get(f"{path}history/1/").status_code == 410
    evidence = reader.get(f"{path}history/1.json").json()
    assert (evidence["content"], evidence["nonce"]) == ("", "")
    assert "40 tonnes" in reader.get(f"{path}history/2/").content.decode()
    assert reader.get(f"{path}history/1-2/").status_code in (200, 410)
    for address in (
        "/corrections/",
        "/corrections/atom.xml",
        f"{path}history/index.json",
        f"{path}history/index.atom",
    ):
        assert SECRET not in reader.get(address).content.decode()


def test_newest_draft_does_not_keep_the_title_before_it(paper: HomePage) -> None:
    story = published(f"Ferry of {SECRET}", slug="ferry")
    story = publish(story, "sails.", kind=Kind.UPDATE)
    assert "wagtailcore_revision.content" in places_of(SECRET)

    withhold(story, 1)

    assert places_of(SECRET) == []


def test_what_repeats_the_words_is_made_anew(story: StoryPage) -> None:
    withhold(story, 1, sentences=(2,))

    entry = LogEntry.objects.order_by("-number")[0]
    assert entry.event == "story.withheld"
    assert {f"publication/{story.uuid}", f"address{story.public_path()}", "corrections/list"} <= set(
        entry.keys
    )
    assert (entry.data["numbers"], entry.data["sentences"], entry.data["withdraw"]) == ([1], [2], True)


def test_drafts_from_then_go_and_newer_ones_stay(story: StoryPage) -> None:
    newer: Any = StoryPage.objects.get(pk=story.pk)
    newer.title = "Ferry sails at night"
    kept = newer.save_revision()
    before = set(story.revisions.values_list("pk", flat=True))

    withhold(story, 1)

    left = set(story.revisions.values_list("pk", flat=True))
    assert {kept.pk, StoryPage.objects.get(pk=story.pk).live_revision_id} <= left < before
    assert all(SECRET not in json.dumps(one.content, ensure_ascii=False) for one in story.revisions.all())
    publish_page(page=StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object(), by=None)
    assert publication_of(story).latest_number == 4


def test_receipt_of_a_withheld_report_says_nothing_of_it(story: StoryPage) -> None:
    withhold(story, 1, sentences=(2,))

    cluster = ReportCluster.objects.get()
    assert (cluster.exact, cluster.reports.get().suggestion) == ("…", "")


@pytest.mark.parametrize(
    ("numbers", "sentences", "told"),
    [
        ((3,), (), "what the story says now"),
        ((1, 3), (), "what the story says now"),
        ((7,), (), "words that are kept"),
        ((), (), "Choose what is to go"),
        ((), (9,), "sentences is kept"),
    ],
)
def test_refusals_leave_everything(story: StoryPage, numbers: Any, sentences: Any, told: str) -> None:
    with pytest.raises(WithholdingRefusedError, match=told):
        withhold(story, *numbers, sentences=sentences)

    assert VersionContent.objects.filter(version__publication=story.uuid).count() == 3


def test_nothing_is_withheld_twice(story: StoryPage) -> None:
    withhold(story, 1, sentences=(2,))

    for numbers, sentences in (((1,), ()), ((), (2,)), ((), (1,))):
        with pytest.raises(WithholdingRefusedError):
            withhold(story, *numbers, sentences=sentences)
    withhold(story, 2)
    assert VersionContent.objects.filter(version__publication=story.uuid).count() == 1


def test_words_of_a_deleted_story_can_go(story: StoryPage) -> None:
    StoryPage.objects.get(pk=story.pk).delete()
    assert publication_of(story).status == Status.DELETED
    assert "paper_publishing_versioncontent.canonical_json" in places_of(SECRET)

    withhold(story, 1, 2, 3)

    assert places_of(SECRET) == []
    assert Client().get(story.public_path()).status_code == 410
    rows = PublishedVersion.objects.filter(publication=story.uuid).order_by("number")
    assert [(row.kind, row.summary) for row in rows] == [("new", ""), ("correction", ""), ("update", "")]


def test_database_blanks_words_on_a_change_only_when_that_is_decided(story: StoryPage) -> None:
    rows: QuerySet[PublishedVersion] = QuerySet(PublishedVersion).filter(publication=story.uuid)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.filter(number=2).update(summary="")
    withhold(story, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.filter(number=2).update(summary="")
    withhold(story, sentences=(2,))
    assert rows.get(number=2).summary == ""
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.get(number=2).sentence_withholding.delete()


def test_words_are_found_wherever_they_are_quoted(story: StoryPage) -> None:
    quoting = published(
        "Elsewhere",
        body=[
            ("paragraph", f"<p>As ferry of\N{NO-BREAK SPACE}{SECRET.upper()} said: “{SECRET}” &amp; co.</p>")
        ],
        at=timezone.now(),
    )
    draft(f"Unpublished {SECRET}")

    found = {(one.publication, one.number): one for one in versions_saying(f"ferry  of {SECRET}")}
    assert set(found) == {(story.uuid, 1), (quoting.uuid, 1)}
    both = [
        (one.number, one.is_in_text, one.is_in_sentence)
        for one in versions_saying(SECRET, publication=publication_of(story))
    ]
    assert both == [(1, True, False), (2, False, True)]
    assert versions_saying("") == []
    assert [one.number for one in versions_saying("“källskydd” & co")] == [1]
