"""Every door through which Wagtail publishes: recorded once, or refused with a message and the text kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from dateline.publishing.models import Publication
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.papers import section
from tests.factories.stories import draft, published
from tests.support.desk_forms import page_form, story_form
from tests.support.watching import Watch, fresh


def edit_url(page: Any) -> str:
    return f"/desk/pages/{page.pk}/edit/"


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def changed_draft(story: StoryPage, text: str = "The ferry sails at noon.") -> Any:
    """Save a draft with another first paragraph and return its revision."""
    page = fresh(story)
    page.body[0].value.source = f"<p>{text}</p>"
    return page.save_revision()


class TestEditor:
    """Buttons on the edit screen."""

    def test_publish_button_records_one_version(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            data = story_form(story, text="The ferry sails at noon.")
            response = desk.post(edit_url(story), {**data, "action-publish": "1"})

        assert response.status_code == 302, response.context["form"].errors
        assert seen.events == ["story.published"]
        assert seen.kinds == ["update"]
        assert seen.versions[0].user_name == "Anna Orlova"
        assert "at noon" in fresh(story).body_text

    def test_publish_on_the_create_screen_records_one_version(self, desk: Client, story: StoryPage) -> None:
        new = StoryPage(title="Harbor wall repaired", slug="harbor-wall", body=story.body, language="en")
        with Watch() as seen:
            response = desk.post(
                f"/desk/pages/add/paper_stories/storypage/{section().pk}/",
                {**story_form(new), "action-publish": "1"},
            )

        assert response.status_code == 302, response.context["form"].errors
        assert seen.events == ["story.published"]
        assert seen.kinds == ["new"]

    @pytest.mark.parametrize("is_json", [False, True])
    def test_saving_a_draft_of_a_public_story_records_nothing(
        self, desk: Client, story: StoryPage, is_json: bool
    ) -> None:
        headers = {"Accept": "application/json"} if is_json else {}
        with Watch() as seen:
            response = desk.post(
                edit_url(story), story_form(story, text="Quite another text."), headers=headers
            )

        assert response.status_code == (200 if is_json else 302)
        assert seen.is_empty
        assert "another" not in fresh(story).body_text
        assert fresh(story).has_unpublished_changes

    def test_autosave_over_the_same_revision_records_nothing(self, desk: Client, story: StoryPage) -> None:
        json = {"Accept": "application/json"}
        first = desk.post(edit_url(story), story_form(story, text="One."), headers=json).json()
        with Watch() as seen:
            data = {**story_form(story, text="Two."), "overwrite_revision_id": first["revision_id"]}
            answer = desk.post(edit_url(story), data, headers=json)

        assert answer.json()["success"]
        assert seen.is_empty
        assert "Two." in fresh(story).get_latest_revision_as_object().body[0].value.source

    def test_refused_on_the_form_says_why_beside_the_field_and_keeps_the_text(
        self, desk: Client, story: StoryPage
    ) -> None:
        data = story_form(story, text="Kept words 12.", change_kind="typo")
        with Watch() as seen:
            response = desk.post(edit_url(story), {**data, "action-publish": "1"})

        assert response.status_code == 200
        assert "more than a typo" in str(response.context["form"].errors["change_kind"])
        assert "Kept words 12." in response.content.decode()
        assert seen.is_empty

    def test_refused_on_the_create_screen_says_why_and_keeps_the_text(
        self, desk: Client, story: StoryPage
    ) -> None:
        new = StoryPage(
            title="Same slug",
            slug=story.slug,
            published_at=story.published_at,
            body=story.body,
            language="en",
        )
        response = desk.post(
            f"/desk/pages/add/paper_stories/storypage/{section().pk}/",
            {**story_form(new, text="Kept words."), "action-publish": "1"},
        )

        assert "has or had this address" in str(response.context["form"].errors["slug"])
        assert "Kept words." in response.content.decode()

    def test_byline_added_on_a_refused_form_is_not_doubled_by_the_next(
        self, desk: Client, story: StoryPage
    ) -> None:
        data = story_form(story)
        data.update({"bylines-TOTAL_FORMS": 2, "bylines-1-contributor": story.bylines.get().contributor_id})
        data.update(
            {"bylines-1-role": "photos", "bylines-1-id": "", "bylines-1-ORDER": 2, "bylines-1-DELETE": ""}
        )
        response = desk.post(edit_url(story), {**data, "action-publish": "1"})

        assert response.status_code == 302
        assert [byline.role for byline in fresh(story).bylines.all()] == ["words", "photos"]

    def test_revert_and_publish_records_one_version(self, desk: Client, story: StoryPage) -> None:
        old = story.latest_revision
        changed_draft(story).publish()
        with Watch() as seen:
            data = {**story_form(story), "action-publish": "1", "revision": old.pk}
            response = desk.post(f"/desk/pages/{story.pk}/revisions/{old.pk}/revert/", data)
            if response.status_code != 302:
                response = desk.post(edit_url(story), data)

        assert response.status_code == 302
        assert seen.events == ["story.published"]
        assert "sails again" in fresh(story).body_text

    def test_commenting_on_a_public_story_records_nothing(self, desk: Client, story: StoryPage) -> None:
        comment = {
            "text": "Is this right?",
            "contentpath": "title",
            "position": "",
            "id": "",
            "resolved": "",
            "DELETE": "",
            "replies-TOTAL_FORMS": 0,
            "replies-INITIAL_FORMS": 0,
            "replies-MIN_NUM_FORMS": 0,
            "replies-MAX_NUM_FORMS": 0,
        }
        data = story_form(story) | {f"comments-0-{name}": value for name, value in comment.items()}
        with Watch() as seen:
            response = desk.post(edit_url(story), {**data, "comments-TOTAL_FORMS": 1})

        assert response.status_code == 302
        assert story.wagtail_admin_comments.count() == 1
        assert seen.is_empty

    def test_locking_and_unlocking_records_nothing(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            desk.post(f"/desk/pages/{story.pk}/lock/")
            was_locked = fresh(story).locked
            desk.post(f"/desk/pages/{story.pk}/unlock/")

        assert was_locked
        assert not fresh(story).locked
        assert seen.is_empty

    def test_unpublish_button_records_one_entry(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            desk.post(f"/desk/pages/{story.pk}/unpublish/")

        assert seen.events == ["story.unpublished"]
        assert seen.versions == []
        assert not fresh(story).live

    @pytest.mark.parametrize("include_descendants", [False, True])
    def test_unpublishing_a_section_with_stories(
        self, desk: Client, story: StoryPage, include_descendants: bool
    ) -> None:
        data = {"include_descendants": "on"} if include_descendants else {}
        with Watch() as seen:
            response = desk.post(f"/desk/pages/{section().pk}/unpublish/", data)

        assert response.status_code == 302
        if include_descendants:
            assert seen.events == ["story.unpublished", "section.unpublished"]
        else:
            assert seen.is_empty
            assert "holds 1 public pages" in said(response)
            assert section().live

    def test_section_form_refuses_a_reserved_address(self, desk: Client, story: StoryPage) -> None:
        address = edit_url(section())
        response = desk.post(address, page_form(desk, address, slug="archive", **{"action-publish": "1"}))

        assert "needs the address /archive/" in str(response.context["form"].errors["slug"])


class TestBulk:
    """Many pages at once."""

    def bulk(self, desk: Client, action: str, *pages: Any, **data: str) -> Any:
        ids = "&".join(f"id={page.pk}" for page in pages)
        return desk.post(f"/desk/bulk/wagtailcore/page/{action}/?{ids}&next=/desk/", data)

    def test_publish_records_each(self, desk: Client, story: StoryPage, unpublished: StoryPage) -> None:
        changed_draft(story)
        with Watch() as seen:
            response = self.bulk(desk, "publish", story, unpublished)

        assert response.status_code == 302
        assert sorted(seen.kinds) == ["new", "update"]
        assert len(seen.entries) == 2

    def test_publish_with_one_refused_publishes_none_and_says_why(
        self, desk: Client, story: StoryPage, unpublished: StoryPage
    ) -> None:
        empty = draft("No text", body=[])
        with Watch() as seen:
            response = self.bulk(desk, "publish", unpublished, empty)

        assert response.status_code == 302
        assert "A story needs a text." in said(response)
        assert seen.is_empty
        assert not fresh(unpublished).live

    def test_publish_again_repeats_no_notice(self, desk: Client, story: StoryPage) -> None:
        page = fresh(story)
        page.title, page.change_kind, page.change_summary = "Ferry late", "correction", "It is late."
        page.save_revision().publish()
        with Watch() as seen:
            self.bulk(desk, "publish", story)

        assert seen.is_empty

    def test_unpublish_records_each(self, desk: Client, story: StoryPage) -> None:
        other = published("Second story")
        with Watch() as seen:
            self.bulk(desk, "unpublish", story, other)

        assert seen.events == ["story.unpublished"] * 2
        assert {fresh(page).live for page in (story, other)} == {False}
        assert set(Publication.objects.filter(content_type="story").values_list("status", flat=True)) == {
            "unpublished"
        }

    def test_delete_records_each_and_keeps_the_record(self, desk: Client, story: StoryPage) -> None:
        other = published("Second story")
        with Watch() as seen:
            self.bulk(desk, "delete", story, other)

        assert seen.events == ["story.deleted"] * 2
        assert not StoryPage.objects.exists()
        assert Publication.objects.get(pk=story.uuid).versions.count() == 1

    def test_move_records_each(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            self.bulk(desk, "move", story, chooser=str(section("sea").pk))

        assert seen.events == ["story.published"]
        assert fresh(story).section.slug == "sea"


class TestWorkflow:
    """Moderation: the last approval publishes."""

    @pytest.fixture
    def workflow(self, paper: Any) -> Any:
        workflow = Workflow.objects.create(name="Editors")
        task = GroupApprovalTask.objects.create(name="Read")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        return workflow

    @pytest.fixture
    def submitted(self, workflow: Any, story: StoryPage, editor: User) -> Any:
        changed_draft(story)
        return workflow.start(fresh(story), editor)

    def test_approval_records_one_version_by_the_approver(self, submitted: Any, editor: User) -> None:
        state = submitted.current_task_state
        with Watch() as seen:
            state.task.specific.on_action(state, editor, "approve")

        assert seen.events == ["story.published"]
        assert seen.versions[0].user_id == editor.pk

    def test_rejection_records_nothing(self, submitted: Any, editor: User) -> None:
        state = submitted.current_task_state
        with Watch() as seen:
            state.task.specific.on_action(state, editor, "reject")

        assert seen.is_empty

    def test_approval_that_is_refused_leaves_the_workflow_open(
        self, desk: Client, workflow: Any, story: StoryPage, editor: User
    ) -> None:
        page = fresh(story)
        page.title, page.change_kind = "Ferry late", "correction"
        page.save_revision()
        state = workflow.start(fresh(story), editor).current_task_state
        with Watch() as seen:
            response = desk.post(
                f"/desk/pages/workflow/action/{story.pk}/approve/{state.pk}/", {"comment": ""}
            )

        state.refresh_from_db()
        assert response.status_code == 302
        assert "Tell readers what changed" in said(response)
        assert state.status == "in_progress"
        assert seen.is_empty


class TestSchedule:
    """Times set in the form, carried out by our worker or by Wagtail's command."""

    @pytest.fixture
    def due(self, desk: Client, story: StoryPage) -> StoryPage:
        soon = timezone.now() + timedelta(minutes=5)
        data = story_form(story, text="Sails on schedule.", go_live_at=soon.strftime("%Y-%m-%d %H:%M:%S"))
        with Watch() as seen:
            response = desk.post(edit_url(story), {**data, "action-publish": "1"})
        assert response.status_code == 302, response.context["form"].errors
        assert seen.is_empty
        story.revisions.filter(approved_go_live_at__isnull=False).update(
            approved_go_live_at=timezone.now() - timedelta(seconds=1)
        )
        return story

    def _bring_forward(self, story: StoryPage) -> None:
        revision = story.revisions.get(approved_go_live_at__isnull=False)
        revision.content["go_live_at"] = (timezone.now() - timedelta(seconds=1)).isoformat()
        revision.save()

    @pytest.mark.parametrize("command", ["publish_scheduled", publish_scheduled.Command()])
    def test_command_records_one_version(self, due: StoryPage, editor: User, command: Any) -> None:
        self._bring_forward(due)
        with Watch() as seen:
            call_command(command, verbosity=0)

        assert seen.events == ["story.published"]
        assert seen.versions[0].user_id == editor.pk
        assert "on schedule" in fresh(due).body_text

    @pytest.mark.parametrize("command", ["publish_scheduled", publish_scheduled.Command()])
    def test_command_unpublishes_what_has_expired(self, story: StoryPage, command: Any) -> None:
        StoryPage.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        with Watch() as seen:
            call_command(command, verbosity=0)

        assert seen.events == ["story.unpublished"]
        assert fresh(story).expired
        assert not fresh(story).live

    def test_scheduling_a_draft_older_than_the_first_publication_keeps_the_story_public(
        self, paper: Any
    ) -> None:
        page = draft("Two drafts")
        first = page.save_revision()
        page.save_revision()
        first.publish()
        page = fresh(page).get_latest_revision_as_object()
        page.go_live_at = timezone.now() + timedelta(hours=1)
        with Watch() as seen:
            page.save_revision().publish()

        assert fresh(page).live
        assert seen.is_empty
