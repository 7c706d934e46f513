"""Stories: every kind of publication, and every way in which a story comes and goes."""

from __future__ import annotations

from datetime import timedelta

from dateline.fronts.models import FrontSlot
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.sections.models import SectionPage, Series
from dateline.stories.models import StoryPage
from tests.factories.stories import draft, picture
from tests.support.desk_work.names import NAMES, RENAMED, SECTIONS, TOPICS
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody

LINKING = '<p>The Grey Gulls met. See <a linktype="page" id="{}">that</a>.</p>'
FEWEST = 4


class StoryVerbs(Somebody):
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
        """Return a page to link to, now and then one that nobody can see."""
        pages = StoryPage.objects.all() if self.choices.chance(40) else StoryPage.objects.filter(live=True)
        found = list(pages.order_by("pk")) or list(SectionPage.objects.order_by("pk"))
        return self.choices.pick(found).pk

    @verb
    def write_draft(self) -> None:
        number = self.count + 1
        draft(f"Draft {number}", slug=f"draft-{number}", within=self.choices.pick(SECTIONS))

    @weighty(2)
    def publish_with_notice(self) -> None:
        kind = self.choices.pick(("correction", "clarification", "note", "apology", "retraction"))
        story = self.public_story()
        if self.choices.chance(40):
            # Words that were marked go, or move.
            story.body.pop(len(story.body) - 1)
        story.body.append(("paragraph", f"<p>It was {self.choices.number(1, 99)}.</p>"))
        publish_page(page=story, by=None, kind=kind, summary="We had left out the number.")

    @weighty(2)
    def unpublish(self) -> None:
        unpublish_page(page=self.public_story(), by=None)

    @weighty(3)
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
        story.slug = self.choices.pick(RENAMED)
        publish_page(page=story, by=None)

    @weighty(2)
    def change_date(self) -> None:
        story = self.public_story()
        story.published_at = story.public_since - timedelta(days=self.choices.pick((1, 40, 400)))
        publish_page(page=story, by=None)

    @verb
    def refile(self) -> None:
        self.any_of(StoryPage).move(self.any_of(SectionPage, live=True), pos="last-child")

    @verb
    def delete_story(self) -> None:
        story = self.any_of(StoryPage)
        if story.live and StoryPage.objects.public().count() <= FEWEST:
            raise NothingToDoError
        if self.choices.chance(50):
            FrontSlot.objects.filter(story=story).delete()
        story.delete()

    @verb
    def save_draft(self) -> None:
        story = self.public_story()
        story.title = "Nobody may see this"
        story.save_revision()
