"""Who may change the structure of the paper: its sections, company pages and home page.

A rule on a section lets an editor work on its stories. It must not let them rename, unpublish or delete the
section itself, so pages of structure ask for one permission more.
"""

from __future__ import annotations

from wagtail.models import PagePermissionTester

MAY_CHANGE_STRUCTURE = "paper_sections.change_sectionpage"


class StructurePermissionTester(PagePermissionTester):
    """Permissions on a page of structure; stories below it are judged by their own tester."""

    def may_change_structure(self) -> bool:
        """Say whether this person may change sections and company pages at all."""
        return bool(self.user.has_perm(MAY_CHANGE_STRUCTURE))

    def can_edit(self) -> bool:
        return self.may_change_structure() and bool(super().can_edit())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.may_change_structure() and bool(super().can_delete(ignore_bulk))

    def can_unpublish(self) -> bool:
        return self.may_change_structure() and bool(super().can_unpublish())

    def can_publish(self) -> bool:
        return self.may_change_structure() and bool(super().can_publish())

    def can_submit_for_moderation(self) -> bool:
        return self.may_change_structure() and bool(super().can_submit_for_moderation())

    def can_lock(self) -> bool:
        return self.may_change_structure() and bool(super().can_lock())

    def can_set_view_restrictions(self) -> bool:
        """Refuse Wagtail's privacy: public pages know no visitors, so a restriction would protect nothing."""
        return False

    def can_reorder_children(self) -> bool:
        return self.may_change_structure() and bool(super().can_reorder_children())


class HomePermissionTester(StructurePermissionTester):
    """Permissions on the home page: what is added below it is structure too."""

    def can_add_subpage(self) -> bool:
        return self.may_change_structure() and bool(super().can_add_subpage())

    def can_publish_subpage(self) -> bool:
        return self.may_change_structure() and bool(super().can_publish_subpage())
