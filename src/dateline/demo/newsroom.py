"""Write the demo's stories and pages and publish them, each act at its time, in the order of time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dateline.corrections.choices import NoticedBy
from dateline.corrections.correction_words import CorrectionWords
from dateline.demo.bodies import Targets, body_at
from dateline.demo.identities import demo_uuid
from dateline.demo.paper import DemoPaper
from dateline.demo.registers import Registers
from dateline.demo.stories import Story
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot, HomePage
from dateline.media.models import Picture
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind
from dateline.publishing.requests import Wish
from dateline.sections.models import SectionPage
from dateline.stories.models import Byline, CompanyPage, RelatedStory, StoryPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationAct:
    """One publication of one story: the first (0), or that of its update with this number."""

    at: datetime
    story: Story
    number: int

    @property
    def kind(self) -> str:
        return self.story.updates[self.number - 1].kind if self.number else Kind.NEW

    @property
    def summary(self) -> str:
        return self.story.updates[self.number - 1].summary if self.number else ""

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What was wrong and what is right, for the record of corrections."""
        update = self.story.updates[self.number - 1] if self.number else None
        if update is None or not update.wrong:
            return ()
        words = CorrectionWords(
            wrong=update.wrong,
            right=update.right,
            noticed_at=update.noticed_at,
            noticed_by=update.noticed_by or NoticedBy.STAFF,
        )
        return (words.wish(),)


def acts_in_order(demo: DemoPaper) -> list[PublicationAct]:
    """Return every publication of every story as they followed each other."""
    return sorted(_acts(demo), key=lambda act: act.at)


def draft_stories(
    demo: DemoPaper, *, pictures: Mapping[str, Picture], registers: Registers
) -> dict[str, int]:
    """Make a draft of every story, still without text, so that texts can point to each other."""
    sections = {section.slug: section for section in SectionPage.objects.all()}
    keys = {}
    for story in demo.stories:
        page = StoryPage(
            uuid=demo_uuid("story", story.slug),
            title=story.headline,
            slug=story.slug,
            language=story.language,
            kicker=story.kicker,
            short_headline=story.short_headline,
            standfirst=story.standfirst,
            dateline_place=story.dateline_place,
            label=story.label,
            content_note=story.sensitive_note,
            lead_picture=pictures.get(story.lead_picture),
            lead_caption=story.lead_caption,
            series=registers.series.get(story.series),
            published_at=story.published_at,
            live=False,
        )
        page.bylines.set(
            Byline(contributor=registers.people[one.who], role=one.role, sort_order=order)
            for order, one in enumerate(story.bylines)
        )
        page.topics.set(registers.topics[slug] for slug in story.topics)
        sections[story.section].add_child(instance=page)
        keys[story.slug] = page.pk
    return keys


def publish(act: PublicationAct, *, targets: Targets) -> None:
    """Carry out one publication of a story."""
    page = StoryPage.objects.get(pk=targets.stories[act.story.slug])
    page.body = json.dumps(body_at(act.story, updates=act.number, targets=targets))
    for update in act.story.updates[: act.number]:
        page.title = update.headline or page.title
    if act.number == 0:
        page.chosen_related.set(
            RelatedStory(target_id=targets.stories[slug], sort_order=order)
            for order, slug in enumerate(act.story.related)
        )
    publish_page(
        page=page,
        by=None,
        kind=act.kind if act.number else "",
        summary=act.summary,
        at=act.at,
        wishes=act.wishes,
    )


def publish_company_pages(demo: DemoPaper, *, home: HomePage) -> None:
    """Publish the pages about the paper itself, as old as its oldest story."""
    at = min(story.published_at for story in demo.stories)
    for order, record in enumerate(demo.pages, start=1):
        page = CompanyPage(
            uuid=demo_uuid("page", record.slug),
            title=record.title,
            slug=record.slug,
            body=record.body.strip(),
            language=demo.paper.language,
            order=order * 10,
            published_at=at,
            live=False,
        )
        home.add_child(instance=page)
        publish_page(page=page, by=None, at=at)


def fill_front(demo: DemoPaper, *, stories: Mapping[str, int]) -> None:
    """Put the editor's choice on the home front; what is left empty fills itself."""
    front = Front.objects.get(section=None)
    zones = {
        Zone.LEAD: (demo.front.lead,),
        Zone.SECONDARY: demo.front.secondary,
        Zone.OPINION: demo.front.opinion,
        Zone.MEANWHILE: demo.front.meanwhile,
    }
    chosen = [(zone, slug) for zone, slugs in zones.items() for slug in slugs if slug]
    for order, (zone, slug) in enumerate(chosen):
        FrontSlot.objects.create(front=front, zone=zone, story_id=stories[slug], sort_order=order)


def _acts(demo: DemoPaper) -> Iterator[PublicationAct]:
    for story in demo.stories:
        yield PublicationAct(at=story.published_at, story=story, number=0)
        for number, update in enumerate(story.updates, start=1):
            yield PublicationAct(at=update.at, story=story, number=number)
