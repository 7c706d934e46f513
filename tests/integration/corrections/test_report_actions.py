"""What becomes of a report: stored, joined, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dateline.corrections import limits
from dateline.corrections.actions import close_cluster
from dateline.corrections.choices import ReportKind, ReportStatus
from dateline.corrections.errors import (
    AmbiguousWordsError,
    OutcomeRefusedError,
    QueueFullError,
    TokenRefusedError,
    WordsNotFoundError,
    WorkWantedError,
)
from dateline.corrections.limits import MOST_OPEN_CLUSTERS, WORK_BITS
from dateline.corrections.models import DailyKey, ErrorReport, ReportCluster, ReportContact
from dateline.corrections.report_actions import take_report
from dateline.corrections.tokens import issue_token, proves_work
from dateline.publishing.actions import publish_page, take_down
from dateline.stories.models import StoryPage
from dateline.users.errors import TooManyAttemptsError
from dateline.users.limits import Limit
from tests.factories.papers import make_paper
from tests.factories.stories import NOON, published
from tests.integration.corrections.sending import ADDRESS, AROUND_THE_WORLD, sent

BODY = [
    ("paragraph", "<p>The servicement of the ferry took two weeks.</p>"),
    ("paragraph", "<p>The mayor said the ferry was safe. The ferry sails at noon.</p>"),
]


@pytest.fixture(autouse=True)
def _paper() -> None:
    make_paper()


@pytest.fixture
def story() -> StoryPage:
    return published("Ferry back in service", standfirst="It sails again.", body=BODY)


def _block(story: StoryPage, number: int) -> str:
    return str(story.body[number].id)


def test_report_of_selected_words_is_stored_with_what_stands_around_them(story: StoryPage) -> None:
    taken = take_report(
        sent=sent(story, "servicement", place=_block(story, 0), start=4, suggestion="servicing"),
        network=ADDRESS,
        at=NOON + timedelta(minutes=41),
    )

    report = ErrorReport.objects.get()
    assert (taken.readers, taken.is_new) == (1, True)
    assert (report.exact, report.prefix, report.suggestion) == ("servicement", "The ", "servicing")
    assert report.suffix.startswith(" of the ferry")
    assert report.sent_hour == NOON
    assert taken.receipt not in str(report.__dict__)
    assert (report.cluster.count, report.cluster.status) == (1, ReportStatus.NEW)


@pytest.mark.parametrize("words", ["Ferry back", "It sails again.", "took two  weeks", "TOOK TWO WEEKS"])
def test_typed_words_are_found_wherever_they_stand(story: StoryPage, words: str) -> None:
    take_report(sent=sent(story, words), network=ADDRESS, at=NOON)

    assert ErrorReport.objects.get().exact.casefold() == " ".join(words.split()).casefold()


def test_words_that_are_not_there_are_refused_and_not_stored(story: StoryPage) -> None:
    with pytest.raises(WordsNotFoundError):
        take_report(sent=sent(story, "Buy cheap watches"), network=ADDRESS, at=NOON)

    assert not ReportCluster.objects.exists()


def test_words_that_stand_twice_are_refused_unless_their_place_is_told(story: StoryPage) -> None:
    with pytest.raises(AmbiguousWordsError):
        take_report(sent=sent(story, "the ferry"), network=ADDRESS, at=NOON)

    take_report(sent=sent(story, "The ferry", place=_block(story, 1), start=33), network=ADDRESS, at=NOON)
    assert ErrorReport.objects.get().start == 35


@pytest.mark.parametrize("version", [2, 99])
def test_a_forged_version_is_refused(story: StoryPage, version: int) -> None:
    with pytest.raises(WordsNotFoundError):
        take_report(sent=sent(story, "servicement", version=version), network=ADDRESS, at=NOON)


def test_a_token_of_another_story_is_refused(story: StoryPage) -> None:
    other = published("Another story")
    token = issue_token(story=other.uuid, version=1)

    for bad in (token, token[:-1], "", "x" * 100, issue_token(story=story.uuid, version=2)):
        with pytest.raises(TokenRefusedError):
            take_report(
                sent=sent(story, "servicement", token=bad or "-"),
                network=ADDRESS,
                at=NOON,
            )


def test_a_story_that_was_taken_down_takes_no_reports(story: StoryPage) -> None:
    report = sent(story, "servicement")
    take_down(page=story, reason="legal", by=None)

    with pytest.raises(WordsNotFoundError):
        take_report(sent=report, network=ADDRESS, at=NOON)


def test_the_same_report_sent_twice_makes_one_row_with_one_receipt(story: StoryPage) -> None:
    report = sent(story, "servicement", suggestion="servicing")

    first = take_report(sent=report, network=ADDRESS, at=NOON)
    second = take_report(sent=report, network=ADDRESS, at=NOON)

    assert (second.receipt, second.is_new) == (first.receipt, False)
    assert ErrorReport.objects.count() == 1
    assert ReportCluster.objects.get().count == 1


def test_reports_that_overlap_are_joined_and_the_gravest_kind_stays(story: StoryPage) -> None:
    kinds = {"servicement": ReportKind.SPELLING, "The servicement of": ReportKind.FACT}
    for number, (words, kind) in enumerate(kinds.items()):
        taken = take_report(sent=sent(story, words, kind=kind), network=AROUND_THE_WORLD[number], at=NOON)

    cluster = ReportCluster.objects.get()
    assert (cluster.count, cluster.kind, cluster.exact) == (2, ReportKind.FACT, "servicement")
    assert taken.readers == 2


def test_a_report_of_an_older_version_joins_that_of_the_newer_one(story: StoryPage) -> None:
    older = sent(story, "servicement")
    story.body[1].value.source = "<p>The mayor said the ferry was safe.</p>"
    story.standfirst = "It sails again since noon."
    publish_page(page=story, by=None, at=NOON, kind="update", summary="It sails since noon.")
    newer = StoryPage.objects.get(pk=story.pk)

    take_report(sent=sent(newer, "servicement"), network=ADDRESS, at=NOON)
    take_report(sent=older, network=ADDRESS, at=NOON)

    assert newer.version_number == 2
    assert ReportCluster.objects.get().count == 2


def test_a_report_of_what_was_just_decided_gets_its_outcome(story: StoryPage) -> None:
    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON)
    cluster = ReportCluster.objects.get()
    close_cluster(cluster=cluster, status=ReportStatus.NOT_AN_ERROR, by=None, at=NOON)

    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON + timedelta(days=9))
    assert ReportCluster.objects.get().count == 2
    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON + timedelta(days=11))
    assert [one.count for one in ReportCluster.objects.order_by("pk")] == [2, 1]


def test_a_graver_report_of_what_was_just_decided_is_a_new_matter(story: StoryPage) -> None:
    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON)
    close_cluster(cluster=ReportCluster.objects.get(), status=ReportStatus.NOTED, by=None, at=NOON)

    take_report(sent=sent(story, "servicement", kind=ReportKind.LEGAL), network=ADDRESS, at=NOON)

    assert ReportCluster.objects.filter(status=ReportStatus.NEW).count() == 1


def test_the_sixth_report_of_a_network_must_wait(story: StoryPage) -> None:
    for number in range(5):
        take_report(sent=sent(story, "servicement", comment=str(number)), network="192.0.2.9", at=NOON)

    with pytest.raises(TooManyAttemptsError) as refusal:
        take_report(sent=sent(story, "servicement"), network="192.0.2.200", at=NOON)
    assert 0 < refusal.value.seconds <= 120
    take_report(sent=sent(story, "servicement"), network="192.0.3.9", at=NOON)


def test_under_attack_a_report_must_prove_work(story: StoryPage) -> None:
    for number, network in enumerate(AROUND_THE_WORLD[:10]):
        take_report(sent=sent(story, "servicement", comment=str(number)), network=network, at=NOON)

    report = sent(story, "servicement")
    with pytest.raises(WorkWantedError):
        take_report(sent=report, network=ADDRESS, at=NOON)
    work = next(n for n in range(10**7) if proves_work(report.token, str(n), bits=WORK_BITS))
    worked = sent(story, "servicement", token=report.token, work=str(work))
    assert take_report(sent=worked, network=ADDRESS, at=NOON).is_new
    again = sent(story, "servicement", token=report.token, work=str(work), comment="another one")
    with pytest.raises(TooManyAttemptsError):
        take_report(sent=again, network=ADDRESS, at=NOON)


def test_even_work_gets_only_so_many_reports_in(story: StoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORK_BITS", 1)
    monkeypatch.setattr(limits, "WORKED_STORY", Limit(burst=2, seconds_each=300))
    for number, network in enumerate(AROUND_THE_WORLD[:10]):
        take_report(sent=sent(story, "servicement", comment=str(number)), network=network, at=NOON)

    def worked(number: int, at: datetime) -> None:
        report = sent(story, "servicement", comment=f"worked {number}")
        work = next(n for n in range(100) if proves_work(report.token, str(n), bits=1))
        take_report(sent=replace(report, work=str(work)), network=AROUND_THE_WORLD[10 + number], at=at)

    worked(0, NOON)
    worked(1, NOON)
    with pytest.raises(TooManyAttemptsError) as refusal:
        worked(2, NOON)
    assert 0 < refusal.value.seconds <= 300
    assert ErrorReport.objects.count() == 12


def test_a_flood_of_forged_reports_leaves_few_rows_and_a_reader_still_gets_through() -> None:
    stories = [published(f"Story {number} of the day", body=BODY) for number in range(4)]
    refused = 0
    for number in range(120):
        network = AROUND_THE_WORLD[number % len(AROUND_THE_WORLD)]
        report = sent(stories[number % 4], "servicement", comment=str(number))
        try:
            take_report(sent=report, network=network, at=NOON + timedelta(seconds=number * 0.06))
        except (WorkWantedError, TooManyAttemptsError):
            refused += 1

    assert refused >= 90
    assert ErrorReport.objects.count() <= 30
    honest = sent(stories[0], "two weeks")
    work = next(n for n in range(10**7) if proves_work(honest.token, str(n), bits=WORK_BITS))
    taken = take_report(
        sent=sent(stories[0], "two weeks", token=honest.token, work=str(work)), network=ADDRESS, at=NOON
    )
    assert taken.is_new


def test_a_story_has_a_bounded_queue(story: StoryPage) -> None:
    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON)
    first = ReportCluster.objects.get()
    ReportCluster.objects.bulk_create(
        ReportCluster(
            publication_id=first.publication_id,
            version=first.version,
            block="elsewhere",
            start=number,
            end=number + 1,
            exact="x",
            kind=ReportKind.OTHER,
            opened_hour=NOON,
            latest_hour=NOON,
        )
        for number in range(MOST_OPEN_CLUSTERS - 1)
    )

    with pytest.raises(QueueFullError):
        take_report(sent=sent(story, "two weeks"), network=ADDRESS, at=NOON)
    take_report(sent=sent(story, "servicement", comment="joins"), network=ADDRESS, at=NOON)


def test_nothing_of_the_sender_is_kept_and_the_key_of_the_day_goes(story: StoryPage) -> None:
    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON)
    before = DailyKey.objects.get()
    take_report(sent=sent(story, "two weeks"), network=ADDRESS, at=NOON + timedelta(days=1))

    assert DailyKey.objects.get().day != before.day
    assert not any(ADDRESS in str(row) for row in ErrorReport.objects.values())


def test_a_contact_is_kept_only_where_mail_leaves(story: StoryPage) -> None:
    take_report(sent=sent(story, "servicement", email="a@example.org"), network=ADDRESS, at=NOON)
    assert not ReportContact.objects.exists()

    take_report(
        sent=sent(story, "two weeks", email="a@example.org"), network=ADDRESS, at=NOON, keeps_contact=True
    )
    assert ReportContact.objects.get().email == "a@example.org"


def test_closing_wants_an_outcome_that_fits(story: StoryPage) -> None:
    take_report(sent=sent(story, "servicement"), network=ADDRESS, at=NOON)
    cluster = ReportCluster.objects.get()
    version = cluster.version
    other = published("Another story")
    of_another = type(version).objects.get(publication_id=other.uuid)

    for status, fixed_in in (
        (ReportStatus.SEEN, None),
        (ReportStatus.NOTED, version),
        (ReportStatus.FIXED, of_another),
    ):
        with pytest.raises(OutcomeRefusedError):
            close_cluster(cluster=cluster, status=status, fixed_in=fixed_in, by=None)
    close_cluster(cluster=cluster, status=ReportStatus.FIXED, fixed_in=version, by=None)
    with pytest.raises(OutcomeRefusedError):
        close_cluster(cluster=cluster, status=ReportStatus.NOTED, by=None)
