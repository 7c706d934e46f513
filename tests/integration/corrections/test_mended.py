"""Words that somebody has mended by hand: proposed in the queue, closed by a click, told on the receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from dateline.corrections.choices import ReportStatus
from dateline.corrections.errors import OutcomeRefusedError, PlaceChangedError
from dateline.corrections.fixing_actions import Fix, fix_in_draft
from dateline.corrections.mended_queries import mended_by, mended_in
from dateline.corrections.mending_actions import close_as_mended
from dateline.corrections.models import ReportCluster
from dateline.corrections.monthly_figures import figures_by_month
from dateline.corrections.receipts import receipt_of
from dateline.corrections.report_actions import take_report
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import RemovalReason
from dateline.publishing.models import PublishedVersion, Withholding
from dateline.stories.canonical import story_content
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.integration.corrections.queueing import TEXT, reported, story_with_slip
from tests.integration.corrections.sending import ADDRESS, sent

MENDED = TEXT.replace("servicement", "servicemen")


@pytest.fixture(autouse=True)
def _paper() -> None:
    make_paper()


def rewritten(story: StoryPage, text: str) -> StoryPage:
    """Publish the story with other words, as its edit screen would."""
    page = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    page.body[0].value.source = text
    publish_page(page=page, by=None, kind="update")
    return StoryPage.objects.get(pk=story.pk)


def number_of(cluster: ReportCluster) -> int | None:
    mended = mended_in(cluster)
    return mended.version.number if mended is not None else None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], None),
        ([TEXT.replace("stands", "leans")], None),
        ([MENDED], 2),
        ([TEXT.replace("stands", "leans"), MENDED, MENDED.replace("stands", "leans")], 3),
        ([MENDED, TEXT], None),
        ([MENDED, TEXT, MENDED], 4),
        (["<p>The wall stands. The end of it.</p>"], 2),
        ([f"<p>Something new stands first.</p>{TEXT}"], None),
        ([TEXT.replace("servicement", "servicement and women")], 2),
        ([TEXT.replace("servicement", "servicement and women"), TEXT], None),
    ],
)
def test_the_version_is_the_first_since_which_the_words_are_gone(
    texts: list[str], expected: int | None
) -> None:
    story = story_with_slip()
    cluster = reported(story)

    for text in texts:
        rewritten(story, text)

    assert number_of(cluster) == expected


def test_a_draft_mends_nothing() -> None:
    story = story_with_slip()
    cluster = reported(story)
    draft = story.get_latest_revision_as_object()
    draft.body[0].value.source = MENDED
    draft.save_revision(user=member(Role.EDITOR))

    assert number_of(cluster) is None


def test_a_version_that_was_withheld_tells_nothing() -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    newest = PublishedVersion.objects.get(publication_id=story.uuid, number=2)
    Withholding.objects.create(version=newest, reason=RemovalReason.LEGAL, at=timezone.now())
    newest.content.delete()

    assert number_of(cluster) is None


def test_closing_tells_the_reader_of_the_fix() -> None:
    story = story_with_slip()
    receipt = take_report(sent=sent(story, "servicement"), network=ADDRESS, at=timezone.now()).receipt
    rewritten(story, MENDED)

    closed = close_as_mended(cluster=ReportCluster.objects.get(), version=2, by=member(Role.EDITOR))

    shown = receipt_of(receipt)
    assert (closed.status, closed.fixed_in.number) == (ReportStatus.FIXED, 2)
    assert shown is not None
    assert [(piece.kind, piece.text) for piece in shown.fix if piece.kind != "same"] == [
        ("old", "servicement"),
        ("new", "servicemen"),
    ]


def test_monthly_hours_end_with_the_version_that_mended_it() -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    later = timezone.now() + timedelta(days=9)

    close_as_mended(cluster=cluster, version=2, by=member(Role.EDITOR), at=later)

    assert figures_by_month()[0].median_hours == 1


def test_what_was_published_meanwhile_is_looked_at_first() -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    rewritten(story, TEXT)

    with pytest.raises(PlaceChangedError):
        close_as_mended(cluster=cluster, version=2, by=member(Role.EDITOR))

    cluster.refresh_from_db()
    assert cluster.status == ReportStatus.NEW


@pytest.mark.parametrize("version", [0, 1, 3, 99])
def test_another_version_is_not_taken_for_the_fix(version: int) -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)

    with pytest.raises(PlaceChangedError):
        close_as_mended(cluster=cluster, version=version, by=member(Role.EDITOR))


def test_reports_are_closed_once() -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    close_as_mended(cluster=cluster, version=2, by=member(Role.EDITOR))

    with pytest.raises(OutcomeRefusedError):
        close_as_mended(cluster=cluster, version=2, by=member(Role.EDITOR))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR, Role.LISTINGS_EDITOR])
def test_whoever_does_not_decide_does_not_close(role: Role) -> None:
    story = story_with_slip(owner=member(role))
    cluster = reported(story)
    rewritten(story, MENDED)

    with pytest.raises(PermissionDenied):
        close_as_mended(cluster=cluster, version=2, by=member(role))


def closing(cluster: ReportCluster) -> str:
    return reverse("reader_reports:mended", args=[cluster.pk])


def test_queue_proposes_it_and_one_click_closes(client: Any) -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    client.force_login(member(Role.EDITOR))
    queue = reverse("reader_reports:queue")

    html = client.get(queue).content.decode()
    answer = client.post(closing(cluster), {"version": "2", "next": queue}, follow=True)

    cluster.refresh_from_db()
    assert "Already mended in version 2" in html
    assert f'href="{story.public_path()}history/1-2/"' in html
    assert closing(cluster) in html
    assert cluster.status == ReportStatus.FIXED
    assert "The reports are closed: fixed in version 2." in answer.content.decode()
    assert closing(cluster) not in client.get(queue).content.decode()


@pytest.mark.parametrize("version", ["", "x", "-2", "²", "9" * 40, "1", "<script>"])
def test_a_forged_version_closes_nothing(client: Any, version: str) -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    client.force_login(member(Role.EDITOR))

    answer = client.post(closing(cluster), {"version": version})

    cluster.refresh_from_db()
    assert answer.status_code == 302
    assert cluster.status == ReportStatus.NEW


def test_reporters_are_told_and_have_no_button(client: Any) -> None:
    story = story_with_slip(owner=member(Role.REPORTER))
    cluster = reported(story)
    rewritten(story, MENDED)
    client.force_login(member(Role.REPORTER))

    html = client.get(reverse("reader_reports:queue")).content.decode()
    client.post(closing(cluster), {"version": "2"})

    cluster.refresh_from_db()
    assert "Already mended in version 2" in html
    assert closing(cluster) not in html
    assert cluster.status == ReportStatus.NEW


def test_closing_by_the_form_names_the_version_that_mended_it(client: Any) -> None:
    story = story_with_slip()
    cluster = reported(story)
    rewritten(story, MENDED)
    rewritten(story, MENDED.replace("stands", "leans"))
    client.force_login(member(Role.EDITOR))
    place = reverse("reader_reports:place", args=[cluster.pk])

    proposed = client.get(place).context["outcome"]["status"].value()
    client.post(place, {"outcome": "1", "status": "fixed"})

    cluster.refresh_from_db()
    assert proposed == ReportStatus.FIXED
    assert cluster.fixed_in.number == 2


def test_words_written_with_a_change_in_the_draft_wait_for_its_publication() -> None:
    story = story_with_slip()
    receipt = take_report(sent=sent(story, "servicement"), network=ADDRESS, at=timezone.now()).receipt
    cluster = ReportCluster.objects.get()
    fix = Fix(seen="servicement", words="servicemen", outcome_text="Thank you, mended.")
    fix_in_draft(cluster=cluster, fix=fix, by=member(Role.COPY_EDITOR))
    waiting = receipt_of(receipt)
    draft = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    publish_page(page=draft, by=None, kind="typo")
    cluster.refresh_from_db()
    close_as_mended(cluster=cluster, version=2, by=member(Role.EDITOR))
    closed = receipt_of(receipt)

    assert waiting is not None
    assert (waiting.is_open, waiting.outcome_text) == (True, "")
    assert closed is not None
    assert (closed.is_open, closed.outcome_text) == (False, "Thank you, mended.")


def test_draft_that_only_adds_words_puts_a_report_right() -> None:
    story = story_with_slip()
    slip = reported(story)
    draft = story.get_latest_revision_as_object()
    draft.body[0].value.source = TEXT.replace("servicement", "servicement and women")

    assert mended_by(story_content(draft), publication=story.uuid) == [slip]


def test_draft_tells_which_reports_it_puts_right() -> None:
    story = story_with_slip()
    slip, other = reported(story), reported(story, "opened", "shut")
    before = mended_by(story_content(story), publication=story.uuid)
    fix_in_draft(cluster=slip, fix=Fix(seen="servicement", words="servicemen"), by=member(Role.COPY_EDITOR))
    draft = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()

    assert other in ReportCluster.objects.all()
    assert before == []
    assert mended_by(story_content(draft), publication=story.uuid) == [slip]
