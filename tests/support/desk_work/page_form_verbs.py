"""More ways in which Wagtail changes pages: the workflow, the desk's own API, locks, privacy."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.models import Locale, Page, Revision, TaskState

from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.support.desk_forms import story_form
from tests.support.desk_work.form_verbs import FormVerbs
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import EDITOR
from tests.support.desk_work.story_verbs import FEWEST

API_ACTIONS = (
    "publish",
    "unpublish",
    "move",
    "copy",
    "delete",
    "revert_to_page_revision",
    "create_alias",
    "convert_alias",
    "copy_for_translation",
)


class PageFormVerbs(FormVerbs):
    """What browsers send about pages besides their edit forms."""

    @weighty(2)
    def hand_in(self) -> None:
        """Submit a story to the workflow, and now and then let nobody look at it for the moment."""
        story = self._plain_story()
        changes = {"text": f"The Grey Gulls were checked {self.choices.number(1, 9)} times."}
        if self.choices.chance(30):
            changes["title"] = f"{story.title} {self.choices.number(1, 9)}"
        self.send(
            reverse("wagtailadmin_pages:edit", args=[story.pk]),
            {**story_form(story, **changes), "action-submit": "1"},
        )
        if not self.choices.chance(30):
            self._approve(story)

    @weighty(3)
    def judge_in_workflow(self) -> None:
        """Approve or reject what waits. The last approval publishes."""
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk")
        state = self.choices.pick(list(waiting))
        story = StoryPage.objects.get(pk=state.workflow_state.object_id)
        if self.choices.chance(30):
            self._judge(story, "reject", state)
        else:
            self._approve(story)

    def _approve(self, story: StoryPage) -> None:
        # The copy desk, then an editor; more steps than a workflow has would not end.
        for _step in range(3):
            state = Page.objects.get(pk=story.pk).current_workflow_task_state
            if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
                return
            self._judge(story, "approve", state)

    def _judge(self, story: StoryPage, action: str, state: Any) -> None:
        address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, action, state.pk])
        self.send(address, {"comment": "Well."})

    @weighty(2)
    def act_through_api(self) -> None:
        """What the desk's own scripts may ask for."""
        action = self.choices.pick(API_ACTIONS)
        page = self.any_of(SectionPage) if self.choices.chance(15) else self.any_of(StoryPage)
        if action in ("unpublish", "delete") and StoryPage.objects.public().count() <= FEWEST:
            raise NothingToDoError
        russian = Locale.objects.filter(language_code="ru").first()
        # Wagtail itself fails for a language that the page has already.
        if action == "copy_for_translation" and (russian is None or page.has_translation(russian)):
            raise NothingToDoError
        data: dict[str, Any] = {
            "move": {"destination_page_id": self._section().pk, "position": "last-child"},
            "copy": {"keep_live": True, "slug": f"api-copy-{self.count}"},
            "create_alias": {"update_slug": f"alias-{self.count}"},
            "copy_for_translation": {"locale": "ru", "copy_parents": self.choices.chance(50)},
            "revert_to_page_revision": {"revision_id": page.latest_revision_id},
        }.get(action, {})
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        self.send(address, data, done=(200, 201, 204), content_type="application/json")

    @verb
    def lock_or_unlock(self) -> None:
        page = self.any_of(StoryPage)
        name = "unlock" if page.locked else "lock"
        self.send(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {"next": "/desk/"})

    @verb
    def ask_for_privacy(self) -> None:
        """Wagtail's own "only for …" of a page, which the desk refuses: a public paper does not have it."""
        page = self.any_of(Page.objects.filter(depth__gt=2))
        restriction = self.choices.pick(("none", "login"))
        self.send(
            reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
            {"restriction_type": restriction, "password": ""},
            done=(200, 302),
        )

    @verb
    def withdraw_schedule(self) -> None:
        """Take back the time at which a draft would have been published."""
        revision = self.any_of(Revision.page_revisions.exclude(approved_go_live_at=None))
        address = "wagtailadmin_pages:revisions_unschedule"
        self.send(reverse(address, args=[revision.object_id, revision.pk]))

    @verb
    def rename_user(self) -> None:
        """Give an account another name: the editor's, or that of somebody whose name is in a byline."""
        if self.choices.chance(50):
            person = User.objects.get(username=EDITOR)
        else:
            person, _new = User.objects.get_or_create(username="ada", email="ada@harbour.example")
        address = reverse("wagtailusers_users:edit", args=[person.pk])
        changes: dict[str, Any] = {"first_name": "Ada", "last_name": f"Brook {self.choices.number(1, 9)}"}
        self.send(address, self.form(address, **changes, email=person.email))
