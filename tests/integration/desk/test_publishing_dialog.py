"""The publishing dialog: what it shows, what it refuses, and that the front goes with the story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dateline.desk.publishing_dialog.dialog_queries import parts_of
from dateline.fronts.models import Front, FrontSlot
from dateline.publishing.draft_models import PublicationWish
from dateline.publishing.models import PublishedVersion, ScheduleFailure
from dateline.publishing.scheduling import publish_due
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.staff import member, town_editor
from tests.factories.stories import draft, published
from tests.support.desk_forms import story_form
from tests.support.watching import fresh

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
TEN = "2026-05-01T10:00"
DUE = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(paper: Any) -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def story(paper: Any) -> StoryPage:
    new = draft("Bridge closed")
    new.save_revision(user=member(Role.EDITOR))
    return fresh(new)


@pytest.fixture
def public(paper: Any) -> StoryPage:
    story = published("Bridge open", at=START - timedelta(days=1))
    story.body[0].value.source = "<p>The ferry sails again. The bridge carries 40 tonnes.</p>"
    story.save_revision(user=member(Role.EDITOR))
    return fresh(story)


def test_draft_that_saved_itself_has_not_another_time_of_publication(paper: Any) -> None:
    at = START - timedelta(days=1, microseconds=1)
    story = published("Bridge open", at=at)

    story.save_revision(user=member(Role.EDITOR))
    kept = fresh(story).get_latest_revision_as_object()

    assert kept.published_at == at
    assert parts_of(kept) == ([], 0)
    kept.published_at = at - timedelta(hours=1)
    kept.save_revision(user=member(Role.EDITOR))
    assert fresh(story).get_latest_revision_as_object().published_at == kept.published_at.replace(
        microsecond=999000
    )


def address(story: StoryPage) -> str:
    return reverse("publish_story", args=[story.pk])


def answers(story: StoryPage, **more: Any) -> dict[str, Any]:
    return {"revision": fresh(story).latest_revision_id, "when": "now", **more}


def test_button_saves_the_draft_and_leads_to_the_dialog(editor: Client, story: StoryPage) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    shown = editor.get(edit).content.decode()
    assert 'name="action-prepare"' in shown
    assert 'name="action-publish"' not in shown

    data = {**story_form(story, text="Typed just now."), "action-prepare": "1"}
    answer = editor.post(edit, data)

    assert answer["Location"] == address(story)
    assert "Typed just now." in str(fresh(story).get_latest_revision_as_object().body)
    assert not fresh(story).live


def test_new_story_is_saved_before_the_dialog(editor: Client, paper: Any) -> None:
    add = reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section().pk])
    data = {**story_form(StoryPage(title="Quite new", slug="quite-new")), "action-prepare": "1"}

    answer = editor.post(add, data)

    new = StoryPage.objects.get(slug="quite-new")
    assert answer["Location"] == address(new)
    assert not new.live


def test_who_may_not_publish_gets_neither_button_nor_dialog(reporter: Client, story: StoryPage) -> None:
    assert reporter.get(address(story)).status_code in (302, 403)
    assert reporter.post(address(story), answers(story)).status_code in (302, 403)
    assert not fresh(story).live


def test_first_publication_asks_no_kind(editor: Client, story: StoryPage) -> None:
    shown = editor.get(address(story)).content.decode()
    assert 'name="kind"' not in shown

    editor.post(address(story), answers(story))

    assert fresh(story).live


def test_time_that_nobody_set_is_no_change(editor: Client, public: StoryPage) -> None:
    draft = public.get_latest_revision_as_object()
    draft.published_at, draft.title = None, "Ferry sinks"
    draft.save_revision()

    parts, _more = parts_of(StoryPage.objects.get(pk=public.pk).get_latest_revision_as_object())

    changed = {named.part.name for named in parts}
    assert "headline" in changed
    assert "published_at" not in changed


def test_typo_is_not_offered_when_a_number_changed(editor: Client, public: StoryPage) -> None:
    shown = editor.get(address(public)).content.decode()

    assert "<ins>" in shown
    assert "40 tonnes" in shown
    assert 'value="typo"' not in shown
    assert 'value="correction"' in shown


def test_correction_without_its_words_is_refused_and_nothing_typed_is_lost(
    editor: Client, public: StoryPage
) -> None:
    answer = editor.post(
        address(public), answers(public, kind="correction", when="later", at="2026-05-03T06:00")
    )
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "Say what was wrong." in shown
    assert "Say what is right." in shown
    assert 'value="2026-05-03T06:00"' in shown
    assert fresh(public).version_number == 1

    words = {"wrong": "We wrote 30 tonnes.", "right": "It carries 40."}
    said = "It carries 40 tonnes, not 30."
    editor.post(address(public), answers(public, kind="correction", summary=said, **words))

    version = PublishedVersion.objects.get(publication=public.uuid, number=2)
    assert (version.kind, version.summary) == ("correction", "It carries 40 tonnes, not 30.")


def test_kind_that_does_not_fit_is_refused(editor: Client, public: StoryPage) -> None:
    assert editor.post(address(public), answers(public, kind="typo")).status_code == 422
    assert fresh(public).version_number == 1


def test_draft_that_somebody_saved_meanwhile_is_shown_again(editor: Client, public: StoryPage) -> None:
    asked = answers(public, kind="update", summary="New.")
    public.title = "Bridge half open"
    public.save_revision()

    answer = editor.post(address(public), asked)

    assert answer.status_code == 409
    assert "half" in answer.content.decode()
    assert fresh(public).version_number == 1


def test_problems_are_told_with_the_way_to_their_field(editor: Client, story: StoryPage) -> None:
    story.body = []
    story.save_revision()

    shown = editor.get(address(story)).content.decode()
    assert "A story needs a text." in shown
    assert 'data-publish-field="body"' in shown

    answer = editor.post(address(story), answers(story))
    assert answer.status_code == 422
    assert not fresh(story).live


@pytest.mark.parametrize(
    ("typed", "told"),
    [("2026-04-30T10:00", "This time is past."), ("soon", "Expected a date"), ("", "Say at which time.")],
)
def test_time_that_cannot_be_is_refused(editor: Client, story: StoryPage, typed: str, told: str) -> None:
    answer = editor.post(address(story), answers(story, when="later", at=typed))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert fresh(story).scheduled_revision is None


def test_time_that_the_clocks_jump_over_is_explained(editor: Client, story: StoryPage, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"

    answer = editor.post(address(story), answers(story, when="later", at="2027-03-28T02:30"))

    assert "from 02:00 to 03:00, so 02:30 never comes" in answer.content.decode()


def test_story_and_front_change_in_one_transaction(editor: Client, story: StoryPage) -> None:
    home = Front.objects.get_or_create(section=None)[0]

    editor.post(address(story), answers(story, front=home.pk, zone="lead", until="2026-05-02T06:00"))

    slot = FrontSlot.objects.get(story=story)
    assert (slot.front_id, slot.zone) == (home.pk, "lead")
    assert slot.until == datetime(2026, 5, 2, 6, tzinfo=UTC)
    assert fresh(story).live


def test_front_that_fails_keeps_the_story_back(
    editor: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Front.objects.get_or_create(section=None)[0]

    def fail(**_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("dateline.desk.publishing_dialog.front_place.place_story", fail)
    editor.raise_request_exception = False
    editor.post(address(story), answers(story, front=home.pk, zone="lead"))

    assert not fresh(story).live


def test_planned_story_takes_its_place_at_that_moment(editor: Client, clock: Any, story: StoryPage) -> None:
    home = Front.objects.get_or_create(section=None)[0]
    editor.post(address(story), answers(story, when="later", at=TEN, front=home.pk, zone="lead"))
    assert not FrontSlot.objects.exists()
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "Together with it:" in edit
    assert "Home front, Lead" in edit

    clock.move_to(DUE, tick=False)
    assert publish_due(now=DUE) == (1, 0)

    assert FrontSlot.objects.get(story=story).zone == "lead"
    assert fresh(story).live
    assert not PublicationWish.objects.exists()


def test_planned_front_that_is_gone_is_told_and_holds_the_story(
    editor: Client, clock: Any, story: StoryPage
) -> None:
    front = Front.objects.get_or_create(section=section("town"))[0]
    editor.post(address(story), answers(story, when="later", at=TEN, front=front.pk, zone="lead"))
    front.delete()

    clock.move_to(DUE, tick=False)

    assert publish_due(now=DUE) == (0, 1)
    assert "does not exist" in ScheduleFailure.objects.get(page_id=story.pk).reason
    assert not fresh(story).live


def test_plan_that_is_called_off_leaves_nothing_behind(editor: Client, clock: Any, story: StoryPage) -> None:
    home = Front.objects.get_or_create(section=None)[0]
    editor.post(address(story), answers(story, when="later", at=TEN, front=home.pk, zone="lead"))

    editor.post(reverse("unschedule_story", args=[story.pk]))

    assert not PublicationWish.objects.exists()
    clock.move_to(DUE, tick=False)
    assert publish_due(now=DUE) == (0, 0)
    editor.post(address(story), answers(story))
    assert fresh(story).live
    assert not FrontSlot.objects.exists()


def test_plan_is_replaced_by_another(editor: Client, clock: Any, story: StoryPage) -> None:
    home = Front.objects.get_or_create(section=None)[0]
    editor.post(address(story), answers(story, when="later", at=TEN, front=home.pk, zone="lead"))
    assert "Planned for" in editor.get(address(story)).content.decode()

    editor.post(address(story), answers(story, when="later", at="2026-05-01T11:00"))

    assert not PublicationWish.objects.exists()
    clock.move_to(DUE, tick=False)
    assert publish_due(now=DUE) == (0, 0)
    later = DUE + timedelta(hours=1)
    clock.move_to(later, tick=False)
    assert publish_due(now=later) == (1, 0)
    assert not FrontSlot.objects.exists()


def test_wish_of_a_plan_called_off_on_wagtails_screen_is_not_carried_out(
    editor: Client, story: StoryPage
) -> None:
    home = Front.objects.get_or_create(section=None)[0]
    editor.post(address(story), answers(story, when="later", at=TEN, front=home.pk, zone="lead"))
    revision = fresh(story).scheduled_revision
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[story.pk, revision.pk]))

    editor.post(address(story), answers(story))

    assert fresh(story).live
    assert not FrontSlot.objects.exists()
    assert not PublicationWish.objects.exists()


def test_who_may_not_change_fronts_is_not_asked_about_them(
    paper: Any, desk_of: Any, story: StoryPage
) -> None:
    client = Client()
    client.force_login(town_editor())
    home = Front.objects.get_or_create(section=None)[0]
    assert 'name="front"' not in client.get(address(story)).content.decode()

    client.post(address(story), answers(story, front=home.pk, zone="lead"))

    assert fresh(story).live
    assert not FrontSlot.objects.exists()
