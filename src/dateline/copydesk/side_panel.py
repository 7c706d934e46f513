"""The panel at the side of an edit screen. It knows the form's fields by name, and no model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Script
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.copydesk.choices import State


class CopyDeskSidePanel(BaseSidePanel):
    """The panel “Copy desk”: what is wrong with the texts on the screen."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Copy desk")
        icon_name = "edit"
        counter_classname = "w-bg-critical-200"

    name = "copydesk"
    title = gettext_lazy("Copy desk")
    template_name = "copydesk/panel.html"
    order = 380

    class Media:
        js = [Script("copydesk/panel.js", type="module")]
        css = {"all": ["copydesk/panel.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "words": self._words()}

    def _words(self) -> dict[str, Any]:
        """Return what the script says, in the language of the desk."""
        states = {state.value: str(state.label) for state in State}
        return {
            "states": states
            | {
                "here": _("Ignore here"),
                "story": _("Ignore in this story"),
                "dictionary": _("Add to my dictionary"),
                "dictionary_all": _("Add to the paper’s dictionary"),
                "bad_rule": _("The rule is wrong"),
                "overridden": _("Publish anyway"),
            },
            "may_add_for_all": self.request.user.has_perm("paper_copydesk.add_dictionaryword"),
            "count": _("Findings: {n}."),
            "stops": _("Stop publishing: {n}."),
            "none": _("Nothing found."),
            "failed": _("The check failed. What you wrote is safe."),
            "moved": _("The text has changed meanwhile; it is being read again."),
            "applied": _("Changed."),
            "go": _("Go to this place"),
            "remove": _("Remove"),
            "dismiss": _("Dismiss"),
            "override": _("Publish with a reason"),
            "reason": _("Reason"),
        }
