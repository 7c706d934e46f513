"""Corrections on the desk: the questions of the dialog, the list, and amending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.corrections.correction_models import Correction
from dateline.desk.publishing_dialog.dialog_queries import planned_for
from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishing.scheduling import publish_due
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.staff import member
from tests.integration.notices.correcting import START, WORDS, corrected, with_forty
from tests.support.watching import fresh

LIST = "/desk/corrections/"


@pytest.fixture
def drafted(story: StoryPage) -> StoryPage:
    with_forty(story).save_revision(user=member(Role.EDITOR))
    return fresh(story)


def address(story: StoryPage) -> str:
    return reverse("publish_story", args=[story.pk])


def answers(story: StoryPage, **more: Any) -> dict[str, Any]:
    asked = {"revision": fresh(story).latest_revision_id, "when": "now", "kind": "correction"}
    return {**asked, "wrong": WORDS.wrong, "right": WORDS.right, **more}


def amend_address(record: Correction, story: StoryPage) -> str:
    return reverse("corrections:amend", args=[story.pk, record.pk])


def test_dialog_asks_in_plain_words_and_knows_the_two_sentences(editor: Client, drafted: StoryPage) -> None:
    shown = editor.get(address(drafted)).content.decode()

    assert "Did the meaning change?" in shown
    assert "“The bridge carries 30 tonnes.”" in shown
    assert "“The bridge carries 40 tonnes.”" in shown
    assert 'value="2026-05-01T08:00"' in shown


def test_answers_become_the_record_and_the_public_sentence(editor: Client, drafted: StoryPage) -> None:
    noticed = {"noticed_at": "2026-05-01T06:30", "noticed_by": "subject", "placement": "top"}

    assert editor.post(address(drafted), answers(drafted, **noticed)).status_code == 302

    record = Correction.objects.get()
    assert record.version.summary == WORDS.sentence("en")
    assert (record.noticed_by, record.placement) == ("subject", "top")
    assert record.noticed_at == START - timedelta(minutes=90)
    assert record.user_id == member(Role.EDITOR).pk


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"wrong": ""}, "Say what was wrong."),
        ({"right": "\u200b"}, "Say what is right."),
        ({"right": WORDS.wrong}, "This is the same as what was wrong."),
        ({"wrong": "x" * 1001}, "1000"),
        ({"noticed_at": "2026-05-02T06:30"}, "This time has not come yet."),
        ({"noticed_by": "nobody"}, "Select a valid choice"),
    ],
)
def test_bad_answers_are_told_and_nothing_is_published(
    editor: Client, drafted: StoryPage, asked: dict[str, str], told: str
) -> None:
    answer = editor.post(address(drafted), answers(drafted, **asked))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert fresh(drafted).version_number == 1


def test_record_fields_of_another_kind_are_of_no_account(editor: Client, drafted: StoryPage) -> None:
    late = {"kind": "update", "noticed_at": "nonsense", "wrong": "x" * 2000}

    assert editor.post(address(drafted), answers(drafted, **late)).status_code == 302
    assert not Correction.objects.exists()


def test_planned_correction_says_what_goes_with_it(editor: Client, drafted: StoryPage, clock: Any) -> None:
    editor.post(address(drafted), answers(drafted, when="later", at="2026-05-01T10:00"))

    planned = planned_for(fresh(drafted))
    assert planned is not None
    assert WORDS.right in planned.wishes[0]

    clock.move_to(START + timedelta(hours=2))
    assert publish_due(now=START + timedelta(hours=2)) == (1, 0)
    assert Correction.objects.get().what_is_right == WORDS.right


def test_apology_may_have_a_record(editor: Client, drafted: StoryPage) -> None:
    editor.post(address(drafted), answers(drafted, kind="apology"))

    assert Correction.objects.get().version.summary == WORDS.sentence("en")


def test_list_shows_what_is_on_record_and_who_may_amend_it(
    desk_of: Callable[[Role], Client], story: StoryPage
) -> None:
    record = corrected(story)

    for role, may_amend in ((Role.EDITOR, True), (Role.REPORTER, False), (Role.COPY_EDITOR, False)):
        shown = desk_of(role).get(LIST).content.decode()
        assert WORDS.wrong in shown
        assert "Of 1 published corrections 1 name both" in shown
        assert (amend_address(record, story) in shown) is may_amend, role


def test_list_does_not_show_what_was_taken_down(editor: Client, story: StoryPage) -> None:
    corrected(story)
    take_down(page=fresh(story), by=None, reason=RemovalReason.SAFETY)

    shown = editor.get(LIST).content.decode()
    assert WORDS.wrong not in shown
    assert "The story was taken down." in shown


def test_amending_publishes_a_second_note(editor: Client, client: Client, story: StoryPage) -> None:
    record = corrected(story)
    address = amend_address(record, story)
    assert WORDS.wrong in editor.get(address).content.decode()

    empty = editor.post(address, {"wrong": "", "right": ""})
    assert empty.status_code == 422
    done = editor.post(address, {"wrong": "The note said 40.", "right": "It is 44.", "noticed_by": "reader"})

    assert done["Location"] == LIST
    assert record.amendment.what_is_right == "It is 44."
    html = client.get(fresh(story).public_path()).content.decode().partition("<article")[2]
    assert html.count('class="notice notice--correction"') == 1
    assert html.index("It is 44.") < html.index("It takes the place of this note:") < html.index(WORDS.right)
    again = editor.post(address, {"wrong": "Not 44.", "right": "It is 45."})
    assert again.status_code == 422


def test_amending_needs_the_right_to_publish(desk_of: Callable[[Role], Client], story: StoryPage) -> None:
    address = amend_address(corrected(story), story)
    asked = {"wrong": "The note said 40.", "right": "It is 44."}

    for role in (Role.REPORTER, Role.COPY_EDITOR, Role.PHOTO_EDITOR, Role.LISTINGS_EDITOR):
        assert desk_of(role).post(address, asked).status_code in (302, 403), role
    Client().post(address, asked)

    assert Correction.objects.count() == 1


def test_correction_of_another_story_is_not_found(editor: Client, story: StoryPage) -> None:
    record = corrected(story)
    from_elsewhere = reverse("corrections:amend", args=[section().pk, record.pk])

    assert editor.get(from_elsewhere).status_code == 404
