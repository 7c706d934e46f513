"""The publishing dialog: as what, when, and where on the front, in one step."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from dateline.corrections.choices import RECORDED_KINDS, Placement
from dateline.corrections.models import Correction
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front
from dateline.publishing.choices import CHANGE_KINDS
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local
from dateline.stories.models import StoryPage
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.story_verbs import FEWEST
from tests.support.desk_work.time_verbs import TimeVerbs


class DialogVerbs(TimeVerbs):
    """What is answered in the dialog, now or for a later moment."""

    @weighty(2)
    def publish_in_dialog(self) -> None:
        self._answer(when="now")

    @verb
    def plan_in_dialog(self) -> None:
        self._answer(when="later", at=f"{local(self.soon()):%Y-%m-%dT%H:%M}")

    @weighty(2)
    def correct_in_dialog(self) -> None:
        """Correct a number, now or later, and say so for the record."""
        if self.choices.chance(30):
            self._answer(kind="correction", when="later", at=f"{local(self.soon()):%Y-%m-%dT%H:%M}")
        else:
            self._answer(kind=str(self.choices.pick(RECORDED_KINDS)), when="now")

    @weighty(2)
    def amend_correction(self) -> None:
        record = self.any_of(Correction)
        story = self.any_of(StoryPage, uuid=record.version.publication_id)
        words = {"wrong": f"The note said {self.choices.number(1, 9)}.", "right": "It was one more."}
        self.send(reverse("corrections:amend", args=[story.pk, record.pk]), words)

    @verb
    def call_off_plan(self) -> None:
        story = self.any_of(StoryPage, _revisions__approved_go_live_at__isnull=False)
        self.send(reverse("unschedule_story", args=[story.pk]))

    @verb
    def take_down_at_the_desk(self) -> None:
        if StoryPage.objects.public().count() <= FEWEST:
            raise NothingToDoError
        story = self.any_of(StoryPage, version_number__gt=0)
        answers = {"reason": "safety", "text": "It had to go.", "sure": "on"}
        if not story.live or self.choices.chance(50):
            answers["withholds"] = "on"
        self.send(reverse("take_down_story", args=[story.pk]), answers)

    @verb
    def withhold_a_version(self) -> None:
        story = self.any_of(StoryPage, version_number__gt=1)
        kept = PublishedVersion.objects.filter(publication=story.uuid, number__lt=story.version_number)
        numbers = list(kept.filter(content__isnull=False).values_list("number", flat=True))
        if not numbers:
            raise NothingToDoError
        answers: dict[str, Any] = {"versions": [self.choices.pick(numbers)], "reason": "safety", "sure": "on"}
        said = kept.filter(sentence_withholding=None, withholding=None).exclude(summary="")
        if (sentences := list(said.values_list("number", flat=True))) and self.choices.chance(50):
            answers["sentences"] = [self.choices.pick(sentences)]
        self.send(reverse("withhold_versions", args=[story.uuid]), answers, done=(200,))

    def _answer(self, **when: str) -> None:
        story = self.any_of(StoryPage)
        draft: Any = story.get_latest_revision_as_object()
        draft.standfirst = f"Said in the dialog, {self.choices.number(1, 9)}."
        revision = draft.save_revision()
        answers: dict[str, Any] = {"revision": revision.pk, "summary": "It was not so.", **when}
        if "kind" not in when:
            answers["kind"] = str(self.choices.pick(CHANGE_KINDS))
        answers |= {"wrong": "We wrote nothing.", "right": f"It is {self.choices.number(1, 9)}."}
        answers |= {"noticed_by": "reader", "placement": self.choices.pick(Placement.values)}
        if self.choices.chance(60):
            answers |= {"front": self.any_of(Front).pk, "zone": self.choices.pick(Zone.values)}
        self.send(reverse("publish_story", args=[story.pk]), answers)
