"""At the side of the edit screen: what was planned, while the story is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.desk.models import PlannedStory


class PlanSidePanel(BaseSidePanel):
    """The panel “Plan”, for stories that began on the board."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("What was planned")
        icon_name = "clipboard-list"
        has_counter = False

    name = "plan"
    title = _("Plan")
    template_name = "desk/planning/side_panel.html"
    order = 350

    def __init__(self, object: Any, request: Any) -> None:  # noqa: A002 - the name is Wagtail's
        super().__init__(object, request)
        self.plan = PlannedStory.objects.filter(story_id=object.pk).first() if object.pk else None

    def is_shown(self) -> bool:
        return self.plan is not None

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "plan": self.plan,
            "paper_zone": timezone.get_default_timezone_name(),
        }
