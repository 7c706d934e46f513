"""What editors do to a front."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dateline.fronts.models import Front, FrontSlot


@transaction.atomic
def place_story(*, story: Any, front: Front, zone: str, until: datetime | None = None, by: Any) -> FrontSlot:
    """Put a story at the head of a place on a front; what stood there moves down. Keeps a revision.

    A story that stands elsewhere on this front moves.
    """
    front = Front.objects.select_for_update().get(pk=front.pk)
    FrontSlot.objects.filter(front=front, story_id=story.pk).delete()
    for number, slot in enumerate(FrontSlot.objects.filter(front=front).order_by("sort_order", "pk"), 1):
        if slot.sort_order != number:
            slot.sort_order = number
            slot.save()
    placed = FrontSlot.objects.create(front=front, story_id=story.pk, zone=zone, until=until, sort_order=0)
    Front.objects.get(pk=front.pk).save_revision(user=by)
    return placed
