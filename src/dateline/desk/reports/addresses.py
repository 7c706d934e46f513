"""The addresses of the reports, their place in the menu with how many wait, and their names in the log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from dateline.corrections.cluster_actions import CLOSED, TAKEN
from dateline.corrections.cluster_queries import open_count
from dateline.corrections.cluster_rights import report_rights
from dateline.desk.reports import place_views, views


def report_urls() -> list[URLPattern | URLResolver]:
    """Return the addresses below ``/desk/reader-reports/``."""
    patterns = [
        path("", views.QueueView.as_view(), name="queue"),
        path("spam/", views.SpamView.as_view(), name="spam"),
        path("<int:pk>/", place_views.PlaceView.as_view(), name="place"),
        path("<int:pk>/assign/", views.AssignView.as_view(), name="assign"),
    ]
    return [path("reader-reports/", include((patterns, "reader_reports")))]


class ReportsMenuItem(MenuItem):
    """“Reader reports” with how many places wait for this person's decision."""

    def is_shown(self, request: HttpRequest) -> bool:
        return report_rights(request.user).sees_any

    def render_component(self, request: HttpRequest) -> Any:
        count = open_count(request.user)
        component = super().render_component(request)
        if count:
            waiting = ngettext("%(n)d waits", "%(n)d wait", count) % {"n": count}
            component.label = format_html("{} ({})", self.label, count) if count < 1000 else self.label
            component.attrs = {**component.attrs, "title": waiting}
        return component


def reports_item() -> MenuItem:
    """Return the item of the queue."""
    return ReportsMenuItem(
        _("Reader reports"),
        reverse("reader_reports:queue"),
        name="reader-reports",
        icon_name="comment",
        order=125,
    )


def register_report_log(actions: Any) -> None:
    """Give what is done with reports its words in the log of stories."""
    actions.register_action(
        TAKEN, _("Give a reader’s report to somebody"), _("Reader’s report given to somebody")
    )
    actions.register_action(CLOSED, _("Close a reader’s report"), _("Reader’s report closed"))
