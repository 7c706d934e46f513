"""At the side of the edit screen: what readers report of the story, each beside its block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.forms import Script
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.corrections.choices import OPEN_STATUSES
from dateline.corrections.cluster_queries import clusters_shown_to
from dateline.corrections.cluster_rights import report_rights
from dateline.desk.reports.rows import Row, rows_of

MOST = 50


class ReportsSidePanel(BaseSidePanel):
    """The panel “Reader reports”; the places are those of the newest draft."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Reader reports")
        icon_name = "comment"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(self.panel.clusters)}

    name = "reader_reports"
    title = _("Reader reports")
    template_name = "desk/reports/side_panel.html"
    order = 385

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["desk/reports.css"]}
        js: ClassVar[list[Script]] = [Script("desk/report-marks.js", type="module")]

    def __init__(self, object: Any, request: Any) -> None:  # noqa: A002 - the name is Wagtail's
        super().__init__(object, request)
        self.clusters: list[Any] = []
        if object.pk and object.first_published_at:
            self.rights = report_rights(request.user)
            found = clusters_shown_to(self.rights).filter(publication=object.uuid, status__in=OPEN_STATUSES)
            found = found.select_related("version__content", "assignee", "fixed_in", "publication")
            self.clusters = list(found.prefetch_related("reports").order_by("pk")[:MOST])

    def is_shown(self) -> bool:
        return bool(self.clusters)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rows = rows_of(self.clusters, user=self.request.user, rights=self.rights)
        order = {str(block.id): number for number, block in enumerate(self.object.body)}
        rows.sort(key=lambda row: order.get(row.block, -1))
        return {**super().get_context_data(parent_context), "rows": rows, "marks": _marks(rows)}


def _marks(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return what the script writes at each place of the form that somebody has reported."""
    counts = Counter(row.anchor for row in rows if row.anchor)
    return [
        {
            "place": place,
            "label": ngettext("%(n)d reader report", "%(n)d reader reports", count) % {"n": count},
        }
        for place, count in counts.items()
    ]
