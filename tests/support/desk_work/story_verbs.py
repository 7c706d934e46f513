"""Stories: every kind of publication, and what else happens to them."""

from __future__ import annotations

from datetime import timedelta

from dateline.fronts.models import FrontSlot
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.sections.models import SectionPage, Series
from dateline.stories.models import Byline, RelatedStory, StoryPage
from tests.factories.stories import contributor, draft, picture, topic
from tests.support.desk_work.base import DeskBase
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty

NAMES = ("Ada Brook", "Ben Tide", "Cora Quay")
TOPICS = ("Harbour", "Ferries", "Weather")
SECTIONS = ("town", "sea", "opinion", "meanwhile")
LINKING = '<p>The Grey Gulls met. See <a linktype="page" id="{}">that</a>.</p>'
FEWEST = 4


class StoryVerbs(DeskBase):
    """What is done to one story, through the actions that every door leads to."""

    @weighty(3)
    def publish_new(self) -> None:
        choices, number = self.choices, self.count + 1
        story = draft(
            f"Story {number} of the harbour",
            slug=f"story-{number}",
            within=choices.pick(SECTIONS),
            by=choices.some(NAMES, most=2),
            topics=choices.some(TOPICS, most=2),
            label=choices.pick(("", "", "opinion")),
            lead_picture=picture(credit="Pharos") if choices.chance(40) else None,
            standfirst="What the Grey Gulls did.",
            body=[
                ("paragraph", LINKING.format(self._other())),
                ("paragraph", "<p>They lefft again.</p>"),
            ],
            series=Series.objects.first() if choices.chance(30) else None,
        )
        publish_page(page=story, by=None)

    def _other(self) -> int:
        other = StoryPage.objects.filter(live=True).order_by("pk").last()
        return other.pk if other else SectionPage.objects.get(slug="town").pk

    @verb
    def mend_typo(self) -> None:
        story = self.any_of(StoryPage, live=True, body_text__contains="lefft")
        value = story.body[1].value
        story.body[1].value = type(value)(value.source.replace("lefft", "left"))
        publish_page(page=story, by=None, kind="typo")

    @verb
    def change_headline(self) -> None:
        story = self.public_story()
        story.title += " again"
        publish_page(page=story, by=None, kind="update")

    @weighty(2)
    def publish_with_notice(self) -> None:
        kind = self.choices.pick(("correction", "clarification", "note", "apology", "retraction"))
        story = self.public_story()
        story.body.append(("paragraph", f"<p>It was {self.choices.number(1, 99)}.</p>"))
        publish_page(page=story, by=None, kind=kind, summary="We had left out the number.")

    @verb
    def unpublish(self) -> None:
        unpublish_page(page=self.public_story(), by=None)

    @verb
    def publish_again(self) -> None:
        publish_page(page=self.any_of(StoryPage, live=False), by=None)

    @verb
    def take_down(self) -> None:
        if StoryPage.objects.public().count() <= FEWEST:
            raise NothingToDoError
        take_down(
            page=self.public_story(),
            by=None,
            reason=RemovalReason.LEGAL,
            text="By order.",
            shows_text=self.choices.chance(50),
            withholds_content=self.choices.chance(50),
        )

    @verb
    def rename(self) -> None:
        story = self.public_story()
        story.slug = f"renamed-{self.choices.number(1, 5)}"
        publish_page(page=story, by=None)

    @verb
    def change_date(self) -> None:
        story = self.public_story()
        story.published_at = story.public_since - timedelta(days=self.choices.pick((1, 40, 400)))
        publish_page(page=story, by=None)

    @verb
    def refile(self) -> None:
        self.any_of(StoryPage).move(self.any_of(SectionPage, live=True), pos="last-child")

    @verb
    def change_topics(self) -> None:
        story = self.public_story()
        story.topics.set([topic(name) for name in self.choices.some(TOPICS, most=3)])
        publish_page(page=story, by=None)

    @verb
    def change_bylines(self) -> None:
        story = self.public_story()
        names = self.choices.some(NAMES, most=2)
        story.bylines.set([Byline(contributor=contributor(name), role="words") for name in names])
        publish_page(page=story, by=None)

    @verb
    def change_lead(self) -> None:
        story = self.public_story()
        story.lead_picture = picture() if story.lead_picture is None else None
        publish_page(page=story, by=None)

    @verb
    def join_series(self) -> None:
        story = self.public_story()
        story.series = None if story.series_id else self.any_of(Series)
        publish_page(page=story, by=None)

    @verb
    def choose_related(self) -> None:
        story, other = self.public_story(), self.any_of(StoryPage, live=True)
        if story == other:
            raise NothingToDoError
        story.chosen_related.set([RelatedStory(target=other)])
        publish_page(page=story, by=None)

    @verb
    def delete_story(self) -> None:
        if StoryPage.objects.public().count() <= FEWEST:
            raise NothingToDoError
        story = self.any_of(StoryPage)
        FrontSlot.objects.filter(story=story).delete()
        story.delete()

    @verb
    def save_draft(self) -> None:
        story = self.public_story()
        story.title = "Nobody may see this"
        story.save_revision()
