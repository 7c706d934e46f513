"""What readers reported is put right in the draft, in the paper, or in both, and no draft is lost."""

import pytest

from dateline.corrections.choices import ReportStatus
from dateline.corrections.errors import PlaceChangedError
from dateline.corrections.fixing_actions import Fix, fix_and_publish, fix_in_draft
from dateline.corrections.models import Correction
from dateline.publishing.choices import Kind
from dateline.publishing.queries import content_of
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.integration.corrections.queueing import reported, story_with_slip

FIX = Fix(seen="servicement", words="servicemen", outcome_text="Thank you.")


@pytest.fixture(autouse=True)
def _paper() -> None:
    make_paper()


def body_of(page: StoryPage) -> str:
    return str(page.body[0].value.source)


def test_a_typo_is_published_and_its_reports_are_closed_as_fixed():
    story = story_with_slip()
    cluster = reported(story)

    version = fix_and_publish(cluster=cluster, fix=FIX, by=member(Role.EDITOR))

    story.refresh_from_db()
    cluster.refresh_from_db()
    assert version.kind == Kind.TYPO
    assert "<b>servicemen</b>" in body_of(story)
    assert (cluster.status, cluster.fixed_in, cluster.outcome_text) == (
        ReportStatus.FIXED,
        version,
        "Thank you.",
    )
    assert not story.has_unpublished_changes


def test_a_draft_under_way_gets_the_change_and_stays_a_draft():
    story = story_with_slip()
    cluster = reported(story)
    draft = story.get_latest_revision_as_object()
    draft.title = "A title that nobody has approved"
    draft.save_revision(user=member(Role.REPORTER))

    fix_and_publish(cluster=cluster, fix=FIX, by=member(Role.EDITOR))

    story.refresh_from_db()
    kept = story.get_latest_revision_as_object()
    assert (story.title, kept.title) == ("A monument opens", "A title that nobody has approved")
    assert "servicemen<" in body_of(story)
    assert "servicemen<" in body_of(kept)
    assert story.has_unpublished_changes


def test_a_correction_is_recorded_as_noticed_by_a_reader():
    story = story_with_slip(body=[("paragraph", "<p>The bridge carries 30 tonnes.</p>")])
    cluster = reported(story, "30", "40")
    fix = Fix(
        seen="30",
        words="40",
        what_was_wrong="We wrote that the bridge carries 30 tonnes.",
        what_is_right="It carries 40 tonnes.",
    )

    version = fix_and_publish(cluster=cluster, fix=fix, by=member(Role.EDITOR))

    record = Correction.objects.get(version=version)
    assert version.kind == Kind.CORRECTION
    assert (record.noticed_by, record.what_is_right) == ("reader", "It carries 40 tonnes.")
    assert content_of(version)["blocks"][0]["text"] == "The bridge carries 40 tonnes."


def test_whoever_may_not_publish_changes_the_draft_alone():
    story = story_with_slip()
    cluster = reported(story)

    fix_in_draft(cluster=cluster, fix=FIX, by=member(Role.COPY_EDITOR))

    story.refresh_from_db()
    cluster.refresh_from_db()
    assert "servicement" in body_of(story)
    assert "servicemen<" in body_of(story.get_latest_revision_as_object())
    assert cluster.status == ReportStatus.NEW


def test_words_that_somebody_has_changed_meanwhile_are_not_overwritten():
    story = story_with_slip()
    cluster = reported(story)
    draft = story.get_latest_revision_as_object()
    draft.body[0].value.source = draft.body[0].value.source.replace("servicement", "soldiers")
    draft.save_revision(user=member(Role.REPORTER))
    count = story.revisions.count()

    with pytest.raises(PlaceChangedError) as refused:
        fix_in_draft(cluster=cluster, fix=FIX, by=member(Role.COPY_EDITOR))

    assert refused.value.found == "soldiers"
    assert story.revisions.count() == count
