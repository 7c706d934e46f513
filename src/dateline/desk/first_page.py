"""What is counted on top of the first page of the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from dateline.stories.models import StoryPage

# With one of these Wagtail lets somebody into a list of pages.
IN_LISTS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


class StoriesSummaryItem(SummaryItem):
    """How many stories the paper has, with the way to them."""

    order = 100
    template_name = "desk/stories_summary.html"

    def is_shown(self) -> bool:
        return bool(policy_registry.get_by_type(Page).user_has_any_permission(self.request.user, IN_LISTS))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"total": StoryPage.objects.count(), "url": reverse("stories:index")}


def arrange_summary(request: HttpRequest, items: list[Any]) -> None:
    """Count stories where Wagtail counts pages."""
    items[:] = [StoriesSummaryItem(request) if isinstance(item, PagesSummaryItem) else item for item in items]
