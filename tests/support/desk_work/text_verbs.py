"""What stories are made of: fields, blocks, links to other records."""

from __future__ import annotations

from typing import Any

from wagtail.documents.models import Document

from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.sections.models import Series
from dateline.stories.actions import relate_stories
from dateline.stories.models import Byline, RelatedStory, StoryPage
from tests.factories.stories import contributor, picture, topic
from tests.support.desk_work.names import NAMES, TOPICS
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody

FIELDS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("kicker", ("", "At sea", "Again")),
    ("short_headline", ("", "In short", "Shorter")),
    ("standfirst", ("", "What the Grey Gulls did.", "And what they did not.")),
    ("label", ("", "opinion", "analysis")),
    ("language", ("en", "ru")),
    ("content_note", ("", "Strong words.")),
    ("age_rating", ("", "18+")),
    ("legal_labels", ("", "off")),
    ("dateline_place", ("", "Old port")),
    ("lead_caption", ("", "Seen from the pier")),
    ("lead_credit", ("", "Pharos")),
    ("search_description", ("", "For machines")),
)


class TextVerbs(Somebody):
    """Changes of a public story's content, each published."""

    @verb
    def mend_typo(self) -> None:
        misspelled = [story.pk for story in StoryPage.objects.public() if "lefft" in story.body_text]
        story = self.any_of(StoryPage, live=True, pk__in=misspelled)
        value = story.body[1].value
        story.body[1].value = type(value)(value.source.replace("lefft", "left"))
        publish_page(page=story, by=None, kind="typo")

    @verb
    def relate(self) -> None:
        """Work out again which stories are related, as after an import."""
        relate_stories(ids=[story.pk for story in StoryPage.objects.public()])

    @verb
    def change_headline(self) -> None:
        story = self.public_story()
        story.title += " again"
        publish_page(page=story, by=None, kind="update")

    @verb
    def liken_headline(self) -> None:
        """Let two stories tell of the same, so that each is nearer to the other than it was."""
        story, other = self.public_story(), self.public_story()
        if story == other or other.title in story.title:
            raise NothingToDoError
        story.title = f"{other.title} {self.choices.number(1, 9)}"
        publish_page(page=story, by=None, kind="update")

    @weighty(2)
    def change_field(self) -> None:
        name, values = self.choices.pick(FIELDS)
        story = self.public_story()
        setattr(story, name, self.choices.pick(values))
        publish_page(page=story, by=None)

    @weighty(2)
    def add_block(self) -> None:
        story = self.public_story()
        story.body.append(self._block())
        publish_page(page=story, by=None)

    def _block(self) -> tuple[str, Any]:
        kind = self.choices.pick(
            ("picture", "gallery", "related_story", "document", "fact_box", "subheading")
        )
        if kind == "picture":
            return kind, {"picture": self._picture(), "caption": ""}
        if kind == "gallery":
            pictures = [{"picture": self._picture(), "caption": ""}, {"picture": picture(), "caption": "Two"}]
            return kind, {"title": "Piers", "pictures": pictures}
        if kind == "related_story":
            return kind, {"story": self.public_story()}
        if kind == "document":
            return kind, {"document": self.any_of(Document), "title": ""}
        if kind == "fact_box":
            return kind, {"title": "Who", "text": "<p>The Grey Gulls and Pharos.</p>"}
        return kind, "Later that day"

    def _picture(self) -> Picture:
        return self.any_of(Picture) if Picture.objects.exists() else picture()

    @verb
    def drop_block(self) -> None:
        story = self.public_story()
        if len(story.body) < 3:
            raise NothingToDoError
        del story.body[self.choices.number(1, len(story.body) - 1)]
        publish_page(page=story, by=None)

    @verb
    def change_topics(self) -> None:
        story = self.public_story()
        story.topics.set([topic(name) for name in self.choices.some(TOPICS, most=3)])
        publish_page(page=story, by=None)

    @verb
    def change_bylines(self) -> None:
        story, role = self.public_story(), self.choices.pick(("words", "photos"))
        people = [contributor(name) for name in self.choices.some(NAMES, most=2)]
        people += self.choices.some(list(Contributor.objects.exclude(name__in=NAMES).order_by("pk")), most=1)
        # Somebody who was renamed meanwhile is found in both ways.
        both = {person.pk: person for person in people}.values()
        story.bylines.set([Byline(contributor=person, role=role) for person in both])
        publish_page(page=story, by=None)

    @verb
    def change_lead(self) -> None:
        story = self.public_story()
        other = self.any_of(Picture) if self.choices.chance(50) else picture(credit="Pharos")
        story.lead_picture = other if story.lead_picture is None else None
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
    def await_related(self) -> None:
        """Name a related story that only an import will bring."""
        story = self.public_story()
        headline = f"Dump {self.choices.number(1, 3)} of the old port"
        story.chosen_related.set([RelatedStory(wanted_headline=headline, wanted_section="Sea")])
        publish_page(page=story, by=None)
