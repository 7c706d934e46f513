"""The panel “Lengths”: words, reading time and headlines as they will appear, while somebody writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.lib.reading_speed import WORDS_A_MINUTE
from dateline.paper.queries import paper_settings


class LengthsSidePanel(BaseSidePanel):
    """It counts in the browser what is on the screen, saved or not. It also brings the script for pasting."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Lengths")
        icon_name = "order"
        counter_classname = "w-bg-critical-200"

    name = "lengths"
    title = gettext_lazy("Lengths")
    template_name = "desk/writing/lengths_panel.html"
    order = 370

    class Media:
        js = [
            Script("desk/writing/paste.js", type="module"),
            Script("desk/writing/lengths.js", type="module"),
        ]
        css = {"all": ["desk/writing/writing.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "paste": {"url": reverse("writing:paste"), "words": _paste_words()},
            "lengths": {
                "cards": reverse("writing:cards"),
                "page": self.object.pk,
                "section": self.object.section_id or self._parent_of(parent_context),
                "paper": paper_settings().name,
                "host": settings.WAGTAILADMIN_BASE_URL.partition("://")[2],
                "words_a_minute": dict(WORDS_A_MINUTE),
                "words": _length_words(),
            },
        }

    def _parent_of(self, parent_context: Mapping[str, Any]) -> int | None:
        parent = parent_context.get("parent_page")
        return parent.pk if parent is not None else None


def _paste_words() -> dict[str, str]:
    return {
        "working": _("Cleaning what you pasted…"),
        "pasted": _("Pasted as clean text."),
        "plain": _("The desk could not clean it, so the words were pasted as plain text."),
        "undo": _("Undo the paste"),
        "undone": _("The paste was undone."),
        "close": _("Close"),
        "missing": _("Picture not taken over: choose or upload it, or remove this part."),
    }


def _length_words() -> dict[str, str]:
    return {
        "words": _("Words: {n}"),
        "characters": _("Characters: {n}"),
        "minutes": _("Reading time: {n} min"),
        "under": _("Reading time: under a minute"),
        "lines": _("lines: {n},"),
        "on_phone": _("on a phone {n}."),
        "fits": _("Fits."),
        "empty": _("No headline yet."),
        "lead_long": _("Long for the lead: more than 3 lines push the picture out of sight."),
        "second_long": _("Long beside the lead: give it a short headline."),
        "opinion_long": _("Long among opinion: give it a short headline."),
        "row_long": _("Long for lists: give it a short headline."),
        "phone_long": _("Long on a phone: more than 4 lines."),
        "search_cut": _("Search engines cut it here: the end is not shown."),
        "description_cut": _("Cut after about 155 characters."),
        "description_none": _("No description: search engines choose words from the text."),
        "social_cut": _("Shared links cut it after about 70 characters."),
        "warnings": _("To look at: {n}."),
    }
