"""The panels of the first page, and their order."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from dateline.desk.delivery_views import TroublePanel, may_see_delivery
from dateline.desk.home.lights import lights
from dateline.desk.home.own_work import changed_lately, comments_for, my_stories, sent_back_to, steps_for
from dateline.desk.home.paper_now import going_out, live_now
from dateline.desk.home.queues import registered_queues
from dateline.desk.home.readers import what_readers_read
from dateline.publishing.paper_time import day_bounds, local_date
from dateline.stories.desk_queries import sections_open_to

# Ours say the same in fewer queries, and of all stories what Wagtail's say of edits or of steps alone.
REPLACED = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


class HomePanel(Component):
    """A panel that is left out while it has nothing to show: nobody reads that there is nothing to read."""

    name: str
    is_wide = False

    class Media:
        css: ClassVar[dict[str, list[str]]] = {
            "all": ["desk/home.css", "desk/readings.css", "desk/lights.css"]
        }

    def shown_to(self, user: Any) -> dict[str, Any]:
        """Return what this person sees; nothing when there is nothing."""
        raise NotImplementedError

    def render_html(self, parent_context: Any = None) -> Any:
        shown = self.shown_to(parent_context["request"].user)
        return get_template(self.template_name).render({"panel": self, **shown}) if shown else ""


class WritePanel(HomePanel):
    """One click on a section opens an empty story in it."""

    name = "write"
    template_name = "desk/write_panel.html"
    order = 20
    is_wide = True

    def shown_to(self, user: Any) -> dict[str, Any]:
        sections = list(sections_open_to(user))
        return {"sections": sections} if sections else {}


class WaitingPanel(HomePanel):
    """Steps that this person can take, stories sent back to them, comments that they have not answered."""

    name = "waiting"
    template_name = "desk/home/waiting.html"
    order = 30

    def shown_to(self, user: Any) -> dict[str, Any]:
        steps, sent_back, comments = steps_for(user), sent_back_to(user), comments_for(user)
        if not (steps.lines or sent_back.lines or comments.lines):
            return {}
        return {"steps": steps, "sent_back": sent_back, "comments": comments}


class MyStoriesPanel(HomePanel):
    """What this person began, and what of others they changed lately."""

    name = "my_stories"
    template_name = "desk/home/my_stories.html"
    order = 40

    def shown_to(self, user: Any) -> dict[str, Any]:
        now = timezone.now()
        own, changed = my_stories(user, now), changed_lately(user, now)
        return {"own": own, "changed": changed} if own.lines or changed.lines else {}


class GoingOutPanel(HomePanel):
    """The day's schedule."""

    name = "going_out"
    template_name = "desk/home/going_out.html"
    order = 50

    def shown_to(self, user: Any) -> dict[str, Any]:
        now = timezone.now()
        lines = going_out(user, now)
        if not lines.lines:
            return {}
        zone = timezone.get_default_timezone()
        is_elsewhere = str(timezone.get_current_timezone()) != str(zone)
        is_later = lines.lines[0].at is not None and lines.lines[0].at >= day_bounds(local_date(now))[1]
        return {"lines": lines, "zone": zone, "is_elsewhere": is_elsewhere, "later": is_later}


class CorrectionsPanel(HomePanel):
    """Queues of what has to be put right or be published."""

    name = "corrections"
    template_name = "desk/home/corrections.html"
    order = 60

    def shown_to(self, user: Any) -> dict[str, Any]:
        now = timezone.now()
        queues = [(queue.heading, queue.lines(user, now)) for queue in registered_queues()]
        shown = [(heading, lines) for heading, lines in queues if lines.lines]
        return {"queues": shown} if shown else {}


class LiveNowPanel(HomePanel):
    """The newest of the paper, and how it is read."""

    name = "live_now"
    template_name = "desk/home/live_now.html"
    order = 70

    def shown_to(self, user: Any) -> dict[str, Any]:
        lines = live_now(user, timezone.now())
        return {"lines": lines} if lines.lines else {}


class ReadersPanel(HomePanel):
    """What readers read."""

    name = "readers"
    template_name = "desk/home/readers.html"
    order = 80
    is_wide = True

    def shown_to(self, user: Any) -> dict[str, Any]:
        readings = what_readers_read(timezone.now())
        return {"readings": readings} if readings is not None else {}


class LightsPanel(HomePanel):
    """How the machinery is, for those who see the report on delivery; others hear of trouble only."""

    name = "lights"
    template_name = "desk/home/lights.html"
    order = 90
    is_wide = True

    def shown_to(self, user: Any) -> dict[str, Any]:
        return {"lights": lights(timezone.now())} if may_see_delivery(user) else {}


OURS = (
    TroublePanel,
    WritePanel,
    WaitingPanel,
    MyStoriesPanel,
    GoingOutPanel,
    CorrectionsPanel,
    LiveNowPanel,
    ReadersPanel,
    LightsPanel,
)


def arrange_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Put ours in front; of Wagtail's own the locked stories stay."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [panel() for panel in OURS]
