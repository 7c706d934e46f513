"""At the side of the edit screen: in which channels the story is, and the way to its words there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.desk.channels.showing import posts_of, words_of
from dateline.social.models import Channel


class ChannelsSidePanel(BaseSidePanel):
    """The panel “Channels”, for papers that have some."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Channels")
        icon_name = "link-external"
        has_counter = False

    name = "channels"
    title = _("Channels")
    template_name = "desk/channels/side_panel.html"
    order = 360

    def __init__(self, object: Any, request: Any) -> None:  # noqa: A002 - the name is Wagtail's
        super().__init__(object, request)
        self.may_see = bool(object.pk) and object.permissions_for_user(request.user).can_publish()
        self.channels = list(Channel.objects.filter(ended_at=None)) if self.may_see else []

    def is_shown(self) -> bool:
        return bool(self.channels)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        posts, words = posts_of(self.object.uuid), words_of(self.object.uuid)
        rows = [(one, posts.get(one.pk), words.get(one.pk)) for one in self.channels]
        return {**super().get_context_data(parent_context), "rows": rows, "story": self.object}
