"""Schedules, and time that passes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from dateline.fronts.breaking_actions import end_due_now
from dateline.fronts.plan_actions import carry_out_due_now
from dateline.media.rights_actions import settle_rights_now
from dateline.publishing.scheduling import publish_due_now
from dateline.stories.models import StoryPage
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody

SOON = (timedelta(minutes=5), timedelta(hours=3), timedelta(days=2))


class TimeVerbs(Somebody):
    """What waits for its time. Without a clock that can be moved there is nothing to wait for."""

    def soon(self) -> datetime:
        """Return a moment that a later verb may let come."""
        if self.clock is None:
            raise NothingToDoError
        return timezone.now() + self.choices.pick(SOON)

    @verb
    def schedule(self) -> None:
        story = self.any_of(StoryPage)
        story.title, story.go_live_at = f"In time {self.choices.number(1, 9)}", self.soon()
        story.save_revision().publish()

    @verb
    def let_expire(self) -> None:
        story = self.public_story()
        story.expire_at = self.soon()
        story.title += "!"
        story.save_revision().publish()

    @weighty(3)
    def wait(self) -> None:
        """Let time pass; the worker does what is due, as it does every few seconds."""
        if self.clock is None:
            raise NothingToDoError
        new_year = datetime(timezone.now().year + 1, 1, 1, 1, tzinfo=timezone.now().tzinfo) - timezone.now()
        self.clock.move(self.choices.pick((*SOON, timedelta(minutes=1), timedelta(days=20), new_year)))
        publish_due_now()
        settle_rights_now()
        carry_out_due_now()
        end_due_now()
