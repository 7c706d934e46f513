"""Who may plan what.

Everybody at the desk sees the board, as if it hung on the wall. Who may write in a section plans stories of
their own there; who may publish in it plans for everybody. That follows the rules on pages, so that the board
needs no permissions of its own and can never disagree with what the draft allows.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.models import PlannedStory
from dateline.stories.desk_queries import sections_where
from dateline.users.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningRights:
    """What one person may plan."""

    user_id: int
    writes: frozenset[int]
    """Sections in which they may write."""
    assigns: frozenset[int]
    """Sections in which they may plan for others."""

    @property
    def sections(self) -> frozenset[int]:
        """The sections in which they may plan at all."""
        return self.writes | self.assigns

    def may_plan(self, *, section_id: int, assignee_id: int | None) -> bool:
        """Say whether they may have a plan in this section, for this person."""
        return section_id in self.assigns or (section_id in self.writes and assignee_id == self.user_id)

    def may_change(self, plan: PlannedStory) -> bool:
        """Say whether they may change, move and drop this plan, and begin its story."""
        return self.may_plan(section_id=plan.section_id, assignee_id=plan.assignee_id)


def rights_of(user: User) -> PlanningRights:
    """Return what this person may plan. A few small queries; ask once for a page."""
    return PlanningRights(
        user_id=user.pk,
        writes=frozenset(sections_where(user, "add").values_list("pk", flat=True)),
        assigns=frozenset(sections_where(user, "publish").values_list("pk", flat=True)),
    )
