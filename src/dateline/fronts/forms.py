"""What the front editor and the plans send: an arrangement in the making, and what is to be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dateline.fronts.arrangements import Place, in_zones, with_story
from dateline.fronts.choices import Zone

LONGEST_KEY = 18


@dataclass(frozen=True, slots=True)
class Sent:
    """What the front editor holds at the moment, not saved."""

    places: tuple[Place, ...]
    """The chosen stories, after what was just done with them."""
    seen: int
    """The version that it began with, 0 for none."""
    words: str
    """What is looked for among the candidates."""
    section: int | None = None
    """The section whose stories are looked for."""
    moved: int | None = None
    """The story that was just moved, to come back to it."""


def read_sent(data: QueryDict) -> Sent:
    """Read the form and do what its button says: add, move, take away. What cannot be read is left out."""
    places = _places(data)
    moved = None
    for name, do in (("add", _add), ("move", _move), ("drop", _drop), ("remove", _remove)):
        if sent := data.get(name):
            story_id, *words = str(sent).split(":")
            if _number(story_id):
                moved = _number(story_id)
                places = do(places, moved, words)
    return Sent(
        in_zones(places),
        _number(data.get("seen")),
        data.get("words", "").strip()[:100],
        _number(data.get("section")) or None,
        moved,
    )


def _places(data: QueryDict) -> tuple[Place, ...]:
    rows = zip(data.getlist("story"), data.getlist("zone"), data.getlist("until"), strict=False)
    places: dict[int, Place] = {}
    for story_id, zone, until in rows:
        if (known := _number(story_id)) and zone in Zone.values:
            places.setdefault(known, Place(known, Zone(zone), read_moment(until)))
    return tuple(places.values())


def _add(places: Sequence[Place], story_id: int, words: list[str]) -> tuple[Place, ...]:
    zone = Zone(words[0]) if words and words[0] in Zone.values else Zone.SECONDARY
    return with_story(places, Place(story_id, zone))


def _drop(places: Sequence[Place], story_id: int, words: list[str]) -> tuple[Place, ...]:
    """Put the story into a zone at a position there: what dragging does."""
    if len(words) != 2 or words[0] not in Zone.values or not words[1].isdecimal():
        return tuple(places)
    zone, position = Zone(words[0]), _number(words[1])
    known = next((each for each in places if each.story_id == story_id), Place(story_id, zone))
    if zone == Zone.LEAD and not position:
        return with_story(places, replace(known, zone=zone))
    others = [each for each in places if each.story_id != story_id]
    within = [each for each in others if each.zone == zone]
    within.insert(position, replace(known, zone=zone))
    return (*(each for each in others if each.zone != zone), *within)


def _move(places: Sequence[Place], story_id: int, words: list[str]) -> tuple[Place, ...]:
    """Move the story one up or down, over the edge of its zone into the next."""
    ordered, step = list(in_zones(places)), -1 if words == ["up"] else 1
    number = next((each for each, place in enumerate(ordered) if place.story_id == story_id), None)
    if number is None:
        return tuple(places)
    place, other = ordered[number], number + step
    if 0 <= other < len(ordered) and ordered[other].zone == place.zone:
        ordered[number], ordered[other] = ordered[other], ordered[number]
        return tuple(ordered)
    zones = list(Zone)
    next_zone = zones.index(place.zone) + step
    if 0 <= next_zone < len(zones):
        ordered[number] = replace(place, zone=zones[next_zone])
        if step > 0:
            # It comes in at the top of the zone below, as it does at the bottom of the one above.
            ordered.insert(0, ordered.pop(number))
    return tuple(ordered)


def _remove(places: Sequence[Place], story_id: int, words: list[str]) -> tuple[Place, ...]:
    return tuple(each for each in places if each.story_id != story_id)


def numbers(data: QueryDict, name: str) -> list[int]:
    """Return the whole numbers sent under this name, in order, each once."""
    return list(dict.fromkeys(found for text in data.getlist(name) if (found := _number(text))))


def _number(text: str | None) -> int:
    """Return the number that this is, 0 for what is none or too large for a key."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST_KEY else 0


def read_moment(text: str) -> datetime | None:
    """Return the moment that ``datetime-local`` sends, in the desk's zone; None for what is none."""
    try:
        moment = parse_datetime(text) if text else None
    except ValueError:
        return None
    if moment is None or timezone.is_aware(moment):
        return moment
    return timezone.make_aware(moment)


def shown_moment(moment: datetime | None) -> str:
    """Return a moment as ``datetime-local`` takes it."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" if moment else ""


class PlanForm(forms.Form):
    """Name and time of a plan."""

    name = forms.CharField(label=_("Name"), max_length=120)
    at = forms.DateTimeField(
        label=_("Time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )

    def clean_at(self) -> Any:
        """Refuse a moment that is over."""
        at = self.cleaned_data["at"]
        if at <= timezone.now():
            raise forms.ValidationError(
                _("This moment is over. Choose one to come, or carry the plan out now.")
            )
        return at
