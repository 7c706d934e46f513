"""The addresses of the planning board and the calendar, and their places in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.desk.planning import calendar_views, views


def planning_urls() -> list[URLPattern | URLResolver]:
    """Return the addresses below ``/desk/planning/``."""
    patterns = [
        path("", views.BoardView.as_view(), name="board"),
        path("add/", views.AddPlanView.as_view(), name="add"),
        path("calendar/", calendar_views.CalendarView.as_view(), name="calendar"),
        path("<int:pk>/", views.EditPlanView.as_view(), name="edit"),
        path("<int:pk>/move/", views.MovePlanView.as_view(), name="move"),
        path("<int:pk>/drop/", views.DropPlanView.as_view(), name="drop"),
        path("<int:pk>/take-up/", views.TakeUpPlanView.as_view(), name="take_up"),
        path("<int:pk>/start/", views.StartStoryView.as_view(), name="start"),
    ]
    return [path("planning/", include((patterns, "planning")))]


def planning_item() -> MenuItem:
    """Return the item of the board."""
    return MenuItem(
        _("Planning"), reverse("planning:board"), name="planning", icon_name="clipboard-list", order=120
    )


def calendar_item() -> MenuItem:
    """Return the item of the calendar."""
    return MenuItem(
        _("Calendar"), reverse("planning:calendar"), name="calendar", icon_name="calendar-alt", order=121
    )
