"""Fronts put together: what editors chose, then the newest, and never the same story twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from dateline.edition.keys import announce, announce_good_until
from dateline.fronts.arrangements import Arrangement, Place, from_json
from dateline.fronts.choices import HOME_ROOM, Zone
from dateline.fronts.contexts import FrontContext, StripContext, TickerItemContext
from dateline.fronts.models import Front, FrontSlot
from dateline.publishing.paper_time import local
from dateline.sections.models import SectionPage
from dateline.stories.card_queries import CardMaker
from dateline.stories.choices import Label
from dateline.stories.contexts import CardContext
from dateline.stories.models import StoryPage
from dateline.stories.queries import (
    newest_in_section,
    newest_stories,
    newest_with_label,
    stories_by_id,
)
from dateline.stories.querysets import StoryPlace

SECONDARY, OPINION, MEANWHILE = HOME_ROOM[Zone.SECONDARY], HOME_ROOM[Zone.OPINION], HOME_ROOM[Zone.MEANWHILE]
LATEST, STRIP, TICKER = 8, 5, 6
SECTION_FIRST_PAGE = 24


class FrontMaker:
    """Fills one front. Remembers what it has placed, so that no story appears twice."""

    def __init__(
        self,
        *,
        section: SectionPage | None,
        now: datetime,
        sections: list[SectionPage],
        arranged: Arrangement | None = None,
    ) -> None:
        self.section = section
        self.sections = sections
        self.placed: set[int] = set()
        self.drafts = arranged.drafts if arranged else {}
        self.chosen = _arranged(arranged, now) if arranged else _chosen(section, now)

    def take(self, zone: Zone | None, candidates: Iterable[StoryPlace], limit: int) -> list[StoryPlace]:
        """Return the stories chosen for the zone, then candidates up to the limit, none placed before."""
        taken: list[StoryPlace] = []
        for story in (*self.chosen.get(zone, ()), *candidates):
            if len(taken) == limit:
                break
            if story.pk not in self.placed:
                self.placed.add(story.pk)
                taken.append(story)
        return taken

    def reserve(self) -> set[int]:
        """Return every story that an editor chose, so that automatic places leave them alone."""
        return {story.pk for stories in self.chosen.values() for story in stories}


def home_front(
    *,
    title: str,
    language: str,
    now: datetime,
    sections: list[SectionPage],
    arranged: Arrangement | None = None,
) -> FrontContext:
    """Return the home front, as it is stored or as it would be with another arrangement."""
    announce("front/home")
    maker = FrontMaker(section=None, now=now, sections=sections, arranged=arranged)
    cards = CardMaker(language=language, sections=sections)
    newest = newest_stories(limit=40)
    opinion_sections = [section for section in sections if section.is_opinion]
    light_sections = [section for section in sections if section.is_light]
    apart = {section.pk for section in (*opinion_sections, *light_sections)}
    chosen = maker.reserve()
    news = [story for story in newest if story.section_id not in apart and story.pk not in chosen]
    lead = maker.take(Zone.LEAD, _with_picture_first(news[:6]), 1)
    secondary = maker.take(Zone.SECONDARY, news, SECONDARY)
    opinion = maker.take(Zone.OPINION, _opinion(opinion_sections), OPINION)
    meanwhile = maker.take(Zone.MEANWHILE, _light(light_sections), MEANWHILE)
    latest = maker.take(None, newest, LATEST)
    strips = [
        (section, maker.take(None, newest_in_section(section, limit=STRIP, without=maker.placed), STRIP))
        for section in sections
        if section.pk not in apart and section.in_navigation
    ]
    in_strips = [story for _section, listed in strips for story in listed]
    placed = [*lead, *secondary, *latest, *meanwhile, *in_strips, *opinion]
    by_id = _cards(cards, placed, with_faces=opinion, drafts=maker.drafts)
    return FrontContext(
        title=title,
        description="",
        is_home=True,
        lead=next(iter(_at(lead, by_id)), None),
        secondary=_at(secondary, by_id),
        latest=_at(latest, by_id),
        opinion=_at(opinion, by_id),
        strips=tuple(
            StripContext(section=cards.links[section.pk], cards=_at(listed, by_id))
            for section, listed in strips
            if listed
        ),
        meanwhile=_at(meanwhile, by_id),
        more=(),
        older_url="/archive/",
    )


def section_front(
    section: SectionPage,
    *,
    language: str,
    now: datetime,
    sections: list[SectionPage],
    arranged: Arrangement | None = None,
) -> FrontContext:
    """Return the first page of a section's front, as it is stored or with another arrangement."""
    announce(f"front/{section.pk}")
    maker = FrontMaker(section=section, now=now, sections=sections, arranged=arranged)
    cards = CardMaker(language=language, sections=sections)
    newest = newest_in_section(section, limit=SECTION_FIRST_PAGE + 1)
    chosen = maker.reserve()
    free = [story for story in newest[:SECTION_FIRST_PAGE] if story.pk not in chosen]
    lead = maker.take(Zone.LEAD, _with_picture_first(free[:4]), 1)
    secondary = maker.take(Zone.SECONDARY, free, SECONDARY)
    more = maker.take(None, newest[:SECTION_FIRST_PAGE], SECTION_FIRST_PAGE)
    made = _cards(cards, [*lead, *secondary, *more], drafts=maker.drafts)
    return FrontContext(
        title=section.name_in(language),
        description=section.description,
        is_home=False,
        lead=next(iter(_at(lead, made)), None),
        secondary=_at(secondary, made),
        latest=(),
        opinion=(),
        strips=(),
        meanwhile=(),
        more=_at(more, made),
        older_url=f"{section.public_path()}page/2/" if len(newest) > SECTION_FIRST_PAGE else "",
    )


def ticker(*, limit: int = TICKER) -> tuple[TickerItemContext, ...]:
    """Return the latest headlines."""
    stories = list(stories_by_id(place.pk for place in newest_stories(limit=limit)).values())
    announce(*(f"card/{story.pk}" for story in stories))
    return tuple(
        TickerItemContext(
            url=story.public_path(),
            headline=story.short_headline or story.title,
            published_at=local(story.public_since),
            language=story.language,
        )
        for story in stories
    )


def _chosen(section: SectionPage | None, now: datetime) -> dict[Zone | None, list[StoryPlace]]:
    slots = FrontSlot.objects.filter(front__section=section).order_by("sort_order", "pk")
    chosen: dict[Zone | None, list[StoryPlace]] = {}
    place = (f"story__{name}" for name in StoryPlace._fields)
    for zone, until, *columns in slots.values_list("zone", "until", *place):
        story = StoryPlace(*columns)
        # Hidden now, shown again when it is published: either way the card's key tells.
        announce(f"card/{story.pk}")
        if story.listed_at is None or (until and until <= now):
            continue
        if until:
            announce_good_until(until)
        chosen.setdefault(Zone(zone), []).append(story)
    return chosen


def _arranged(arranged: Arrangement, now: datetime) -> dict[Zone | None, list[StoryPlace]]:
    """Return what an arrangement shows at this moment: public stories, and those given as drafts."""
    rows = StoryPage.objects.filter(pk__in=[place.story_id for place in arranged.places]).places()
    known = {row.pk: row for row in rows}
    chosen: dict[Zone | None, list[StoryPlace]] = {}
    for place in arranged.places:
        story = known.get(place.story_id)
        if story is not None and place.story_id in arranged.drafts:
            story = story._replace(listed_at=story.listed_at or now)
        if story is None or story.listed_at is None or (place.until and place.until <= now):
            continue
        chosen.setdefault(place.zone, []).append(story)
    return chosen


def places_of(front: Front) -> tuple[Place, ...]:
    """Return what is chosen for the front, in order. For the desk: announces nothing."""
    rows = FrontSlot.objects.filter(front=front.pk).order_by("sort_order", "pk")
    return tuple(
        Place(story_id, Zone(zone), until)
        for story_id, zone, until in rows.values_list("story_id", "zone", "until")
    )


def places_of_version(front: Front, version: int) -> tuple[Place, ...]:
    """Return what a version of the front had chosen. Raises Revision.DoesNotExist for one it has not."""
    return places_in(front.revisions.get(pk=version).content)


def places_in(content: Mapping[str, Any]) -> tuple[Place, ...]:
    """Return the places in the content of a revision."""
    rows = sorted(content.get("slots", ()), key=lambda row: row.get("sort_order") or 0)
    return from_json({**row, "until": row.get("until")} for row in rows)


def _cards(
    cards: CardMaker,
    places: Iterable[StoryPlace],
    *,
    with_faces: Iterable[StoryPlace] = (),
    drafts: Mapping[int, Any],
) -> dict[int, CardContext]:
    """Return a card for each place, by story; ``drafts`` stand in for what is stored of them."""
    ids = [place.pk for place in places]
    faces = {place.pk for place in with_faces}
    made = cards.of((pk for pk in ids if pk not in drafts), with_faces=faces)
    shown = [drafts[pk] for pk in stories_by_id(pk for pk in ids if pk in drafts)]
    faced = [draft for draft in shown if draft.pk in faces]
    return made | {card.story_id: card for card in cards.make(shown, with_faces=faced)}


def _at(places: Iterable[StoryPlace], cards: Mapping[int, CardContext]) -> tuple[CardContext, ...]:
    """Return the cards at these places. A preview reads outside a snapshot, and a story may have gone."""
    return tuple(cards[place.pk] for place in places if place.pk in cards)


def _with_picture_first(stories: list[StoryPlace]) -> list[StoryPlace]:
    """A lead without a picture is weak; among the very newest one with a picture goes first."""
    return sorted(stories, key=lambda story: story.lead_picture_id is None)


def _opinion(sections: list[SectionPage]) -> list[StoryPlace]:
    found = newest_with_label(Label.OPINION, limit=OPINION * 2)
    for section in sections:
        found += newest_in_section(section, limit=OPINION * 2)
    return _newest_first(found)


def _light(sections: list[SectionPage]) -> list[StoryPlace]:
    return _newest_first(
        [story for section in sections for story in newest_in_section(section, limit=MEANWHILE * 2)]
    )


def _newest_first(stories: list[StoryPlace]) -> list[StoryPlace]:
    return sorted(set(stories), key=lambda story: (story.listed_at, story.pk), reverse=True)
