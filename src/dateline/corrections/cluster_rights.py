"""Who sees the reports of a story, who decides on them, who may put a story right.

The rules follow those on pages: whoever may change or publish stories in a section handles its reports. A
reporter sees the reports on stories of their own, in sections where they still write, and may put those
right; what becomes of the reports is decided by others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from dateline.stories.desk_queries import keys_of_sections_where


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRights:
    """What one person may do with reports."""

    user_id: int
    handles: frozenset[int]
    """Sections whose reports they take, give away and close."""
    gives: frozenset[int]
    """Sections in which they hand reports to others."""
    writes: frozenset[int]
    """Sections in which they write stories, and so see the reports on their own."""

    @property
    def sees_any(self) -> bool:
        """Whether the queue is any concern of theirs."""
        return bool(self.handles or self.writes)

    @property
    def shown(self) -> Q:
        """The condition on stories whose reports they see."""
        return Q(section__in=self.handles) | Q(owner=self.user_id, section__in=self.writes)

    def may_see(self, story: Any) -> bool:
        """Say whether they see the reports of this story."""
        is_own = story.owner_id == self.user_id and story.section_id in self.writes
        return is_own or story.section_id in self.handles

    def may_handle(self, story: Any) -> bool:
        """Say whether they decide what becomes of the reports of this story."""
        return story.section_id in self.handles


def report_rights(user: Any) -> ReportRights:
    """Return what this person may do with reports. Asked once for a page: menu, panels and screen all ask."""
    known: ReportRights | None = getattr(user, "_report_rights", None)
    if known is None:
        publishes, changes, adds = keys_of_sections_where(user, "publish", "change", "add")
        handles = publishes | changes
        known = ReportRights(user_id=user.pk, handles=handles, gives=publishes, writes=adds)
        user._report_rights = known
    return known
