"""Fronts: what editors put on them by hand."""

from __future__ import annotations

from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot
from dateline.sections.models import SectionPage
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.time_verbs import TimeVerbs


class FrontVerbs(TimeVerbs):
    """What is done to the slots of a front."""

    @weighty(3)
    def fill_slot(self) -> None:
        front, zone = self.any_of(Front), self.choices.pick(Zone.values)
        until = self.soon() if self.clock and self.choices.chance(40) else None
        defaults = {"zone": zone, "until": until, "sort_order": front.slots.count()}
        FrontSlot.objects.get_or_create(front=front, story=self.public_story(), defaults=defaults)

    @verb
    def empty_slot(self) -> None:
        self.any_of(FrontSlot).delete()

    @verb
    def empty_front(self) -> None:
        self.any_of(Front).slots.all().delete()

    @weighty(3)
    def reorder_slots(self) -> None:
        slots = list(self.any_of(Front).slots.order_by("sort_order", "pk"))
        if len(slots) < 2:
            raise NothingToDoError
        for order, slot in enumerate(reversed(slots)):
            slot.sort_order, slot.zone = order, slots[0].zone
            slot.save()

    @verb
    def move_slot(self) -> None:
        """Take a slot from one front to another."""
        slot, front = self.any_of(FrontSlot), self.any_of(Front)
        if front.slots.filter(story=slot.story).exists():
            raise NothingToDoError
        slot.front = front
        slot.save()

    @verb
    def drop_or_make_front(self) -> None:
        section = self.any_of(SectionPage)
        front = Front.objects.filter(section=section).first()
        if front is None:
            Front.objects.create(section=section)
        else:
            front.delete()
