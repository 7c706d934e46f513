"""Through the desk's own screens: buttons, bulk actions, and forms of records."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.models import Page

from dateline.archive.actions import import_document
from dateline.archive.choices import Outcome as ImportOutcome
from dateline.fronts.models import Front
from dateline.media.models import Picture
from dateline.paper.models import PaperSettings
from dateline.people.models import Contributor
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from tests.support.desk_forms import story_form
from tests.support.desk_work.dumps import dump_of
from tests.support.desk_work.names import SECTIONS
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody
from tests.support.desk_work.story_verbs import FEWEST

PUBLISH = {"action-publish": "1"}


class FormVerbs(Somebody):
    """What is sent by a browser, and what an import brings."""

    def _plain_story(self, **where: object) -> StoryPage:
        """Return a story whose body the form helper can send: running text only."""
        stories = [
            story
            for story in StoryPage.objects.filter(**where).order_by("pk")
            if story.body and {block.block_type for block in story.body} == {"paragraph"}
        ]
        if not stories:
            raise NothingToDoError
        return self.choices.pick(stories)

    def _section(self) -> SectionPage:
        return SectionPage.objects.get(slug=self.choices.pick(SECTIONS))

    @verb
    def write_in_form(self) -> None:
        other = self._plain_story()
        number = self.count + 1
        new = StoryPage(title=f"Form {number}", slug=f"form-{number}", body=other.body, language="en")
        data = {**story_form(new), **PUBLISH}
        for position in range(len(other.body)):
            data[f"body-{position}-id"] = ""
        self.send(f"/desk/pages/add/paper_stories/storypage/{self._section().pk}/", data)

    @weighty(2)
    def edit_in_form(self) -> None:
        story = self._plain_story(live=True)
        changes = {"text": f"The Grey Gulls met {self.choices.number(1, 9)} times."}
        if self.choices.chance(30):
            changes["title"] = f"{story.title} {self.choices.number(1, 9)}"
        self.send(f"/desk/pages/{story.pk}/edit/", {**story_form(story, **changes), **PUBLISH})

    @verb
    def revert_in_form(self) -> None:
        """Publish an earlier draft from its own screen."""
        story = self._plain_story(live=True)
        revision = self.any_of(story.revisions)
        old: Any = revision.as_object()
        if {block.block_type for block in old.body} != {"paragraph"}:
            raise NothingToDoError
        data = {**story_form(old), **PUBLISH, "revision": revision.pk}
        self.send(f"/desk/pages/{story.pk}/edit/", data)

    @verb
    def publish_an_old_revision(self) -> None:
        self.any_of(self.any_of(StoryPage).revisions).publish()

    @verb
    def unpublish_in_form(self) -> None:
        self.send(f"/desk/pages/{self.public_story().pk}/unpublish/")

    @verb
    def move_in_form(self) -> None:
        story, target = self.any_of(StoryPage), self._section()
        self.send(f"/desk/pages/{story.pk}/move/{target.pk}/confirm/")

    @verb
    def delete_in_form(self) -> None:
        story = self.any_of(StoryPage)
        if story.live and StoryPage.objects.public().count() <= FEWEST:
            raise NothingToDoError
        self.send(f"/desk/pages/{story.pk}/delete/")

    @verb
    def copy_in_form(self) -> None:
        story, number = self.any_of(StoryPage), self.count + 1
        data = {
            "new_title": f"Copy {number}",
            "new_slug": f"copy-{number}",
            "new_parent_page": self._section().pk,
            "publish_copies": "on",
        }
        self.send(f"/desk/pages/{story.pk}/copy/", data)

    @verb
    def bulk(self) -> None:
        action = self.choices.pick(("publish", "unpublish", "move", "delete"))
        wanted = {"publish": {"live": False}, "unpublish": {"live": True}}.get(action, {})
        stories = list(StoryPage.objects.filter(**wanted).order_by("pk"))
        if action in ("unpublish", "delete") and StoryPage.objects.public().count() <= FEWEST + 2:
            raise NothingToDoError
        chosen = self.choices.some(stories, most=2)
        if not chosen:
            raise NothingToDoError
        ids = "&".join(f"id={story.pk}" for story in chosen)
        data = {"chooser": self._section().pk, "include_descendants": "on"}
        self.send(f"/desk/bulk/wagtailcore/page/{action}/?{ids}&next=/desk/", data)

    @verb
    def unpublish_section_in_form(self) -> None:
        section = self.any_of(SectionPage.objects.exclude(slug__in=SECTIONS), live=True)
        self.send(f"/desk/pages/{section.pk}/unpublish/", {"include_descendants": "on"})

    @verb
    def reorder_in_tree(self) -> None:
        """Wagtail's own order of pages, which readers never see, between sections of equal rank neither."""
        page = self.any_of(Page.objects.filter(depth=3))
        address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
        self.send(f"{address}?position=0", done=(200,))

    @verb
    def edit_contributor_in_form(self) -> None:
        person = self.any_of(Contributor)
        address = reverse("people:edit", args=[person.pk])
        self.send(address, self.form(address, role_title=f"Mate {self.choices.number(1, 9)}"))

    @verb
    def edit_settings_in_form(self) -> None:
        address = reverse(
            "wagtailsettings:edit", args=["paper_paper", "papersettings", PaperSettings.objects.get().pk]
        )
        changes = {"tagline": f"In form {self.choices.number(1, 9)}", "imprint-count": 0, "social-count": 0}
        self.send(address, self.form(address, **changes))

    @verb
    def edit_picture_in_form(self) -> None:
        found = self.any_of(Picture)
        address = reverse("wagtailimages:edit", args=[found.pk])
        self.send(address, self.form(address, caption=f"In form {self.choices.number(1, 9)}"))

    @verb
    def edit_front_in_form(self) -> None:
        """Save the front editor's form: what stands there, the order changed, one added, one left out."""
        front, story = self.any_of(Front), self.public_story()
        rows = [(slot.story_id, slot.zone) for slot in front.slots.order_by("sort_order", "pk")]
        if story.pk not in {story_id for story_id, _zone in rows}:
            rows.append((story.pk, "secondary"))
        dropped = self.choices.number(0, len(rows)) - 1
        kept = [row for position, row in enumerate(rows) if position != dropped][::-1]
        form = {
            "story": [story_id for story_id, _zone in kept],
            "zone": [zone for _story_id, zone in kept],
            "until": ["" for _row in kept],
            "seen": front.latest_revision_id or 0,
            "save": "1",
        }
        self.send(reverse("fronts:edit", args=[front.pk]), form)

    @weighty(2)
    def import_dump(self) -> None:
        number = self.choices.number(1, 3)
        dump = dump_of(f"Dump {number} of the old port", day=number, words=self.choices.number(1, 3))
        outcome = import_document(dump=dump, language="en", at=self.now())
        if outcome.outcome not in (ImportOutcome.CREATED, ImportOutcome.UPDATED):
            raise NothingToDoError
