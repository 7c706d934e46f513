"""Wagtail's policy on pages, found without reading all of them."""

from __future__ import annotations

from typing import Any

from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy


class FewPagesPolicy(PagePermissionPolicy):
    """Wagtail's own rules.

    Which page an administrator may begin at, every screen asks for its menu. Wagtail looks for pages at the
    top of the tree, which no index finds; that there is one it takes for granted itself.
    """

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        if user.is_superuser:
            top = Page.objects.order_by("path").first()
            return [top] if top is not None else []
        return super().instances_with_direct_explore_permission(user)


def register_page_policy() -> None:
    """Put it in the place of Wagtail's. Called when apps are ready."""
    register_permission_policy(AbstractPage, FewPagesPolicy())
