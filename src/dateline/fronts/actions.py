"""Arrange a front: the whole of it, or one story into a place. Every arrangement is kept as a version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from dateline.fronts.arrangements import Place, check_places, in_zones, with_story
from dateline.fronts.choices import Zone
from dateline.fronts.errors import ArrangementChangedError
from dateline.fronts.models import Front, FrontSlot
from dateline.fronts.queries import places_of, places_of_version
from dateline.stories.models import StoryPage


@transaction.atomic
def arrange_front(*, front: Front, places: Sequence[Place], by: Any, seen: int | None = None) -> Front:
    """Put these stories on the front in place of all that were chosen, and keep the result as a version.

    One log entry, or none when nothing changes. ``seen`` is the id of the version that the editor began
    with, 0 for a front without any; None does not ask. Stories that no longer exist are left out.
    Raises ArrangementChangedError when the front has moved on, ArrangementRefusedError for what cannot be.
    """
    stored = Front.objects.select_for_update(of=("self",)).get(pk=front.pk)
    if seen is not None and (stored.latest_revision_id or 0) != seen:
        raise ArrangementChangedError
    check_places(places, is_home=stored.section_id is None)
    there = set(
        StoryPage.objects.filter(pk__in=[each.story_id for each in places]).values_list("pk", flat=True)
    )
    wanted = in_zones(place for place in places if place.story_id in there)
    if wanted == in_zones(places_of(stored)):
        return stored
    if stored.latest_revision_id is None:
        # What stood there before the first arrangement can be brought back, too.
        stored.save_revision(log_action=False)
    known = {slot.story_id: slot for slot in stored.slots.all()}
    stored.slots.set(_slots(stored, wanted, known))
    stored.save()
    revision = stored.save_revision(user=by, log_action=False)
    log(instance=stored, action="wagtail.edit", user=by, revision=revision, content_changed=True)
    return stored


@transaction.atomic
def place_story(
    *, story: StoryPage, front: Front, zone: str, by: Any, until: datetime | None = None
) -> Front:
    """Put a story first into a zone of the front, wherever on it the story stood. See ``arrange_front``.

    A lead that has to give way goes beside the new one.
    """
    stored = Front.objects.select_for_update(of=("self",)).get(pk=front.pk)
    places = with_story(places_of(stored), Place(story.pk, Zone(zone), until))
    return arrange_front(front=stored, places=places, by=by)


@transaction.atomic
def restore_arrangement(*, front: Front, version: int, by: Any, seen: int | None = None) -> Front:
    """Arrange the front as it was in one of its versions, named by id.

    Raises Revision.DoesNotExist when it has no such version, and what ``arrange_front`` raises.
    """
    return arrange_front(front=front, places=places_of_version(front, version), by=by, seen=seen)


def _slots(front: Front, places: Sequence[Place], known: dict[int, FrontSlot]) -> list[FrontSlot]:
    """Return a slot for each place; a story that stays keeps its own."""
    slots = []
    for number, place in enumerate(places):
        slot = known.get(place.story_id) or FrontSlot(front=front, story_id=place.story_id)
        slot.zone, slot.until, slot.sort_order = place.zone, place.until, number
        slots.append(slot)
    return slots
