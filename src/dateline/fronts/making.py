"""A front in the making: everything that the editor's screen shows of an arrangement that is not saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dateline.edition.keys import collecting
from dateline.fronts.arrangements import Arrangement, Place, in_zones, room_of
from dateline.fronts.choices import Zone
from dateline.fronts.contexts import FrontContext
from dateline.fronts.desk_queries import state_of, stories_of, warnings_for
from dateline.fronts.models import Front
from dateline.fronts.queries import home_front, section_front
from dateline.sections.queries import all_sections
from dateline.stories.contexts import CardContext
from dateline.stories.models import StoryPage


@dataclass(frozen=True, slots=True)
class FrontInMaking:
    """What is to be previewed: a front with an arrangement, at a moment."""

    front: Front
    arrangement: Arrangement
    at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A chosen story in its zone."""

    story_id: int
    zone: str
    headline: str
    section: str
    state: str
    """Empty for a public story, else what keeps it from being shown."""
    until: str
    """As ``datetime-local`` takes it, or empty."""
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A story that stands in a zone by itself."""

    story_id: int
    headline: str


@dataclass(frozen=True, slots=True)
class ZoneInMaking:
    """A zone as it will stand on the paper."""

    value: str
    label: str
    room: int
    rows: Sequence[Row]
    fills: Sequence[Filled]


def zones_in_making(made: FrontInMaking, *, fill: bool = True) -> list[ZoneInMaking]:
    """Return the zones of the front: what is chosen with its warnings, then what fills the rest."""
    places = in_zones(made.arrangement.places)
    stories = {**stories_of(places), **made.arrangement.drafts}
    warnings = warnings_for(made.front, places, stories=stories, now=made.at, planned=made.arrangement.drafts)
    room = room_of(is_home=made.front.section_id is None)
    fills = _fills(front_context(made), chosen={place.story_id for place in places}) if fill else {}
    return [
        ZoneInMaking(
            value=zone.value,
            label=str(zone.label),
            room=room[zone],
            rows=[_row(place, stories, warnings) for place in places if place.zone == zone],
            fills=fills.get(zone, []),
        )
        for zone in Zone
        if zone in room
    ]


def front_context(made: FrontInMaking, *, title: str = "") -> FrontContext:
    """Return the front as readers would get it with this arrangement, at its moment."""
    language, sections = settings.LANGUAGE_CODE, all_sections()
    section = made.front.section
    with collecting():
        if section is None:
            return home_front(
                title=title, language=language, now=made.at, sections=sections, arranged=made.arrangement
            )
        return section_front(
            section, language=language, now=made.at, sections=sections, arranged=made.arrangement
        )


def position_in_words(zones: Sequence[ZoneInMaking], story_id: int) -> str:
    """Say where the story stands now, for whoever hears the screen and does not see it."""
    for zone in zones:
        for number, row in enumerate(zone.rows, 1):
            if row.story_id == story_id:
                return _("“%(story)s”: %(zone)s, place %(number)d of %(count)d") % {
                    "story": row.headline,
                    "zone": zone.label,
                    "number": number,
                    "count": len(zone.rows),
                }
    return _("Taken off the front.")


def _row(place: Place, stories: Mapping[int, StoryPage], warnings: Mapping[int, list[str]]) -> Row:
    story: Any = stories.get(place.story_id)
    return Row(
        story_id=place.story_id,
        zone=place.zone.value,
        headline=story.title if story else _("a story that is gone"),
        section=story.section.title if story else "",
        state=state_of(story) if story else "",
        until=f"{localtime(place.until):%Y-%m-%dT%H:%M}" if place.until else "",
        warnings=warnings.get(place.story_id, ()),
    )


def _fills(context: FrontContext, *, chosen: set[int]) -> dict[Zone, list[Filled]]:
    cards: dict[Zone, Sequence[CardContext]] = {
        Zone.LEAD: [context.lead] if context.lead else [],
        Zone.SECONDARY: context.secondary,
        Zone.OPINION: context.opinion,
        Zone.MEANWHILE: context.meanwhile,
    }
    return {
        zone: [Filled(card.story_id, card.headline) for card in listed if card.story_id not in chosen]
        for zone, listed in cards.items()
    }
