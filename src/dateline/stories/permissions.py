"""Who may change a story: its author, whoever may publish it, and the copy desk once it was handed in."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class StoryPermissionTester(PagePermissionTester):
    """Permissions on a story.

    “Change” without “publish” is the copy desk's: it opens what was submitted or is public, not a draft that
    somebody is still writing, and deletes nothing of other people's.
    """

    def can_edit(self) -> bool:
        if not super().can_edit():
            return False
        return self.user.is_superuser or self._is_own_or_publishes() or self._was_handed_in()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say what Wagtail says, without its query for each story: there are no pages below one."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        is_own = self.page.owner_id == self.user.pk
        if "publish" in self.permissions:
            return "change" in self.permissions or ("add" in self.permissions and is_own)
        return bool({"add", "change"} & self.permissions) and is_own and not self.page.live

    def can_set_view_restrictions(self) -> bool:
        """Refuse Wagtail's privacy: public pages know no visitors, so a restriction would protect nothing."""
        return False

    def _is_own_or_publishes(self) -> bool:
        return "publish" in self.permissions or self.page.owner_id == self.user.pk

    def _was_handed_in(self) -> bool:
        return bool(self.page.live or self.page.workflow_in_progress)
