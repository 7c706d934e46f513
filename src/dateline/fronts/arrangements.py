"""Arrangements: which stories editors chose for a front, in order. Values, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dateline.fronts.choices import HOME_ROOM, SECTION_ROOM, Zone
from dateline.fronts.errors import ArrangementRefusedError


@dataclass(frozen=True, slots=True)
class Place:
    """A story in a zone, and until when."""

    story_id: int
    zone: Zone
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a front is to be made from instead of its stored places: for previews."""

    places: tuple[Place, ...]
    """The chosen stories, in order."""
    drafts: Mapping[int, Any] = field(default_factory=dict)
    """Stories that are shown as they would be then, by id, published or not."""


def room_of(*, is_home: bool) -> Mapping[Zone, int]:
    """Return the zones of the home front or of a section's, with how many stories each shows."""
    return HOME_ROOM if is_home else SECTION_ROOM


def check_places(places: Iterable[Place], *, is_home: bool) -> None:
    """Raise ArrangementRefusedError for a story that stands twice or a zone that this front does not have."""
    seen: set[int] = set()
    room = room_of(is_home=is_home)
    for place in places:
        if place.story_id in seen:
            raise ArrangementRefusedError(_("A story can stand only once on a front."))
        if place.zone not in room:
            raise ArrangementRefusedError(
                _("This front has no place called “%(zone)s”.") % {"zone": Zone(place.zone).label}
            )
        seen.add(place.story_id)


def with_story(places: Sequence[Place], place: Place) -> tuple[Place, ...]:
    """Return the places with this one first in its zone. A lead that gives way goes beside the new one."""
    others = [each for each in places if each.story_id != place.story_id]
    if place.zone == Zone.LEAD:
        former = [each for each in others if each.zone == Zone.LEAD]
        others = [each for each in others if each.zone != Zone.LEAD]
        others = [Place(each.story_id, Zone.SECONDARY, each.until) for each in former] + others
    return (place, *others)


def in_zones(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places in the order of the zones, as they are kept and compared."""
    order = {zone: number for number, zone in enumerate(Zone)}
    return tuple(sorted(places, key=lambda place: order[place.zone]))


def to_json(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Return the places as JSON values."""
    return [
        {
            "story": place.story_id,
            "zone": str(place.zone),
            "until": place.until.isoformat() if place.until else None,
        }
        for place in places
    ]


def from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    """Return the places behind JSON values."""
    return tuple(
        Place(
            int(row["story"]), Zone(row["zone"]), parse_datetime(row["until"]) if row.get("until") else None
        )
        for row in rows
    )


def changes_in_words(
    before: Sequence[Place], after: Sequence[Place], *, headlines: Mapping[int, str]
) -> list[str]:
    """Say what one arrangement changed in the other, a sentence for each story."""
    old, new = {each.story_id: each for each in before}, {each.story_id: each for each in after}
    said = []
    for story_id in [*new, *(gone for gone in old if gone not in new)]:
        names = {"story": headlines.get(story_id) or _("a story that is gone")}
        was, now = old.get(story_id), new.get(story_id)
        if now is None and was is not None:
            names["zone"] = str(Zone(was.zone).label)
            said.append(_("“%(story)s” taken from “%(zone)s”") % names)
        elif was is None and now is not None:
            names["zone"] = str(Zone(now.zone).label)
            said.append(_("“%(story)s” put into “%(zone)s”") % names)
        elif was is not None and now is not None and was.zone != now.zone:
            names |= {"old": str(Zone(was.zone).label), "zone": str(Zone(now.zone).label)}
            said.append(_("“%(story)s” moved from “%(old)s” to “%(zone)s”") % names)
        elif was is not None and now is not None and was.until != now.until:
            said.append(_("“%(story)s”: another end") % names)
    if not said and [each.story_id for each in in_zones(before)] != [
        each.story_id for each in in_zones(after)
    ]:
        said.append(_("the order changed"))
    return said
