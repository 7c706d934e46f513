"""At the side of the edit screen: whom the story names, and what became of the notes required by law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.entities.labels import LabelFinding, Outcome
from dateline.paper.queries import paper_settings
from dateline.stories.legal_notes import legal_notes_report

OUTCOMES = {
    Outcome.ADDED: _("added for readers at the first mention"),
    Outcome.WRITTEN: _("written by the author"),
    Outcome.OLDER_STORY: _("not added: the story is older than the label"),
    Outcome.ENDED: _("not added: the label has ended"),
    Outcome.NOT_OBEYED: _("not added: the paper does not follow this jurisdiction"),
    Outcome.SWITCHED_OFF: _("not added: switched off in this story"),
    Outcome.UNUSED: _("not added: the label is not in use"),
    Outcome.NO_WORDING: _("not added: there is no wording in this language"),
}


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A name in the story, with the notes that the law attaches to it."""

    name: str
    notes: tuple[tuple[str, str, Any], ...]
    """Jurisdiction, words of the note, and what became of it."""


class NamesSidePanel(BaseSidePanel):
    """The panel “Names”. It speaks of the story as it was last saved."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Names and notes required by law")
        icon_name = "tag"
        has_counter = False

    name = "names"
    title = _("Names")
    template_name = "stories/desk/names_panel.html"
    order = 400

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        paper = paper_settings()
        report = legal_notes_report(self.object, jurisdictions=paper.jurisdictions)
        named = [
            NamedEntity(
                name=report.names.get(mention.entity_id, ""),
                notes=tuple(
                    _worded(finding)
                    for finding in report.findings
                    if finding.label.entity_id == mention.entity_id
                ),
            )
            for mention in report.mentions
        ]
        return {
            **super().get_context_data(parent_context),
            "named": named,
            "adds_notes": paper.adds_legal_labels,
        }


def _worded(finding: LabelFinding) -> tuple[str, str, Any]:
    return finding.label.jurisdiction, finding.label.note, OUTCOMES[finding.outcome]
