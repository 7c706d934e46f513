"""Whatever the desk does, a page whose bytes change has announced a key that the change touched.

This is what the edition relies on: it keeps a page until an entry of the log touches one of its keys. The
test renders many pages with their keys, does something, and looks for pages that differ and were not touched.
DATELINE_EXACT_STEPS makes it longer.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from dateline.edition.keys import collecting
from dateline.entities.choices import Kind as EntityKind
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot, HomePage
from dateline.media.models import Picture
from dateline.paper.models import PaperSettings
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import Byline, CompanyPage, RelatedStory, StoryPage
from tests.factories.stories import NOON, contributor, draft, picture, topic

STEPS = int(os.environ.get("DATELINE_EXACT_STEPS", "30"))
NAMES = ("Ada Brook", "Ben Tide", "Cora Quay")
LINKING = '<p>The Grey Gulls met. See <a linktype="page" id="{}">that</a>.</p>'
TOPICS = ("Harbour", "Ferries", "Weather")


@dataclass(frozen=True)
class Rendered:
    status: int
    body: bytes
    keys: frozenset[str]


class Desk:
    """Does things at random, each through the action that the desk uses."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0
        self.series = Series.objects.create(name="Old piers", slug="old-piers")

    def verbs(self) -> list[Callable[[], None]]:
        return [
            self.publish_new,
            self.publish_new,
            self.mend_typo,
            self.change_headline,
            self.correct,
            self.unpublish,
            self.publish_again,
            self.take_down,
            self.rename,
            self.change_date,
            self.refile,
            self.change_topics,
            self.change_bylines,
            self.rename_contributor,
            self.hide_contributor,
            self.rename_topic,
            self.rename_section,
            self.reorder_section,
            self.hide_section,
            self.edit_company_page,
            self.fill_slot,
            self.empty_slot,
            self.change_picture,
            self.crop_picture,
            self.change_lead,
            self.label_entity,
            self.own_agency,
            self.drop_label,
            self.change_settings,
            self.rename_series,
            self.join_series,
            self.choose_related,
            self.delete_story,
            self.save_draft,
        ]

    def any_of(self, model: Any, **where: object) -> Any:
        found = list(model.objects.filter(**where).order_by("pk"))
        return self.random.choice(found) if found else None

    def public_story(self) -> StoryPage | None:
        return self.any_of(StoryPage, live=True)

    def publish_new(self) -> None:
        self.count += 1
        story = draft(
            f"Story {self.count} of the harbour",
            within=self.random.choice(("town", "sea", "opinion", "meanwhile")),
            by=self.random.sample(NAMES, self.random.randint(0, 2)),
            topics=self.random.sample(TOPICS, self.random.randint(0, 2)),
            label=self.random.choice(("", "", "opinion")),
            lead_picture=picture(credit="Pharos") if self.random.random() < 0.4 else None,
            standfirst="What the Grey Gulls did.",
            body=[
                ("paragraph", LINKING.format(self._other())),
                ("paragraph", "<p>They lefft again.</p>"),
            ],
            series=self.series if self.random.random() < 0.3 else None,
        )
        publish_page(page=story, by=None, at=NOON + timedelta(hours=self.count * 7))

    def _other(self) -> int:
        other = self.public_story()
        return other.pk if other else SectionPage.objects.get(slug="town").pk

    def _publish(self, story: StoryPage | None, **wishes: object) -> None:
        if story is not None:
            publish_page(page=story, by=None, at=NOON + timedelta(days=60, hours=self.count), **wishes)

    def mend_typo(self) -> None:
        if (story := self.public_story()) is not None:
            value = story.body[-1].value
            story.body[-1].value = type(value)(value.source.replace("lefft", "left"))
            self._publish(story)

    def change_headline(self) -> None:
        if (story := self.public_story()) is not None:
            story.title += " again"
            self._publish(story, kind="update")

    def correct(self) -> None:
        if (story := self.public_story()) is not None:
            story.body.append(("paragraph", f"<p>It was {self.random.randint(1, 99)}.</p>"))
            self._publish(story, kind="correction", summary="We had left out the number.")

    def unpublish(self) -> None:
        if (story := self.public_story()) is not None:
            unpublish_page(page=story, by=None)

    def publish_again(self) -> None:
        self._publish(self.any_of(StoryPage, live=False))

    def take_down(self) -> None:
        if StoryPage.objects.public().count() > 5 and (story := self.public_story()) is not None:
            take_down(page=story, by=None, reason=RemovalReason.LEGAL, text="By order.", shows_text=True)

    def rename(self) -> None:
        if (story := self.public_story()) is not None:
            story.slug = f"renamed-{self.random.randint(1, 10**6)}"
            self._publish(story)

    def change_date(self) -> None:
        if (story := self.public_story()) is not None:
            story.published_at = story.public_since - timedelta(days=self.random.choice((1, 40, 400)))
            self._publish(story)

    def refile(self) -> None:
        if (story := self.public_story()) is not None:
            story.move(self.any_of(SectionPage, live=True), pos="last-child")

    def change_topics(self) -> None:
        if (story := self.public_story()) is not None:
            story.topics.set([topic(name) for name in self.random.sample(TOPICS, self.random.randint(0, 3))])
            self._publish(story)

    def change_bylines(self) -> None:
        if (story := self.public_story()) is not None:
            names = self.random.sample(NAMES, self.random.randint(0, 2))
            story.bylines.set([Byline(contributor=contributor(name), role="words") for name in names])
            self._publish(story)

    def rename_contributor(self) -> None:
        if (person := self.any_of(Contributor)) is not None:
            person.name += " Jr."
            person.save()

    def hide_contributor(self) -> None:
        if (person := self.any_of(Contributor)) is not None:
            person.has_page = not person.has_page
            person.save()

    def rename_topic(self) -> None:
        if (found := self.any_of(Topic)) is not None:
            found.name += "s"
            found.save()

    def rename_section(self) -> None:
        section = SectionPage.objects.get(slug="sea")
        section.title = f"Sea {self.random.randint(1, 99)}"
        publish_page(page=section, by=None)

    def reorder_section(self) -> None:
        section = SectionPage.objects.get(slug="sea")
        section.order = self.random.randint(1, 99)
        publish_page(page=section, by=None)

    def hide_section(self) -> None:
        section = SectionPage.objects.get(slug="meanwhile")
        section.in_navigation = not section.in_navigation
        section.is_light = not section.is_light
        publish_page(page=section, by=None)

    def edit_company_page(self) -> None:
        page = CompanyPage.objects.first()
        if page is None:
            page = CompanyPage(title="About us", slug="about", live=False)
            HomePage.objects.get().add_child(instance=page)
        page.body = f"<p>We are {self.random.randint(1, 99)}.</p>"
        page.in_footer = self.random.random() < 0.7
        publish_page(page=page, by=None)

    def fill_slot(self) -> None:
        front = self.any_of(Front)
        if (story := self.public_story()) is not None:
            zone = self.random.choice(Zone.values)
            FrontSlot.objects.get_or_create(front=front, story=story, defaults={"zone": zone})

    def empty_slot(self) -> None:
        if (slot := self.any_of(FrontSlot)) is not None:
            slot.delete()

    def change_picture(self) -> None:
        if (found := self.any_of(Picture)) is not None:
            found.caption += "!"
            found.save()

    def crop_picture(self) -> None:
        if (found := self.any_of(Picture)) is not None:
            found.focal_point_x, found.focal_point_y = self.random.randint(50, 500), 100
            found.focal_point_width = found.focal_point_height = 40
            found.save()

    def change_lead(self) -> None:
        if (story := self.public_story()) is not None:
            story.lead_picture = picture() if story.lead_picture is None else None
            self._publish(story)

    def label_entity(self) -> None:
        gulls = Entity.objects.filter(slug="grey-gulls").first()
        if gulls is None:
            gulls = Entity.objects.create(kind=EntityKind.ORGANIZATION, slug="grey-gulls")
            EntityName.objects.create(entity=gulls, language="en", text="Grey Gulls", is_preferred=True)
        LegalLabel.objects.create(
            entity=gulls,
            jurisdiction="PT",
            language="en",
            note=f"banned by court {self.random.randint(1, 999)}",
            from_date=NOON.date() - timedelta(days=self.random.choice((10, 1000))),
        )

    def own_agency(self) -> None:
        agency = Entity.objects.filter(slug="pharos").first()
        if agency is None:
            agency = Entity.objects.create(kind=EntityKind.ORGANIZATION, slug="pharos")
            EntityName.objects.create(entity=agency, language="en", text="Pharos", is_preferred=True)
        OwnershipNote.objects.filter(entity=agency).delete()
        text = f"owned by pier {self.random.randint(1, 99)}"
        OwnershipNote.objects.create(entity=agency, language="en", text=text)

    def drop_label(self) -> None:
        if (label := self.any_of(LegalLabel)) is not None:
            label.delete()

    def change_settings(self) -> None:
        settings = PaperSettings.objects.get()
        settings.tagline = f"Number {self.random.randint(1, 99)}"
        settings.adds_legal_labels, settings.label_jurisdictions = self.random.random() < 0.7, "PT"
        settings.save()

    def rename_series(self) -> None:
        self.series.name, self.series.oldest_first = f"Piers {self.count}", not self.series.oldest_first
        self.series.save()

    def join_series(self) -> None:
        if (story := self.public_story()) is not None:
            story.series = None if story.series_id else self.series
            self._publish(story)

    def choose_related(self) -> None:
        story, other = self.public_story(), self.public_story()
        if story is not None and other is not None and story != other:
            story.chosen_related.set([RelatedStory(target=other)])
            self._publish(story)

    def delete_story(self) -> None:
        if StoryPage.objects.public().count() > 6 and (story := self.public_story()) is not None:
            FrontSlot.objects.filter(story=story).delete()
            Page.objects.get(pk=story.pk).specific.delete()

    def save_draft(self) -> None:
        if (story := self.public_story()) is not None:
            story.title = "Nobody may see this"
            story.save_revision()


def addresses() -> list[str]:
    """Every address that is or was public, and the lists and rarely asked pages around them."""
    stories = StoryPage.objects.exclude(published_at=None)
    found = ["/", "/archive/", "/page/about/"]
    found += [f"/{slug}/" for slug in SectionPage.objects.values_list("slug", flat=True)]
    found += [story.public_path() for story in stories.order_by("pk")]
    found += [f"/topic/{slug}/" for slug in Topic.objects.values_list("slug", flat=True)]
    found += [f"/author/{slug}/" for slug in Contributor.objects.values_list("slug", flat=True)]
    found += [f"/series/{slug}/" for slug in Series.objects.values_list("slug", flat=True)]
    days = {story.public_since for story in stories}
    found += sorted(
        {f"/archive/{day:%Y/%m/%d}/" for day in days} | {f"/archive/{day:%Y/%m}/" for day in days}
    )
    return found


def render(reader: Client, address: str) -> Rendered:
    with collecting() as dependencies:
        response = reader.get(address)
    return Rendered(response.status_code, response.content, frozenset(dependencies.keys))


@pytest.mark.parametrize("seed", [20261123, 4])
def test_every_page_that_changes_was_touched(paper: HomePage, reader: Client, seed: int) -> None:
    desk = Desk(seed)
    for _ in range(6):
        desk.publish_new()
    pages: dict[str, Rendered] = {}
    for step in range(STEPS):
        known = [address for address in addresses() if address not in pages]
        pages.update({address: render(reader, address) for address in known})
        before = latest_number()
        verb = desk.random.choice(desk.verbs())
        try:
            with transaction.atomic():
                verb()
        except PublicationRefusedError:
            assert latest_number() == before
        touched = {key for entry in LogEntry.objects.after(before) for key in entry.keys}
        stale = []
        for address, old in pages.items():
            fresh = render(reader, address)
            has_changed = (fresh.status, fresh.body) != (old.status, old.body)
            if has_changed and old.status == 200 and not old.keys & touched:
                stale.append(address)
            pages[address] = fresh

        assert stale == [], f"step {step}, {verb.__name__}: touched {sorted(touched)}"
