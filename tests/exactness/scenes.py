"""Short scenes for what random work seldom comes to, each a verb or two that only the study uses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from dateline.archive.actions import import_document
from dateline.archive.choices import ListKind
from dateline.archive.models import OldAddress
from dateline.archive.old.actions import Old, forget_addresses, keep_addresses, keep_patterns
from dateline.archive.rules import AddressRule
from dateline.entities.models import EntityName
from dateline.fronts.models import HomePage
from dateline.media.models import Picture
from dateline.media.queries import missing_rungs
from dateline.media.tasks import make_renditions_task
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.sections.models import SectionPage
from dateline.stories.models import RelatedStory, StoryPage
from dateline.stories.nearness import KEPT
from dateline.stories.queries import HEAD
from tests.exactness.awaiting_scenes import AwaitingScenes
from tests.factories.stories import draft, published
from tests.support.desk_work.dumps import dump_of
from tests.support.desk_work.outcome import NothingToDoError

LEADING = "/about-us.html"
LONG_AGO = datetime(2009, 5, 3, 12, 0, tzinfo=UTC)


class Scenes(AwaitingScenes):
    """The desk with a few things more that it can be told to do."""

    def pass_time(self) -> None:
        """Let seconds pass between two steps, also where they are done faster: pages say when."""
        assert self.clock is not None
        self.clock.move(timedelta(seconds=2))

    def hide_what_others_name(self) -> None:
        """Withdraw a story that two others name, each in its way, and are not like otherwise."""
        number = self.count + 1
        named = draft(f"Named {number}", slug=f"named-{number}", within="sea")
        publish_page(page=named, by=None)
        choosing = draft(f"Choosing {number}", slug=f"choosing-{number}", within="town")
        choosing.chosen_related.set([RelatedStory(target=named)])
        publish_page(page=choosing, by=None)
        body = [("paragraph", "<p>See below.</p>"), ("related_story", {"story": named})]
        publish_page(page=draft(f"Setting {number}", slug=f"setting-{number}", body=body), by=None)
        unpublish_page(page=StoryPage.objects.get(pk=named.pk), by=None)

    def show_it_again(self) -> None:
        """Publish what was withdrawn, and nothing else."""
        hidden = StoryPage.objects.filter(live=False, slug__startswith="named-").order_by("pk").last()
        if hidden is None:
            raise NothingToDoError
        publish_page(page=hidden, by=None)

    def name_a_draft(self) -> None:
        """Publish two stories that name one which was never public, each in its way."""
        number = self.count + 1
        named = draft(f"Expected {number}", slug=f"expected-{number}", within="sea")
        choosing = draft(f"Expecting {number}", slug=f"expecting-{number}", within="town")
        choosing.chosen_related.set([RelatedStory(target=named)])
        publish_page(page=choosing, by=None)
        body = [("paragraph", "<p>More soon.</p>"), ("related_story", {"story": named})]
        publish_page(page=draft(f"Foretelling {number}", slug=f"foretelling-{number}", body=body), by=None)

    def publish_the_named(self) -> None:
        """Publish a draft that public stories name."""
        named = StoryPage.objects.filter(live=False, slug__startswith="expected-").order_by("pk").last()
        if named is None:
            raise NothingToDoError
        publish_page(page=named, by=None)

    def keep_a_form_with_a_query(self) -> None:
        """Let addresses of a form lead that have the path of a page of ours, before any such is known."""
        keep_patterns(rules=[AddressRule("/?p={number}")], run=self._run())

    def keep_an_address_with_a_query(self) -> None:
        """The same of one address."""
        keep_addresses(addresses=[Old("/town/?id=7", ListKind.STORY, target="/sea/")], run=self._run())

    def lead_to_a_story(self) -> None:
        """Let an address of the old site lead to a story."""
        for known in OldAddress.objects.filter(address=LEADING):
            forget_addresses(run=known.run)
        story = self.public_story()
        keep_addresses(addresses=[Old(LEADING, ListKind.PAGE, story_uuid=story.uuid)], run=self._run())

    def hide_what_is_led_to(self) -> None:
        """Withdraw the story, or publish it again."""
        story = self.any_of(StoryPage, uuid=self.any_of(OldAddress, address=LEADING).story_uuid)
        if story.live:
            unpublish_page(page=story, by=None)
        else:
            publish_page(page=story, by=None)

    def crowd_out(self) -> None:
        """Let those leave a topic that had pushed another story off somebody's list of the nearest.

        A publication renews the lists that it stands on; who could come back onto them only ``relate`` finds.
        """
        first = self.count + 1
        theme = f"Theme {first}"
        draft_of = partial(draft, topics=[theme], standfirst="Of the harbor master and his dog.")
        for number, title in enumerate(["Harbor master", "Something else", *["Harbor master"] * KEPT]):
            publish_page(page=draft_of(title, slug=f"crowd-{first}-{number}"), by=None)
        for story in StoryPage.objects.filter(slug__startswith=f"crowd-{first}-").order_by("pk")[2:]:
            story.topics.clear()
            publish_page(page=story, by=None)

    def await_arrival(self) -> None:
        """Publish a story that names one which an import will bring."""
        arrived = set(StoryPage.objects.values_list("title", flat=True))
        waited = [name for name in map(_headline, range(1, 28)) if name not in arrived]
        number = self.count + 1
        story = draft(f"Waiting {number}", slug=f"waiting-{number}")
        story.chosen_related.set([RelatedStory(wanted_headline=self.choices.pick(waited))])
        publish_page(page=story, by=None)

    def let_arrive(self) -> None:
        """Import what a public story is waiting for."""
        waiting = RelatedStory.objects.filter(target=None, story__live=True).order_by("pk")
        days = [day for day in range(1, 28) if waiting.filter(wanted_headline=_headline(day)).exists()]
        day = self.choices.pick(days)
        import_document(dump=dump_of(_headline(day), day=day, words=1), language="en", at=self.now())

    def obey_lists(self) -> None:
        """Switch legal labels on, with one in force."""
        settings = PaperSettings.objects.get()
        settings.adds_legal_labels, settings.label_jurisdictions = True, "PT"
        settings.save()
        self.label_entity()

    def rename_gulls(self) -> None:
        """Give those that every story tells of another name, or their own again."""
        name = EntityName.objects.filter(entity__slug="grey-gulls").order_by("pk").first()
        if name is None:
            raise NothingToDoError
        name.text = "White Gulls" if name.text == "Grey Gulls" else "Grey Gulls"
        if EntityName.objects.filter(text=name.text).exclude(pk=name.pk).exists():
            raise NothingToDoError
        name.save()

    def bury_a_story(self) -> None:
        """Publish a story from long ago, in a section without a place on the front, below a pile of new ones.

        Fronts look at the newest and at those with a label; only so is there one that they do not know yet.
        """
        for story in StoryPage.objects.filter(live=True, label="opinion"):
            story.label = ""
            publish_page(page=story, by=None)
        for number in range(self.count + 1, self.count + 1 + HEAD - StoryPage.objects.public().count()):
            publish_page(page=draft(f"Heap {number}", slug=f"heap-{number}"), by=None)
        if not SectionPage.objects.filter(slug="aside").exists():
            aside = SectionPage(title="Aside", slug="aside", in_navigation=False, live=False)
            HomePage.objects.get().add_child(instance=aside)
            publish_page(page=aside, by=None)
        number = self.count + 1
        published(f"Buried {number}", slug=f"buried-{number}", within="aside", at=LONG_AGO)

    def label_the_buried(self) -> None:
        """Make an opinion of a story that no front knows."""
        buried = StoryPage.objects.filter(live=True, label="", slug__startswith="buried-").last()
        if buried is None:
            raise NothingToDoError
        buried.label = "opinion"
        publish_page(page=buried, by=None)

    def crop_a_lead(self) -> None:
        """Give a picture that a story shows another focal point, so that sizes are lacking."""
        story = self.any_of(StoryPage.objects.exclude(lead_picture=None), live=True)
        lead = story.lead_picture
        lead.focal_point_x, lead.focal_point_y = self.choices.number(50, 500), 100
        lead.focal_point_width = lead.focal_point_height = 40
        lead.save()

    def size_the_lead(self) -> None:
        """Make the sizes that a story's picture lacks."""
        leads = Picture.objects.filter(pk__in=StoryPage.objects.filter(live=True).values("lead_picture"))
        make_renditions_task.call(self.choices.pick([lead for lead in leads if missing_rungs(lead)]).pk)

    def let_lead_expire(self) -> None:
        """Give the rights to a picture that a story shows an end."""
        story = self.any_of(StoryPage.objects.exclude(lead_picture=None), live=True)
        story.lead_picture.expires_at = self.soon()
        story.lead_picture.save()


def _headline(day: int) -> str:
    return f"Dump {day} of the old port"
