"""Fronts: what editors put on them by hand."""

from __future__ import annotations

from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot
from tests.support.desk_work.base import DeskBase
from tests.support.desk_work.outcome import verb


class FrontVerbs(DeskBase):
    """What is done to the slots of a front."""

    @verb
    def fill_slot(self) -> None:
        front, zone = self.any_of(Front), self.choices.pick(Zone.values)
        FrontSlot.objects.get_or_create(front=front, story=self.public_story(), defaults={"zone": zone})

    @verb
    def empty_slot(self) -> None:
        self.any_of(FrontSlot).delete()
