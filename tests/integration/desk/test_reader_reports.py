"""The queue of what readers report: who sees it, in what order, and what its buttons do."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from dateline.corrections.choices import NoticedBy, ReportKind, ReportStatus
from dateline.corrections.cluster_queries import QueueFilter, queue_of
from dateline.corrections.cluster_rights import report_rights
from dateline.corrections.models import Correction, ReportCluster
from dateline.publishing.actions import take_down
from dateline.publishing.models import PublishedVersion
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.staff import member, town_editor
from tests.factories.stories import published
from tests.integration.corrections.queueing import reported, story_with_slip

QUEUE = "reader_reports:queue"
FIX = {"seen": "servicement", "words": "servicemen", "meaning": "slip", "publish": "1"}


def place(cluster: ReportCluster) -> str:
    return reverse("reader_reports:place", args=[cluster.pk])


@pytest.mark.usefixtures("paper")
def test_queue_is_by_weight_then_readers_then_age() -> None:
    story = story_with_slip(
        body=[("paragraph", "<p>One red. Two green. Three blue. Four black. Five white.</p>")]
    )
    spelling = reported(story, "Three", "3", kind=ReportKind.SPELLING)
    older = reported(story, "One", "1", kind=ReportKind.FACT)
    twice = reported(story, "Two", "2", kind=ReportKind.FACT)
    reported(story, "Two", "II", kind=ReportKind.FACT, address="198.51.100.4")
    legal = reported(story, "Four", "4", kind=ReportKind.LEGAL)

    found = queue_of(report_rights(member(Role.EDITOR)), chosen=QueueFilter())

    assert [one.pk for one in found] == [legal.pk, twice.pk, older.pk, spelling.pk]


@pytest.mark.parametrize(
    ("role", "status", "is_listed"),
    [
        (Role.EDITOR, 200, True),
        (Role.EDITOR_IN_CHIEF, 200, True),
        (Role.COPY_EDITOR, 200, True),
        (Role.REPORTER, 200, False),
        (Role.PHOTO_EDITOR, 302, False),
    ],
)
def test_queue_is_for_those_who_change_stories(
    desk_of: Any, role: Role, status: int, is_listed: bool
) -> None:
    reported(story_with_slip())

    answer = desk_of(role).get(reverse(QUEUE))

    assert answer.status_code == status
    assert ("servicement" in answer.content.decode()) is is_listed


def test_reporters_see_reports_on_their_own_stories_and_decide_nothing(reporter: Any) -> None:
    cluster = reported(story_with_slip(owner=member(Role.REPORTER)))

    listed = reporter.get(reverse(QUEUE)).content.decode()
    closed = reporter.post(place(cluster), {"outcome": "1", "status": "spam"})
    taken = reporter.post(reverse("reader_reports:assign", args=[cluster.pk]), {"to": "me"})

    cluster.refresh_from_db()
    assert "servicement" in listed
    assert "Take it" not in listed
    assert (closed.status_code, taken.status_code) == (302, 302)
    assert (cluster.status, cluster.assignee) == (ReportStatus.NEW, None)


def test_reporters_who_write_elsewhere_now_see_no_reports_on_what_they_once_wrote(
    paper: Any, client: Any
) -> None:
    writer = member(Role.REPORTER)
    cluster = reported(story_with_slip(owner=writer))
    client.force_login(writer)
    assert client.get(place(cluster)).status_code == 200
    GroupPagePermission.objects.filter(group__user=writer).update(page=section("sea"))

    assert "servicement" not in client.get(reverse(QUEUE)).content.decode()
    assert client.get(place(cluster)).status_code in (302, 404)


def test_words_of_what_was_taken_down_are_not_in_the_queue(editor: Any) -> None:
    story = story_with_slip()
    cluster = reported(story)
    take_down(page=story, reason="legal", by=None)

    assert "servicement" not in editor.get(f"{reverse(QUEUE)}?state=all").content.decode()
    assert editor.get(place(cluster)).status_code in (302, 404)


def test_an_editor_of_one_section_sees_that_section_alone(paper: Any, client: Any) -> None:
    reported(story_with_slip())
    elsewhere = published("A play", within="sea", body=[("paragraph", "<p>The curten rose.</p>")])
    hidden = reported(elsewhere, "curten", "curtain")
    client.force_login(town_editor())

    text = client.get(reverse(QUEUE)).content.decode()

    assert "servicement" in text
    assert "curten" not in text
    assert client.get(place(hidden)).status_code == 404


def test_reports_are_taken_given_and_handed_back(editor: Any) -> None:
    cluster = reported(story_with_slip())
    address = reverse("reader_reports:assign", args=[cluster.pk])
    seen = []
    for to in ("me", str(member(Role.COPY_EDITOR).pk), ""):
        editor.post(address, {"to": to})
        cluster.refresh_from_db()
        seen.append((cluster.assignee, cluster.status))

    assert seen == [
        (member(Role.EDITOR), "seen"),
        (member(Role.COPY_EDITOR), "seen"),
        (None, "new"),
    ]


def test_a_slip_is_fixed_and_published_in_one_step(editor: Any) -> None:
    story = story_with_slip()
    cluster = reported(story)

    answer = editor.post(place(cluster), FIX)

    cluster.refresh_from_db()
    story.refresh_from_db()
    assert answer.status_code == 302
    assert cluster.status == ReportStatus.FIXED
    assert "<b>servicemen</b>" in story.body[0].value.source


def test_a_correction_goes_out_with_its_words(editor: Any) -> None:
    cluster = reported(story_with_slip())
    words = {"meaning": "meaning", "wrong": "We wrote servicement.", "right": "It is servicemen."}

    editor.post(place(cluster), FIX | words)

    record = Correction.objects.get()
    assert (record.what_was_wrong, record.noticed_by) == ("We wrote servicement.", "reader")


def test_whether_the_meaning_changed_must_be_said(editor: Any) -> None:
    cluster = reported(story_with_slip())
    count = PublishedVersion.objects.count()

    unsaid = editor.post(place(cluster), FIX | {"meaning": ""})
    wordless = editor.post(place(cluster), FIX | {"meaning": "meaning"})

    assert (unsaid.status_code, wordless.status_code) == (422, 422)
    assert PublishedVersion.objects.count() == count


def test_a_fact_is_no_typo(editor: Any) -> None:
    story = story_with_slip(body=[("paragraph", "<p>The bridge carries 30 tonnes.</p>")])
    cluster = reported(story, "30", "40", kind=ReportKind.FACT)

    answer = editor.post(place(cluster), {"seen": "30", "words": "40", "meaning": "slip", "publish": "1"})

    cluster.refresh_from_db()
    assert answer.status_code == 422
    assert "more than a typo" in answer.content.decode()
    assert cluster.status == ReportStatus.NEW


def test_copy_editors_hand_in_what_they_change(desk_of: Any) -> None:
    story = story_with_slip()
    cluster = reported(story)

    desk_of(Role.COPY_EDITOR).post(place(cluster), FIX)

    story.refresh_from_db()
    cluster.refresh_from_db()
    assert "servicement" in story.body[0].value.source
    assert "servicemen<" in story.get_latest_revision_as_object().body[0].value.source
    assert story.workflow_in_progress
    assert cluster.status == ReportStatus.NEW


def test_what_was_written_with_a_change_handed_in_is_there_when_it_is_published(
    desk_of: Any, editor: Any
) -> None:
    story = story_with_slip(body=[("paragraph", "<p>The bridge carries 30 tonnes.</p>")])
    cluster = reported(story, "30", "40")
    words = {
        "meaning": "meaning",
        "wrong": "We wrote that it carries 30 tonnes.",
        "right": "It carries 40 tonnes.",
    }
    desk_of(Role.COPY_EDITOR).post(
        place(cluster), FIX | {"seen": "30", "words": "40", "outcome_text": "You were right."} | words
    )
    cluster.refresh_from_db()

    assert "To be answered: You were right." in editor.get(reverse(QUEUE)).content.decode()
    assert "You were right.</textarea>" in editor.get(place(cluster)).content.decode()
    dialog = editor.get(reverse("publish_story", args=[story.pk])).context["form"]
    assert dialog.initial["noticed_by"] == NoticedBy.READER
    assert dialog.initial["noticed_at"] == cluster.opened_hour


def test_what_changed_meanwhile_is_shown_and_not_overwritten(editor: Any) -> None:
    cluster = reported(story_with_slip())

    answer = editor.post(place(cluster), FIX | {"seen": "servicements"})

    assert answer.status_code == 409
    assert 'value="servicement"' in answer.content.decode()


def test_ticked_places_are_closed_as_spam(editor: Any) -> None:
    story = story_with_slip()
    keys = [reported(story).pk, reported(story, "opened", "shut").pk]

    editor.post(reverse("reader_reports:spam"), {"cluster": keys})

    assert set(ReportCluster.objects.values_list("status", flat=True)) == {ReportStatus.SPAM}


def test_an_outcome_is_given_with_words_for_readers(editor: Any) -> None:
    cluster = reported(story_with_slip())

    editor.post(place(cluster), {"outcome": "1", "status": "not_an_error", "outcome_text": "It is right."})

    cluster.refresh_from_db()
    assert (cluster.status, cluster.outcome_text) == (ReportStatus.NOT_AN_ERROR, "It is right.")


def test_nothing_that_readers_send_is_markup(editor: Any) -> None:
    cluster = reported(
        story_with_slip(),
        suggestion="<img src=x onerror=alert(1)>",
        comment="<script>alert(2)</script>\u202etxt.exe",
    )

    for address in (reverse(QUEUE), place(cluster), reverse("wagtailadmin_home")):
        text = editor.get(address).content.decode()
        assert "<img src=x" not in text
        assert "<script>alert(2)" not in text
        assert "\u202e" not in text
    assert "⟨U+202E⟩" in editor.get(place(cluster)).content.decode()


def test_queue_says_what_became_of_the_words(editor: Any) -> None:
    story = story_with_slip()
    reported(story)
    draft = story.get_latest_revision_as_object()
    draft.body[0].value.source = "<p>The wall stands. The end of it.</p>"
    draft.save_revision(user=member(Role.EDITOR))

    assert "The words are gone from the text." in editor.get(reverse(QUEUE)).content.decode()


def test_reports_stand_beside_their_story_and_on_the_first_page(editor: Any) -> None:
    story = story_with_slip()
    cluster = reported(story)

    beside = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    home = editor.get(reverse("wagtailadmin_home")).content.decode()

    assert "<mark>servicement</mark>" in beside
    assert f"#block-{story.body[0].id}-section" in beside
    assert place(cluster) in home
    assert "Reader reports (1)" in home
