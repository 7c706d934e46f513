"""What stands on the first page of the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.components import Component

from dateline.desk.delivery_views import TroublePanel
from dateline.stories.desk_queries import sections_open_to
from dateline.stories.models import StoryPage


class StoriesSummaryItem(SummaryItem):
    """How many stories the paper has, with the way to them."""

    order = 100
    template_name = "desk/stories_summary.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"total": StoryPage.objects.count(), "url": reverse("stories:index")}


class WritePanel(Component):
    """One click on a section opens an empty story in it."""

    name = "write"
    template_name = "desk/write_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"sections": sections_open_to(parent_context["request"].user)}


def arrange_summary(request: HttpRequest, items: list[Any]) -> None:
    """Count stories where Wagtail counts pages."""
    items[:] = [StoriesSummaryItem(request) if isinstance(item, PagesSummaryItem) else item for item in items]


def arrange_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Begin with what is not well, and the way to a new story."""
    panels += [TroublePanel(), WritePanel()]
