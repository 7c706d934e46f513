"""The desk's own API of pages: what a lock keeps from the screens it keeps from scripts, too."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.api.views import PagesAdminAPIViewSet

# Wagtail asks for locks on the edit screen alone; through its API whoever has handed a story in could put an
# older text under the eyes of the copy desk, and an editor could publish what another one has locked.
STOPPED_BY_LOCKS = frozenset({"publish", "revert_to_page_revision"})


class DeskPagesAPIViewSet(PagesAdminAPIViewSet):
    """Wagtail's, with locks."""

    def action_view(self, request: Any, pk: int, action_name: str) -> Any:
        if action_name in STOPPED_BY_LOCKS:
            lock = self.get_object().get_lock()
            if lock is not None and lock.for_user(request.user):
                raise PermissionDenied
        return super().action_view(request, pk, action_name)


def put_in_place(api: Any) -> None:
    """Take the place of Wagtail's."""
    api.register_endpoint("pages", DeskPagesAPIViewSet)
