"""Fronts: what editors put on them by hand."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from dateline.fronts.actions import arrange_front, place_story, restore_arrangement
from dateline.fronts.arrangements import Place, room_of
from dateline.fronts.breaking_actions import begin_breaking, end_breaking
from dateline.fronts.breaking_queries import standing
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot, Plan
from dateline.fronts.plan_actions import arrange_planned_front, carry_out_plan, save_plan
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
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

    def zone_of(self, front: Front) -> Zone:
        return self.choices.pick(list(room_of(is_home=front.section_id is None)))

    @weighty(2)
    def arrange_front(self) -> None:
        front = self.any_of(Front)
        stories = {self.public_story().pk for _ in range(self.choices.number(0, 3))}
        until = self.soon() if self.clock and self.choices.chance(40) else None
        places = [Place(pk, self.zone_of(front), until) for pk in sorted(stories)]
        arrange_front(front=front, places=places, by=None)

    @weighty(2)
    def place_on_front(self) -> None:
        front = self.any_of(Front)
        until = self.soon() if self.clock and self.choices.chance(40) else None
        place_story(story=self.public_story(), front=front, zone=self.zone_of(front), until=until, by=None)

    @verb
    def bring_arrangement_back(self) -> None:
        front = self.any_of(Front)
        versions = list(front.revisions.order_by("pk").values_list("pk", flat=True))
        if not versions:
            raise NothingToDoError
        restore_arrangement(front=front, version=self.choices.pick(versions), by=None)

    @weighty(2)
    def plan_and_carry_out(self) -> None:
        """A draft and a front at one moment: now, or when the worker finds it due."""
        front, story = self.any_of(Front), self.any_of(StoryPage)
        story.title = f"Planned {self.choices.number(1, 9)}"
        story.save_revision()
        at = self.soon() if self.clock else timezone.now() + timedelta(hours=1)
        plan = save_plan(plan=None, name="A plan", at=at, stories=[story], by=None)
        places = [Place(story.pk, self.zone_of(front))]
        arrange_planned_front(plan=plan, front=front, places=places, by=None)
        if self.clock is None or self.choices.chance(50):
            carry_out_plan(plan=plan, by=None, at=timezone.now())

    @verb
    def break_news(self) -> None:
        """A line above every page, with or without a story; or the line goes."""
        if standing() is not None and self.choices.chance(50):
            end_breaking(by=None, at=timezone.now())
            return
        text = f"It has happened {self.choices.number(1, 9)}"
        story = self.public_story() if self.choices.chance(70) else None
        until = self.soon() if self.clock else timezone.now() + timedelta(hours=1)
        begin_breaking(text=text, story=story, until=until, by=None, at=timezone.now())

    @verb
    def break_news_in_form(self) -> None:
        text = f"In form {self.choices.number(1, 9)}"
        self.send(reverse("breaking"), {"text": text, "story": "", "hours": "1", "begin": "1"})
        if self.choices.chance(30):
            self.send(reverse("breaking"), {"end": "1"})

    @verb
    def plan_in_form(self) -> None:
        """The same through the screens of the desk."""
        story, front = self.public_story(), self.any_of(Front)
        story.title = f"Planned in form {self.choices.number(1, 9)}"
        story.save_revision()
        form = {"name": "In form", "at": "2099-01-01T06:00", "story": [story.pk], "save": "1"}
        self.send(reverse("plans:add"), form)
        plan = Plan.objects.latest("pk")
        rows = {"story": [story.pk], "zone": ["lead"], "until": [""], "seen": 0, "save": "1"}
        self.send(reverse("plans:front", args=[plan.pk, front.pk]), rows)
        self.send(reverse("plans:edit", args=[plan.pk]), {"now": "1"})
